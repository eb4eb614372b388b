/** What a burst says of the scanner, and what to set. Plain arithmetic over what came in; the page draws it. */
import type { Stroke } from './recorder.js';

/** What is known of one scan. */
export interface Scan {
  readonly burst: readonly Stroke[];
  /** The text that the look-up made of it; `null` where it took none. */
  readonly taken: string | null;
  /** The codes that the page shows. */
  readonly known: readonly string[];
  readonly prefix: string;
}

/** The judgement, in sentences. */
export interface Verdict {
  readonly isRight: boolean;
  readonly words: readonly string[];
}

/** What the system's keyboard made of the keys. */
export const typedText = (burst: readonly Stroke[]): string =>
  burst
    .filter(({ key }) => Array.from(key).length === 1)
    .map(({ key }) => key)
    .join('');

/** The key that ended the burst, where it is one that ends a scan. */
export function terminator(burst: readonly Stroke[]): string {
  const key = burst.at(-1)?.key ?? '';
  return key === 'Enter' || key === 'Tab' ? key : 'none';
}

/** The pace of a key, in milliseconds: the middle one of all. */
export function pace(burst: readonly Stroke[]): number {
  const gaps = burst
    .slice(1)
    .map(({ gap }) => gap)
    .sort((one, other) => one - other);
  return gaps[gaps.length >> 1] ?? 0;
}

/** How long the whole scan took, in milliseconds. */
export const duration = (burst: readonly Stroke[]): number => burst.reduce((sum, { gap }) => sum + gap, 0);

/** Whether anything has to be set, and what. */
export function judge({ burst, taken, known, prefix }: Scan): Verdict {
  if (burst.length < 8)
    return { isRight: false, words: ['That was a person, or a very short code. Scan one of the codes on this page.'] };
  const typed = typedText(burst);
  const words = [layoutWords(typed, taken, known, prefix), ...paceWords(burst), ...endWords(burst)];
  return { isRight: taken !== null && typed === prefix + taken && words.length === 1, words };
}

function layoutWords(typed: string, taken: string | null, known: readonly string[], prefix: string): string {
  if (taken === null && prefix && !typed.startsWith(prefix))
    return `The scan did not begin with ${prefix}: set the scanner to type it first, or empty the field.`;
  if (taken === null)
    return 'The look-up took nothing of it. Switch caps lock off, set the scanner to plain keys, and to the keyboard layout of this till.';
  if (!known.includes(taken))
    return `It was read as ${taken}, which is none of the codes here. If it is not what your code says, set the scanner's keyboard layout.`;
  if (typed === prefix + taken) return 'Scanner and till agree on the keyboard layout.';
  return "The scanner types for another keyboard than this till has. The text was recovered; scan “keyboard layout” in the scanner's manual for the layout of this till.";
}

function paceWords(burst: readonly Stroke[]): string[] {
  if (duration(burst) > 10_000)
    return ['It took more than ten seconds of the thirty that a rotating code lives: set the scanner to its fastest.'];
  return pace(burst) > 30 ? ['It types slowly: set the delay between two characters to the smallest.'] : [];
}

function endWords(burst: readonly Stroke[]): string[] {
  return terminator(burst) === 'none'
    ? ['It ends without Enter or Tab: set the suffix to Enter. Without it, the first code has to be scanned twice.']
    : [];
}
