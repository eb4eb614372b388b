/**
 * Tells a machine's typing from a person's by its pace alone. A scanner types evenly, from 5 to 100 ms a key; a person
 * hesitates. Knows nothing of what was typed, of the DOM or of timers.
 */
import type { Keystroke } from './layouts.js';

/** No scanner is slower than this between two keys, in milliseconds: longer is silence. */
export const longestGap = 120;

/** Two keys this close, in milliseconds, are suspect, and three are a machine's: two may be two fingers of one person. */
const machinePace = 30;

/** No person keeps up this pace over several keys, in milliseconds a key, however uneven it is. */
const sprint = 50;

/** How far even typing strays from its own median, on average and as a share of it. People stray further. */
const evenness = 0.25;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

const gapsOf = (strokes: readonly Keystroke[]): number[] =>
  strokes.slice(1).map((stroke, index) => stroke.at - strokes[index]!.at);

const limitFor = (gaps: readonly number[]): number => Math.min(longestGap, Math.max(20, 4 * median(gaps)));

/** How long this typing may pause, in milliseconds, and still be one burst: four times its median, from 20 to 120. */
export function gapLimit(strokes: readonly Keystroke[]): number {
  const gaps = gapsOf(strokes);
  return gaps.length < 3 ? longestGap : limitFor(gaps);
}

/** Whether two keys follow each other faster than one finger can. */
export function isRapid(strokes: readonly Keystroke[]): boolean {
  const gap = gapsOf(strokes.slice(-2))[0];
  return gap !== undefined && gap <= machinePace;
}

const areEven = (gaps: readonly number[]): boolean => {
  const middle = median(gaps);
  const strays = gaps.reduce((sum, gap) => sum + Math.abs(gap - middle), 0) / gaps.length;
  return middle <= sprint || strays <= evenness * middle;
};

/** Whether the pace is so even, or so fast, that no person typed it. Shift takes some scanners a beat that is left out then. */
export function isEven(strokes: readonly Keystroke[]): boolean {
  const gaps = gapsOf(strokes);
  const same = gaps.filter((_, index) => strokes[index]!.shift === strokes[index + 1]!.shift);
  return areEven(gaps) || (same.length > 1 && areEven(same));
}

/** Three rapid keys prove a machine, or five even ones; where no field has the focus, three without a pause will do. */
function proves(last: readonly Keystroke[], inField: boolean): boolean {
  const within = (limit: number) => gapsOf(last).every((gap) => gap <= limit);
  return last.length === 3
    ? within(inField ? machinePace : longestGap)
    : last.length === 5 && within(longestGap) && isEven(last);
}

/** Where in these keystrokes a machine began to type, or -1 while a person may be typing. */
export function machineStart(strokes: readonly Keystroke[], inField: boolean): number {
  const proof = [strokes.slice(-3), strokes.slice(-5)].find((last) => proves(last, inField));
  if (!proof) return -1;
  const limit = limitFor(gapsOf(proof));
  const gapBefore = (index: number): number => strokes[index]!.at - (strokes[index - 1]?.at ?? -Infinity);
  let start = strokes.length - proof.length;
  // Two keys at machine pace before a pause are the same machine's, which stumbled; one alone may be a person's.
  while (gapBefore(start) <= limit || (gapBefore(start) <= longestGap && gapBefore(start - 1) <= machinePace))
    start -= 1;
  return start;
}

/** Whether these keys came without a pause that is longer than any scanner's. */
export function isUnbroken(strokes: readonly Keystroke[]): boolean {
  return gapsOf(strokes).every((gap) => gap <= longestGap);
}

/**
 * Whether what came after each pause is a machine's too, so that all belongs together: two keys at least, or one that `endAt`, the
 * key that ends a scan, followed at machine pace. A single key before silence may be a person's.
 */
export function isOneScan(strokes: readonly Keystroke[], endAt: number): boolean {
  const times = [...strokes.map(({ at }) => at), endAt];
  return strokes.every((_, index) => {
    if (index === 0 || times[index]! - times[index - 1]! <= longestGap) return true;
    return times[index + 1]! - times[index]! <= longestGap;
  });
}

/** Whether a whole burst, once over, is a machine's: in a field slow typing must be even all through. */
export function isMachine(strokes: readonly Keystroke[], inField: boolean): boolean {
  return !inField || isEven(strokes);
}

/** Whether the last key follows at the burst's own pace; if not, it may be a person's, or the end of a stumbling scan. */
export function endsEvenly(strokes: readonly Keystroke[]): boolean {
  return (gapsOf(strokes).at(-1) ?? 0) <= gapLimit(strokes);
}
