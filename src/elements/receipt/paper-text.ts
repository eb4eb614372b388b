/**
 * Text as a receipt printer can print it, and how many columns it takes there. Printers know one code page at a time: what is in
 * none of them is written otherwise, and nothing of a text may be taken for a command. Knows characters, not slips.
 */

/** Signs of currencies that no code page of a receipt printer has; `€ £ $ ¥` are in most of them. */
const codes: Record<string, string> = {
  '₺': 'TL',
  '₼': 'AZN',
  '₸': 'KZT',
  '₾': 'GEL',
  '₴': 'UAH',
  '₹': 'INR',
  '₪': 'ILS',
  '₫': 'VND',
  '₱': 'PHP',
  '₦': 'NGN',
  '₩': 'KRW',
  '₽': 'RUB',
  '₭': 'LAK',
  '₲': 'PYG',
  '₮': 'MNT',
  '₡': 'CRC',
  '₵': 'GHS',
  '৳': 'BDT',
  '฿': 'THB',
  '៛': 'KHR',
  '֏': 'AMD',
  '؋': 'AFN',
};
const sign = `[${Object.keys(codes).join('')}]`;
const number = "\\p{Nd}(?:[\\p{Nd}.,’'٫٬\\u00a0\\u202f]*\\p{Nd})?";
const [signs, numbers] = [new RegExp(sign, 'u'), new RegExp(number, 'u')];
const money = new RegExp(`${sign}\\s?${number}|${number}\\s?${sign}|${sign}`, 'gu');

/** Typographer's marks, as a typewriter has them. */
const marks: [RegExp, string][] = [
  [/[‘’‚‛′]/g, "'"],
  [/[“”„‟″]/g, '"'],
  [/[‐-―−]/g, '-'],
  [/…/g, '...'],
  [/[•‣∙●▪■◦○]/g, '*'],
  [/[→⇒➔➜➡►▶]\ufe0f?/g, '>'],
  [/[←⇐⬅◄◀]\ufe0f?/g, '<'],
];

/** Without marks of the reading direction, joiners, controls and the like; every blank a plain one. */
const bare = (text: string): string =>
  text
    .replace(/[\t-\r\u2028\u2029]/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\ufe0e\ufe0f]/gu, '')
    .replace(/[^\S ]/g, '\u00a0');

/** A text for paper; where a line may not break the blank is still a no-break one. */
export function paperText(text: string): string {
  const written = text.replace(money, (found) => {
    const [figure] = numbers.exec(found) ?? [];
    const code = codes[signs.exec(found)?.[0] ?? ''] ?? '';
    return figure ? `${figure}\u00a0${code}` : code;
  });
  return bare(marks.reduce((line, [mark, plain]) => line.replace(mark, plain), written)).normalize('NFC');
}

/** A letter with the marks that stand on it. */
const clusters = /\P{M}[\p{M}\p{EMod}]*|\p{M}+/gu;
/** East Asian wide and full-width characters, and what is drawn as a picture. */
const wide =
  /[\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u3247\u3250-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** The letters of a text, each with the marks that stand on it: a line may break between any two of them. */
export const lettersOf = (text: string): string[] => text.match(clusters) ?? [];

/** How many columns a text takes on paper: two for a wide letter, none for marks. */
export function columnsOf(text: string): number {
  return lettersOf(text).reduce((sum, letter) => sum + (/^\p{M}/u.test(letter) ? 0 : wide.test(letter) ? 2 : 1), 0);
}
