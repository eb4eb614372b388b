/** The languages that the tags speak, for the gallery and the playground to offer: English and each file of src/words. */
export const languages = {
  en: { name: 'English', dir: 'ltr' },
  tr: { name: 'Türkçe', dir: 'ltr' },
  de: { name: 'Deutsch', dir: 'ltr' },
  ar: { name: 'العربية', dir: 'rtl' },
} as const;

/** Code of one of them. */
export type LanguageCode = keyof typeof languages;

/** Their codes, English first. */
export const languageCodes = Object.keys(languages) as readonly LanguageCode[];

/** Which way a page of a language runs. */
export const dirOf = (code: string): 'ltr' | 'rtl' => languages[code as LanguageCode].dir;
