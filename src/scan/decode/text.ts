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

/**
 * Half-width kana are the bytes of Latin-1's capitals with accents and of its signs, and two bytes of an accented word can be a
 * kanji. A byte that no Latin-1 text has makes it Japanese. Without one, kana among signs and without a Latin letter do, and accents
 * among Latin letters and without a sign are Latin-1; what could be either is no text.
 */
function guess(bytes: readonly number[]): string | null {
  const utf8 = decode(bytes, 'utf-8');
  if (utf8 !== null) return utf8;
  const japanese = decode(bytes, 'shift_jis');
  if (japanese === null) return latin1(bytes);
  if (bytes.some((byte) => byte >= 0x80 && byte <= 0x9f)) return japanese;
  if (!/[\uff61-\uff9f]{2}/.test(japanese)) return latin1(bytes);
  const hasLetters = /[a-z]/i.test(japanese);
  const hasSigns = /[\xa1-\xbf\xd7]/.test(latin1(bytes));
  if (hasLetters === hasSigns) return null;
  return hasLetters ? latin1(bytes) : japanese;
}

function bytesToText(bytes: readonly number[], eci: number | null): string | null {
  if (eci === null) return guess(bytes);
  if (eci === 1 || eci === 3) return latin1(bytes);
  const label = labelOf(eci);
  return label === null ? guess(bytes) : decode(bytes, label);
}

function segmentToText(segment: Exclude<Segment, { kind: 'encoding' }>, eci: number | null): string | null {
  if (segment.kind === 'text') return segment.text;
  return segment.kind === 'kanji' ? decode(segment.bytes, 'shift_jis') : bytesToText(segment.bytes, eci);
}

/**
 * In a GS1 code a `%` of a segment of capitals and digits stands for a separator. jsQR steps over the mark that says so, which
 * need not be the first; what can be such a code is not read.
 */
const canBeGs1 = (segments: readonly Segment[], text: string): boolean =>
  segments.some((segment) => segment.kind === 'text' && segment.text.includes('%')) &&
  (segments[0]?.kind === 'encoding' || /^\d\d/.test(text));

/** The text of a code's segments, or `null` when there is none or it breaks its own declaration. */
export function textOf(segments: readonly Segment[]): string | null {
  let text = '';
  let eci: number | null = null;
  for (const segment of segments) {
    if (segment.kind === 'encoding') {
      if (segment.eci < 0) return null;
      eci = segment.eci;
      continue;
    }
    const part = segmentToText(segment, eci);
    if (part === null) return null;
    text += part;
  }
  return text === '' || canBeGs1(segments, text) ? null : text;
}
