/**
 * Bytes of a code to text: as the code declares (ECI), else UTF-8, else Shift-JIS or Latin-1 by what the bytes look like.
 * Knows segments, not pictures. Text that cannot be told is no text: `null`.
 */
import type { Segment } from './jsqr.js';

/** ECI numbers that name an encoding other than ISO 8859, which are counted. */
const DECLARED: Readonly<Record<number, string>> = {
  20: 'shift_jis',
  21: 'windows-1250',
  22: 'windows-1251',
  23: 'windows-1252',
  24: 'windows-1256',
  25: 'utf-16be',
  26: 'utf-8',
  27: 'utf-8',
  28: 'big5',
  29: 'gb18030',
  30: 'euc-kr',
};

function decode(bytes: readonly number[], label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}

/** True Latin-1; the platform's decoder of that name means windows-1252. */
const latin1 = (bytes: readonly number[]): string => String.fromCharCode(...bytes);

function labelOf(eci: number): string | null {
  if (eci >= 4 && eci <= 18) return `iso-8859-${eci - 2}`;
  return DECLARED[eci] ?? null;
}

/** A kana and the mark that only some of them can have: their voices, hardened ones too. */
const VOICED = /[\uff73\uff76-\uff84\uff8a-\uff8e]\uff9e|[\uff8a-\uff8e]\uff9f/;

/** Bytes of kana in which a sign of Latin-1 stands right between two of its capitals with accents: no language writes so. */
const isNoLatin = (latin: string): boolean =>
  (latin.match(/[\xa1-\xdf]{4,}/g) ?? []).some((run) => /[\xc0-\xdf][\xa1-\xbf][\xc0-\xdf]/.test(run));

/**
 * Half-width kana are the bytes of Latin-1's capitals with accents and of its signs, and two bytes of an accented word can be a
 * kanji. A byte that no Latin-1 text has makes it Japanese, and so does a kanji elsewhere in the code. Without one, kana among
 * signs and without a Latin letter do, and accents among Latin letters and without a sign are Latin-1, unless they make voiced
 * kana; among both, voiced kana that are no Latin-1 do. What could be either is no text.
 */
function guess(bytes: readonly number[], isJapanese: boolean): string | null {
  const utf8 = decode(bytes, 'utf-8');
  if (utf8 !== null) return utf8;
  const japanese = decode(bytes, 'shift_jis');
  const latin = latin1(bytes);
  if (japanese === null) return latin;
  if (isJapanese || bytes.some((byte) => byte >= 0x80 && byte <= 0x9f)) return japanese;
  if (!/[\uff61-\uff9f]{2}/.test(japanese)) return latin;
  const hasLetters = /[a-z]/i.test(japanese);
  const hasSigns = /[\xa1-\xbf\xd7]/.test(latin);
  const isVoiced = VOICED.test(japanese);
  if (hasLetters && hasSigns) return isVoiced && isNoLatin(latin) ? japanese : null;
  if (hasLetters) return isVoiced ? null : latin;
  return hasSigns ? japanese : null;
}

function bytesToText(bytes: readonly number[], eci: number | null, isJapanese: boolean): string | null {
  if (eci === null) return guess(bytes, isJapanese);
  if (eci === 1 || eci === 3) return latin1(bytes);
  const label = labelOf(eci);
  return label === null ? guess(bytes, isJapanese) : decode(bytes, label);
}

function segmentToText(
  segment: Exclude<Segment, { kind: 'encoding' }>,
  eci: number | null,
  isJapanese: boolean,
): string | null {
  if (segment.kind === 'text') return segment.text;
  return segment.kind === 'kanji' ? decode(segment.bytes, 'shift_jis') : bytesToText(segment.bytes, eci, isJapanese);
}

/**
 * In a GS1 code a `%` of a segment of capitals and digits stands for a separator. jsQR steps over the mark that says so, which
 * need not be the first; what can be such a code is not read. Some generators set the mark before a web address, which is one
 * all the same: a GS1 string begins with the two digits of its first field.
 */
function canBeGs1(segments: readonly Segment[], text: string, isMarked: boolean): boolean {
  const isNumbered = /^\d\d/.test(text);
  const hasSeparator = segments.some((segment) => segment.kind === 'text' && segment.text.includes('%'));
  if (isMarked) return isNumbered || hasSeparator;
  return hasSeparator && (segments[0]?.kind === 'encoding' || isNumbered);
}

/**
 * The text of a code's segments, or `null` when there is none or it breaks its own declaration. `isMarkedGs1` says that the code
 * begins with the mark of GS1.
 */
export function textOf(segments: readonly Segment[], isMarkedGs1 = false): string | null {
  const isJapanese = segments.some(({ kind }) => kind === 'kanji');
  let text = '';
  let eci: number | null = null;
  for (const segment of segments) {
    if (segment.kind === 'encoding') {
      if (segment.eci < 0) return null;
      eci = segment.eci;
      continue;
    }
    const part = segmentToText(segment, eci, isJapanese);
    if (part === null) return null;
    text += part;
  }
  return text === '' || canBeGs1(segments, text, isMarkedGs1) ? null : text;
}
