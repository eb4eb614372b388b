/** Read, decide and write as one step, on a store that can only compare and set. Every wait on the store has its limit. */
import type { ProxyStore } from './store.js';
import { callHook, HookError, timer } from './time-limit.js';

/** Tries after which a key counts as out of reach: its writes never win, as with reads from a replica that lags behind. */
const MAX_TRIES = 100;
/** Tries that follow each other at once; later ones wait a little. */
const QUICK_TRIES = 3;
/** Longest wait between two tries, in milliseconds. */
const MAX_PAUSE = 50;

/** What a change leaves behind, and what it gives back. */
export interface Change<T> {
  readonly after: string | undefined;
  readonly result: T;
}

/** The merchant's store with time limits and read-modify-write. */
export class AtomicStore {
  readonly #store: ProxyStore;
  readonly #timeout: number;
  /** Who waits for a key that is being changed: changes of this process queue up, and only those of others are tried again. */
  readonly #waiting = new Map<string, (() => void)[]>();

  /** `timeout` is how long the store may take for one answer, in milliseconds. */
  constructor(store: ProxyStore, timeout: number) {
    this.#store = store;
    this.#timeout = timeout;
  }

  get(key: string): Promise<string | undefined> {
    return callHook('store', this.#timeout, () => this.#store.get(key));
  }

  /** Swaps once, without trying again. */
  swap(key: string, before: string | undefined, after: string | undefined, ttl: number): Promise<boolean> {
    return callHook('store', this.#timeout, () => this.#store.swap(key, before, after, ttl));
  }

  /** Changes one text as if nobody else did at the same time; rejects with a `HookError` where its write never wins. */
  async change<T>(key: string, ttl: number, decide: (before: string | undefined) => Change<T>): Promise<T> {
    let waiting = this.#waiting.get(key);
    if (waiting) await this.#turn(waiting);
    else this.#waiting.set(key, (waiting = []));
    try {
      const retries = this.retries();
      for (;;) {
        const before = await this.get(key);
        const { after, result } = decide(before);
        if (after === before || (await this.swap(key, before, after, ttl))) return result;
        await retries.next();
      }
    } finally {
      const next = waiting.shift();
      if (next) next();
      else this.#waiting.delete(key);
    }
  }

  #turn(waiting: (() => void)[]): Promise<void> {
    return new Promise((resolve) => waiting.push(resolve));
  }

  /** Counts the tries of a caller that reads and swaps by itself. */
  retries(): Retries {
    return new Retries(this.#timeout);
  }
}

/** Bounds tries that lost against others: by their number, and by time. */
export class Retries {
  readonly #timeout: number;
  readonly #started = performance.now();
  #count = 0;

  constructor(timeout: number) {
    this.#timeout = timeout;
  }

  /** Waits a little before the next try; throws a `HookError` when there were enough. */
  async next(): Promise<void> {
    this.#count += 1;
    if (this.#count >= MAX_TRIES || performance.now() - this.#started > this.#timeout)
      throw new HookError('store', `the store's swap never won in ${this.#count} tries`);
    if (this.#count >= QUICK_TRIES) await timer(Math.random() * Math.min(MAX_PAUSE, 2 ** this.#count)).promise;
  }
}
