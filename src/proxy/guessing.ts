/**
 * Against guessing: within ten minutes a till may start so many PIN challenges for one customer or coupon, and meet so many
 * codes that nobody has. A call counts in the store before it is made, as if it had gone wrong already, and no longer when
 * it went well: so many at once gain nothing, whichever servers they come to. Keeps moments only.
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

/** When a call was made, and whether its answer is still to come. */
type Moment = readonly [at: number, isOpen: boolean];

/** Makes calls under some counts. */
export class Guesses {
  readonly #shelf: Shelf;
  readonly #now: () => number;

  constructor(shelf: Shelf, now: () => number) {
    this.#shelf = shelf;
    this.#now = now;
  }

  /**
   * Makes a call once `admit` lets it; refuses with the wait where one of its counts is full. What `admit` refuses is
   * written nowhere, and what a count refuses is not asked of `admit`.
   */
  async under(counts: readonly Count[], admit: () => Promise<void>, call: () => Promise<Answer>): Promise<Answer> {
    const at = this.#now();
    for (const { key, most } of counts) refuseFor(waitOf(recent(await this.#shelf.get(key), at), most, at));
    await admit();
    const entered: Count[] = [];
    try {
      for (const count of counts) {
        await this.#enter(count, at);
        entered.push(count);
      }
      const answer = await call();
      await this.#leave(entered, at, isLost(answer) ? undefined : codeOf(answer));
      return answer;
    } catch (error) {
      await this.#leave(entered, at, undefined);
      throw error;
    }
  }

  async #enter({ key, most }: Count, at: number): Promise<void> {
    const wait = await this.#shelf.change(key, WINDOW, (before) => {
      const moments = recent(before, at);
      const result = waitOf(moments, most, at);
      return { after: result > 0 ? before : write([...moments, [at, true]]), result };
    });
    refuseFor(wait);
  }

  /** Keeps the moment where the answer is the one that counts, and takes it back where it is not. */
  async #leave(entered: readonly Count[], at: number, code: string | undefined): Promise<void> {
    const changes = entered.map((count) =>
      this.#shelf.change(count.key, WINDOW, (before) => ({
        after: closed(before, at, count.code === code),
        result: undefined,
      })),
    );
    // The answer is there and must reach the till, whatever the store says now: the call then goes on counting.
    await Promise.all(changes).catch(() => undefined);
  }
}

function refuseFor(wait: number): void {
  if (wait > 0) throw new Refusal(429, 'rate_limited', wait);
}

/** Seconds until there is room, 0 where there is. */
function waitOf(moments: readonly Moment[], most: number, now: number): number {
  if (moments.length < most) return 0;
  const counted = moments.filter(([, isOpen]) => !isOpen);
  const oldest = counted[counted.length - Math.ceil(most)];
  // Where only what is under way stands in the way, that is over soon. A clock that was set back makes nobody wait longer.
  return oldest === undefined ? 1 : Math.ceil(Math.min(oldest[0] + WINDOW - now, WINDOW) / 1000);
}

function closed(before: string | undefined, at: number, counts: boolean): string | undefined {
  const moments = before === undefined ? [] : (JSON.parse(before) as Moment[]);
  const index = moments.findIndex(([made, isOpen]) => isOpen && made === at);
  if (index < 0) return before;
  const left: Moment[] = [
    ...moments.slice(0, index),
    ...(counts ? [[at, false] as const] : []),
    ...moments.slice(index + 1),
  ];
  return write(left);
}

function write(moments: readonly Moment[]): string | undefined {
  return moments.length > 0 ? JSON.stringify(moments) : undefined;
}

function recent(text: string | undefined, now: number): Moment[] {
  return text === undefined ? [] : (JSON.parse(text) as Moment[]).filter(([at]) => at > now - WINDOW);
}
