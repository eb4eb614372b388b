/**
 * Automatic retries and waits for a rate limit, as pure functions. A lost answer is asked for again soon and seldom; a rate limit
 * is waited out as the service says. `null` means: not again.
 */

/** How far a turn has come. */
export interface RetryEffort {
  /** Automatic repeats or waits so far. */
  count: number;
  /** Milliseconds since the turn began, or waited so far. */
  spent: number;
  /** Most milliseconds there are in all. */
  budget: number;
  /** A number from 0 up to 1, so that many tills do not ask in step. */
  random: number;
}

const maxRepeats = 2;
const maxWaits = 3;

/** Milliseconds before a lost turn is repeated: about 0.5 s, then 1 s, at most twice and within the budget. */
export function repeatDelay({ count, spent, budget, random }: RetryEffort): number | null {
  const delay = 500 * 2 ** count * (0.5 + random / 2);
  return count < maxRepeats && spent + delay < budget ? delay : null;
}

/** Milliseconds to wait out a rate limit: as told, else 5 s growing to 20 s; at most three times and within the budget. */
export function waitDelay({ count, spent, budget, random }: RetryEffort, retryAfter?: number): number | null {
  const step = Math.min(5_000 * 2 ** count, 20_000);
  const [least, spread] = retryAfter === undefined ? [0.75 * step, 0.25 * step] : [Math.max(retryAfter, 500), 500];
  const left = budget - spent;
  // What the service tells to wait may be all that is left: the spread must not cost it.
  return count < maxWaits && least <= left ? Math.min(least + spread * random, left) : null;
}

const askSteps = [0, 800, 800, 800, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 120_000];
const lastStep = 300_000;
const maxAsks = 23;

/**
 * Milliseconds before the backend is asked the next time what became of an operation that is not known: at once, then with
 * growing pauses, because reports come within seconds, and then show within one, or after minutes. About an hour in all: then a person asks.
 */
export function askDelay(count: number): number | null {
  return count < maxAsks ? (askSteps[count] ?? lastStep) : null;
}
