/**
 * From the keystrokes of one burst to its text: every reading that can be true is tried, and the text is given only when
 * exactly one of them is what is awaited and no other looks like a code. A scanner types on one of two boards, the US board it
 * left the factory with or the board of the till it was set up for, so the true text is always among the readings, but keys alone
 * do not tell which it is: `cq_1` and `cq?1` can be the very same keys. A printable reading that no code looks like therefore does
 * not stop the text; it is named beside it, and nothing is held proven. No letter is ever folded to another case. Knows nothing of
 * timing or the DOM.
 */
import {
  charOn,
  isAccent,
  isShiftless,
  layoutNames,
  layoutsOf,
  usCharBehind,
  type Keystroke,
  type LayoutName,
} from './layouts.js';
import { plainScan } from './plain-scan.js';

/** What a burst must look like to be taken. */
export interface Awaited {
  /** Whether a text, without prefix and suffix, is what is awaited. */
  accepts(text: string): boolean;
  /** Whether a text that is not awaited may be meant all the same: a burst that can be read as one is refused. */
  rivals?(text: string): boolean;
  /** What the scanner is set to type before each text. A burst without it belongs to the page. */
  prefix?: string | undefined;
  /** What the scanner is set to type after each text, before Enter or Tab. */
  suffix?: string | undefined;
  /** The layout that the scanner is known to be set to; it decides where two readings could be meant. */
  scanner?: LayoutName | undefined;
}

/** A burst that was read. */
export interface BurstReading {
  text: string;
  /** The till's layout, where the text was recovered from the physical keys because scanner and till disagree. */
  repairedFrom?: LayoutName | 'unknown';
  /** The scanner's own layout, where this burst has proven it, as a repair or as its only reading: hand it in with the next. */
  scanner?: LayoutName;
  /** What else these keys can be, though nothing like it is awaited; left out where there is nothing. */
  others?: readonly string[];
}

/** A burst is read, refused because it can be read in two ways, or left to the page. */
export type Decision =
  | { kind: 'read'; reading: BurstReading }
  | { kind: 'refused'; reason: 'ambiguous layout' | 'caps lock'; texts: readonly string[] }
  | { kind: 'foreign' };

/** What a code can hold that is not of a country: only such a reading is named beside another. */
const printable = /^[ -~]+$/;

const ambiguity = (capsLock: boolean) => (capsLock ? 'caps lock' : 'ambiguous layout');

const marks: Readonly<Record<string, string>> = {
  '^': '\u0302',
  '`': '\u0300',
  '´': '\u0301',
  '¨': '\u0308',
  '~': '\u0303',
};

/** What a dead key and the key after it write together: the accent alone, one accented letter, or both. */
function composed(accent: string, next: string): string {
  if (next === ' ') return accent;
  const one = `${next}${marks[accent] ?? ''}`.normalize('NFC');
  return Array.from(one).length === 1 ? one : accent + next;
}

/** What four keys of the Arabic (101) layout of Windows write, two characters each, which browsers there do not tell. */
const arabicPairs: Readonly<Record<string, string>> = { KeyB: 'لا', KeyB2: 'لآ', KeyG2: 'لأ', KeyT2: 'لإ' };

/** The pair of characters behind a key without a name, on a till that writes Arabic. */
function arabicPair({ key, code, shift }: Keystroke, strokes: readonly Keystroke[]): string | undefined {
  if (key !== 'Unidentified' || !strokes.some((other) => /\p{Script=Arabic}/u.test(other.key))) return undefined;
  return arabicPairs[code + (shift ? '2' : '')];
}

/** Whether the system has composed something with this key that the browser does not tell. */
const isComposed = ({ key }: Keystroke): boolean => key === 'Dead' || key === 'Process';

/** The text as a till of that layout writes it, dead keys and all; undefined where a key gave no character. */
function written(layout: LayoutName | undefined, strokes: readonly Keystroke[]): string | undefined {
  let text = '';
  for (let index = 0; index < strokes.length; index += 1) {
    const stroke = strokes[index]!;
    const known = Array.from(stroke.key).length === 1 && !isComposed(stroke) ? stroke.key : arabicPair(stroke, strokes);
    if (known !== undefined) {
      text += known;
      continue;
    }
    const accent = isComposed(stroke) && layout ? charOn(layout, stroke) : null;
    if (!accent) return undefined;
    // On Linux the key after a dead one has no name either.
    if (stroke.key === 'Process' && !isAccent(accent)) {
      text += accent;
      continue;
    }
    const next = strokes[(index += 1)];
    text += composed(accent, (next && charOn(layout!, next)) ?? '');
  }
  return text;
}

/** The text as the till's system understood it, or undefined if that cannot be known. */
function byKey(strokes: readonly Keystroke[]): string | undefined {
  if (!strokes.some(isComposed)) return written(undefined, strokes);
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
 * The text if the scanner is set as it is said to be, null where no scanner typed it; undefined where that hangs on a dead key or AltGraph, which only a till
 * of the same board shows for what they are.
 */
function byScanner(layout: LayoutName, strokes: readonly Keystroke[]): string | null | undefined {
  if (isShiftless(strokes)) return null;
  const text = byCode(layout, strokes);
  if (layout === 'us') return text;
  const accents =
    layout !== 'uk' && (strokes.some(({ key }) => key === 'Dead') || Array.from(text ?? '').some(isAccent));
  if (!accents && !strokes.some(({ altGraph }) => altGraph)) return text;
  const till = layoutsOf(strokes);
  return till.length === 1 && till[0] === layout ? byKey(strokes) : undefined;
}

/** Every text that may be the true one. With caps lock on, some scanners turn the letters round to make up for it. */
function readings(strokes: readonly Keystroke[]): (string | null | undefined)[] {
  const own = byKey(strokes);
  if (isShiftless(strokes)) return [own];
  if (strokes.some(({ capsLock }) => capsLock)) {
    const dead = strokes.some(({ key }) => key === 'Dead') ? undefined : null;
    return [
      own,
      dead,
      ...layoutNames.flatMap((layout) => [byCode(layout, strokes, false), byCode(layout, strokes, true)]),
    ];
  }
  return strokes.some(({ code }) => !code) ? [own, ...byCharacter(strokes)] : [own, byCode('us', strokes)];
}

/** The text between prefix and suffix, or undefined where they are missing. */
function bare(text: string | null | undefined, { prefix = '', suffix = '' }: Awaited): string | undefined {
  if (!text?.startsWith(prefix) || !text.endsWith(suffix) || text.length < prefix.length + suffix.length)
    return undefined;
  return plainScan(text.slice(prefix.length, text.length - suffix.length));
}

/** What these keys may say, whatever is awaited: first the text as the page got it, then the others. */
export function possibleTexts(strokes: readonly Keystroke[], scanner?: LayoutName): string[] {
  const said = scanner ? byScanner(scanner, strokes) : null;
  return [...new Set([...readings(strokes), said])].filter((text) => typeof text === 'string');
}

/** A text that is certain enough, with what it tells of the boards. `told` is what a known scanner says. */
function readingOf(
  text: string,
  others: readonly string[],
  strokes: readonly Keystroke[],
  awaited: Awaited,
  told?: string,
): BurstReading {
  const beside = others.length > 0 ? { others } : {};
  if (strokes.some(({ capsLock }) => capsLock)) return { text, ...beside };
  const till = layoutsOf(strokes);
  if (bare(byKey(strokes), awaited) !== text) {
    return {
      text,
      repairedFrom: till[0] ?? 'unknown',
      scanner: told === undefined ? 'us' : awaited.scanner!,
      ...beside,
    };
  }
  const proven = till.length === 1 && others.length === 0 && bare(byCode('us', strokes), awaited) !== text;
  return { text, ...(proven ? { scanner: till[0]! } : {}), ...beside };
}

/** Reads a burst, or says why it cannot be read. */
export function decide(strokes: readonly Keystroke[], awaited: Awaited): Decision {
  const { accepts, rivals, scanner } = awaited;
  const capsLock = strokes.some((stroke) => stroke.capsLock);
  const said = scanner && !capsLock ? byScanner(scanner, strokes) : null;
  const saidText = bare(said, awaited);
  const told = saidText !== undefined && accepts(saidText) ? saidText : undefined;
  const possible = told === undefined ? [said, ...readings(strokes)] : [said];
  const all = [...new Set(possible.map((text) => bare(text, awaited)))].filter((text) => text !== undefined);
  const texts = all.filter((text) => accepts(text));
  const others = all.filter((text) => !accepts(text) && printable.test(text));
  // A dead key that cannot be read cannot be given back to the page either.
  const mute = possible.includes(undefined) && strokes.some(({ key }) => key === 'Dead');
  if (texts.length === 0) return mute ? { kind: 'refused', reason: ambiguity(capsLock), texts } : { kind: 'foreign' };
  if (texts.length > 1 || possible.includes(undefined) || others.some((text) => rivals?.(text))) {
    return { kind: 'refused', reason: ambiguity(capsLock), texts: [...texts, ...others] };
  }
  return { kind: 'read', reading: readingOf(texts[0]!, others, strokes, awaited, told) };
}
