/**
 * Against guessing: within ten minutes a till may start so many PIN challenges for one customer or coupon, and meet so many
 * codes that nobody has. A place is taken before the call, so that many calls at once gain nothing, and given back
 * when the answer was another one. Keeps moments only.
 */
import { codeOf, isLost, Refusal, type Answer } from './answer.js';
import type { Shelf } from './store.js';

const WINDOW = 10 * 60 * 1000;

/** One count that a call may add to. */
export interface Count {
  /** Key in the store. */
  readonly key: string;
  /** The code of the answer that is counted. */
  readonly code: string;
  readonly most: number;
}

/** Makes a call under some counts; refuses with the wait where one of them is full. */
export async function guarded(
  shelf: Shelf,
  counts: readonly Count[],
  now: () => number,
  call: () => Promise<Answer>,
): Promise<Answer> {
  const taken: { count: Count; at: number }[] = [];
  let code: string | undefined;
  try {
    for (const count of counts) taken.push({ count, at: await take(shelf, count, now()) });
    const answer = await call();
    code = isLost(answer) ? undefined : codeOf(answer);
    return answer;
  } finally {
    const free = taken.filter(({ count }) => count.code !== code);
    // The answer is there and must reach the till, whatever the store says now.
    await Promise.all(free.map(({ count, at }) => giveBack(shelf, count, at))).catch(() => undefined);
  }
}

async function take(shelf: Shelf, { key, most }: Count, now: number): Promise<number> {
  const wait = await shelf.change(key, WINDOW, (before) => {
    const moments = parse(before).filter((at) => at > now - WINDOW);
    const oldest = moments[moments.length - most];
    if (oldest !== undefined) return { after: before, result: oldest + WINDOW - now };
    return { after: JSON.stringify([...moments, now]), result: 0 };
  });
  if (wait > 0) throw new Refusal(429, 'rate_limited', Math.ceil(wait / 1000));
  return now;
}

function giveBack(shelf: Shelf, { key }: Count, at: number): Promise<void> {
  return shelf.change(key, WINDOW, (before) => {
    const moments = parse(before);
    const index = moments.indexOf(at);
    const left = index < 0 ? moments : moments.toSpliced(index, 1);
    return { after: left.length > 0 ? JSON.stringify(left) : undefined, result: undefined };
  });
}

function parse(text: string | undefined): number[] {
  return text === undefined ? [] : (JSON.parse(text) as number[]);
}
