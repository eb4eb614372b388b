/**
 * From the keystrokes of one burst to its text: every reading that can be true is tried, and the text is given only when
 * exactly one of them is what is awaited. A scanner types on one of two boards, the US board it left the factory with or the
 * board of the till it was set up for, so the true text is always among the readings: a text is recovered or refused,
 * never altered. No letter is ever folded to another case. Knows nothing of timing or the DOM.
 */
import { charOn, isAccent, layoutNames, layoutsOf, usCharBehind, type Keystroke, type LayoutName } from './layouts.js';

/** What a burst must look like to be taken. */
export interface Awaited {
  /** Whether a text, without prefix and suffix, is what is awaited. */
  accepts(text: string): boolean;
  /** What the scanner is set to type before each text. A burst without it belongs to the page. */
  prefix?: string | undefined;
  /** What the scanner is set to type after each text, before Enter or Tab. */
  suffix?: string | undefined;
  /** The layout that the scanner is known to be set to; it decides where two readings could be meant. */
  scanner?: LayoutName | undefined;
}

/** A burst that was read. */
export interface Reading {
  text: string;
  /** The till's layout, where the text was recovered from the physical keys because scanner and till disagree. */
  repairedFrom?: LayoutName | 'unknown';
  /** The scanner's own layout, where this burst has proven it: hand it in with the next. */
  scanner?: LayoutName;
}

/** A burst is read, refused because it can be read in two ways, or none of ours. */
export type Decision =
  | { kind: 'read'; reading: Reading }
  | { kind: 'refused'; reason: 'ambiguous layout' | 'caps lock'; texts: readonly string[] }
  | { kind: 'foreign' };

const marks: Readonly<Record<string, string>> = { '^': '\u0302', '`': '\u0300', '´': '\u0301', '¨': '\u0308', '~': '\u0303' };

/** What a dead key and the key after it write together: the accent alone, one accented letter, or both. */
function composed(accent: string, next: string): string {
  if (next === ' ') return accent;
  const one = `${next}${marks[accent] ?? ''}`.normalize('NFC');
  return Array.from(one).length === 1 ? one : accent + next;
}

/** The text as a till of that layout writes it, dead keys and all; undefined where a key gave no character. */
function written(layout: LayoutName | undefined, strokes: readonly Keystroke[]): string | undefined {
  let text = '';
  for (let index = 0; index < strokes.length; index += 1) {
    const { key } = strokes[index]!;
    if (Array.from(key).length === 1) {
      text += key;
      continue;
    }
    const accent = key === 'Dead' && layout ? charOn(layout, strokes[index]!) : null;
    if (!accent) return undefined;
    const next = strokes[index += 1];
    text += composed(accent, (next && charOn(layout!, next)) ?? '');
  }
  return text;
}

/** The text as the till's system understood it, or undefined if that cannot be known. */
function byKey(strokes: readonly Keystroke[]): string | undefined {
  if (!strokes.some(({ key }) => key === 'Dead')) return written(undefined, strokes);
  const texts = new Set(layoutsOf(strokes).map((layout) => written(layout, strokes)));
  return texts.size === 1 ? [...texts][0] : undefined;
}

/**
 * The text as typed on a board of that layout, whatever the till's system made of it. `flipped` says, under caps lock, whether the
 * scanner makes up for it; caps lock does not reach what AltGraph types.
 */
function byCode(layout: LayoutName, strokes: readonly Keystroke[], flipped?: boolean): string | null {
  let text = '';
  for (const stroke of strokes) {
    let char = flipped !== undefined && stroke.altGraph ? stroke.key : charOn(layout, stroke);
    if (flipped && char && /\p{L}/u.test(char)) char = charOn(layout, { ...stroke, shift: !stroke.shift });
    if (char === null) return null;
    text += char;
  }
  return text;
}

/** The texts that a US scanner may have meant where the browser gives characters alone. */
function byCharacter(strokes: readonly Keystroke[]): (string | null)[] {
  return layoutNames.map((layout) => {
    const chars = strokes.map(({ key }) => usCharBehind(layout, key));
    return chars.includes(null) ? null : chars.join('');
  });
}

/**
 * The text if the scanner is set as it is said to be; undefined where that hangs on a dead key or AltGraph, which only a till
 * of the same board shows for what they are.
 */
function byScanner(layout: LayoutName, strokes: readonly Keystroke[]): string | null | undefined {
  const text = byCode(layout, strokes);
  if (layout === 'us') return text;
  const accents = layout !== 'uk' && (strokes.some(({ key }) => key === 'Dead') || Array.from(text ?? '').some(isAccent));
  if (!accents && !strokes.some(({ altGraph }) => altGraph)) return text;
  const till = layoutsOf(strokes);
  return till.length === 1 && till[0] === layout ? byKey(strokes) : undefined;
}

/** Every text that may be the true one. With caps lock on, some scanners turn the letters round to make up for it. */
function readings(strokes: readonly Keystroke[]): (string | null | undefined)[] {
  const own = byKey(strokes);
  if (strokes.some(({ capsLock }) => capsLock)) {
    const dead = strokes.some(({ key }) => key === 'Dead') ? undefined : null;
    return [own, dead, ...layoutNames.flatMap((layout) => [byCode(layout, strokes, false), byCode(layout, strokes, true)])];
  }
  return strokes.some(({ code }) => !code) ? [own, ...byCharacter(strokes)] : [own, byCode('us', strokes)];
}

/** Reads a burst, or says why it cannot be read. */
export function decide(strokes: readonly Keystroke[], { accepts, prefix = '', suffix = '', scanner }: Awaited): Decision {
  const inner = (text: string | null | undefined): string | undefined => {
    if (!text?.startsWith(prefix) || !text.endsWith(suffix) || text.length < prefix.length + suffix.length) return undefined;
    const body = text.slice(prefix.length, text.length - suffix.length);
    return accepts(body) ? body : undefined;
  };
  const capsLock = strokes.some((stroke) => stroke.capsLock);
  const said = scanner && !capsLock ? byScanner(scanner, strokes) : null;
  const told = inner(said);
  const possible = told === undefined ? [said, ...readings(strokes)] : [told];
  const texts = told === undefined ? [...new Set(possible.map(inner))].filter((text) => text !== undefined) : [told];
  // A dead key that cannot be read cannot be given back to the page either.
  const mute = possible.includes(undefined) && strokes.some(({ key }) => key === 'Dead');
  if (texts.length === 0 && !mute) return { kind: 'foreign' };
  if (texts.length > 1 || possible.includes(undefined)) {
    return { kind: 'refused', reason: capsLock ? 'caps lock' : 'ambiguous layout', texts };
  }
  const text = texts[0]!;
  if (capsLock) return { kind: 'read', reading: { text } };
  const till = layoutsOf(strokes);
  if (inner(byKey(strokes)) !== text) {
    return { kind: 'read', reading: { text, repairedFrom: till[0] ?? 'unknown', scanner: told === undefined ? 'us' : scanner! } };
  }
  const proven = till.length === 1 && inner(byCode('us', strokes)) !== text;
  return { kind: 'read', reading: { text, ...(proven ? { scanner: till[0]! } : {}) } };
}
