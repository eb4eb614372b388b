/**
 * Brute-force limits: within ten minutes a session may start so many PIN challenges for one customer or coupon and meet so
 * many unknown codes, and one customer so many challenges over all sessions. A call is counted in the store before it is
 * made, as if it had gone wrong already, and uncounted when it went well: parallel requests cannot bypass the limit, even
 * across servers. Keeps moments only.
 */
import { codeOf, isLost, ProxyRefusal, type ProxyAnswer } from './answer.js';
import type { AtomicStore } from './atomic-store.js';

const WINDOW = 10 * 60 * 1000;

/** One counter that a call may add to. */
export interface Counter {
  /** Key in the store. */
  readonly key: string;
  /** The code of the answer that is counted. */
  readonly code: string;
  /** Maximum within ten minutes. */
  readonly max: number;
}

/** When a call was made, and whether its answer is still to come. */
type Moment = readonly [at: number, isOpen: boolean];

/** Makes calls under counters. */
export class AttemptLimiter {
  readonly #store: AtomicStore;
  readonly #now: () => number;

  constructor(store: AtomicStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Refuses with the wait where a counter is full, and writes nothing. */
  async check(counters: readonly Counter[]): Promise<void> {
    const now = this.#now();
    for (const { key, max } of counters) refuseFor(waitOf(recent(await this.#store.get(key), now), max, now));
  }

  /** Counts a call and makes it; refuses with the wait where one of its counters is full. */
  async run(counters: readonly Counter[], call: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    const at = this.#now();
    const entered: Counter[] = [];
    try {
      for (const counter of counters) {
        await this.#enter(counter, at);
        entered.push(counter);
      }
      const answer = await call();
      await this.#leave(entered, at, isLost(answer) ? undefined : codeOf(answer));
      return answer;
    } catch (error) {
      await this.#leave(entered, at, undefined);
      throw error;
    }
  }

  async #enter({ key, max }: Counter, at: number): Promise<void> {
    const wait = await this.#store.change(key, WINDOW, (before) => {
      const moments = recent(before, at);
      const result = waitOf(moments, max, at);
      return { after: result > 0 ? before : write([...moments, [at, true]]), result };
    });
    refuseFor(wait);
  }

  /** Keeps the moment where the answer is the one that counts, and takes it back where it is not. */
  async #leave(entered: readonly Counter[], at: number, code: string | undefined): Promise<void> {
    const changes = entered.map((counter) =>
      this.#store.change(counter.key, WINDOW, (before) => ({
        after: closed(before, at, counter.code === code),
        result: undefined,
      })),
    );
    // The answer is there and must reach the till even where the store fails now: the call then goes on counting.
    await Promise.all(changes).catch(() => undefined);
  }
}

function refuseFor(wait: number): void {
  if (wait > 0) throw new ProxyRefusal('rate_limited', { retryAfter: wait });
}

/** Seconds until there is room, 0 where there is. */
function waitOf(moments: readonly Moment[], max: number, now: number): number {
  if (moments.length < max) return 0;
  const counted = moments.filter(([, isOpen]) => !isOpen);
  const oldest = counted[counted.length - Math.ceil(max)];
  // Where only calls under way stand in the way, that is over soon. A clock that was set back makes nobody wait longer.
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

/** The moments of the last ten minutes; what lies further ahead than that was written by a clock that was set back since. */
function recent(text: string | undefined, now: number): Moment[] {
  return text === undefined ? [] : (JSON.parse(text) as Moment[]).filter(([at]) => Math.abs(now - at) < WINDOW);
}
