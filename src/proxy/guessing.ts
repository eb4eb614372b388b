/**
 * Against guessing: within ten minutes a till may start so many PIN challenges for one customer or coupon, and meet so many
 * codes that nobody has. Calls under way count as if they had gone wrong already, so that many at once gain nothing.
 * Keeps moments only.
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

/** Makes calls under some counts. */
export class Guesses {
  readonly #shelf: Shelf;
  readonly #now: () => number;
  /** Calls under way, by key. */
  readonly #pending = new Map<string, number>();

  constructor(shelf: Shelf, now: () => number) {
    this.#shelf = shelf;
    this.#now = now;
  }

  /** Makes a call; refuses with the wait where one of its counts is full. */
  async under(counts: readonly Count[], call: () => Promise<Answer>): Promise<Answer> {
    const entered: Count[] = [];
    try {
      for (const count of counts) {
        await this.#enter(count);
        entered.push(count);
      }
      const answer = await call();
      const code = isLost(answer) ? undefined : codeOf(answer);
      // The answer is there and must reach the till, whatever the store says now.
      await Promise.all(entered.filter((count) => count.code === code).map(({ key }) => this.#add(key))).catch(() => undefined);
      return answer;
    } finally {
      for (const { key } of entered) this.#leave(key);
    }
  }

  async #enter({ key, most }: Count): Promise<void> {
    const moments = recent(await this.#shelf.get(key), this.#now());
    const oldest = moments[moments.length - most];
    if (oldest !== undefined) throw new Refusal(429, 'rate_limited', Math.ceil((oldest + WINDOW - this.#now()) / 1000));
    const pending = this.#pending.get(key) ?? 0;
    // Only what is under way stands in the way, and that is over soon.
    if (moments.length + pending >= most) throw new Refusal(429, 'rate_limited', 1);
    this.#pending.set(key, pending + 1);
  }

  #leave(key: string): void {
    const left = (this.#pending.get(key) ?? 1) - 1;
    if (left > 0) this.#pending.set(key, left);
    else this.#pending.delete(key);
  }

  #add(key: string): Promise<void> {
    const now = this.#now();
    return this.#shelf.change(key, WINDOW, (before) => ({
      after: JSON.stringify([...recent(before, now), now]),
      result: undefined,
    }));
  }
}

function recent(text: string | undefined, now: number): number[] {
  return text === undefined ? [] : (JSON.parse(text) as number[]).filter((at) => at > now - WINDOW);
}
