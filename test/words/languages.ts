/** Every language of the package: English, and what each file of `src/words` named after a language says. */
import { readdirSync } from 'node:fs';
import { cameraEnglish } from '../../src/words/camera-english.js';
import { english, type Sentence } from '../../src/words/english.js';
import { keypadEnglish } from '../../src/words/keypad-english.js';
import type { Pack } from '../../src/words/pack.js';

const folder = new URL('../../src/words/', import.meta.url);

/** The codes that the files are named after, in the order of a list. */
export const codes = readdirSync(folder)
  .flatMap((name) => /^([a-z]{2,3})\.ts$/.exec(name)?.[1] ?? [])
  .sort();

/** The pack of each. */
export const packs = await Promise.all(
  codes.map(async (code) => {
    const { pack } = (await import(new URL(`${code}.ts`, folder).href)) as { pack: Pack };
    return { code: pack.code, words: pack.words as Record<string, Sentence> };
  }),
);

/** All English sentences. */
export const allEnglish: Record<string, Sentence> = { ...english, ...cameraEnglish, ...keypadEnglish };

/** The sentences of every language, English first. */
export const wordsOf: Record<string, Record<string, Sentence>> = {
  en: allEnglish,
  ...Object.fromEntries(packs.map(({ code, words }) => [code, words])),
};
