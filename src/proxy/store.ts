/**
 * What the proxy keeps between requests: texts under keys, for a while. Limits, replays and scans are all told in these
 * two calls, so that several servers can share them through any store that can compare and set.
 * Knows nothing of what is kept; neither a PIN, a QR text, an e-mail address nor the key ever is.
 */

/** A place to keep texts, in memory by default. Give every key of the service a store, or a prefix, of its own. */
export interface ProxyStore {
  /** The text under a key, unless its time ran out. */
  get(key: string): Promise<string | undefined>;
  /**
   * Puts `after` in the place of `before`, in one step, only where `before` still stands, and tells whether it did.
   * `undefined` stands for nothing: as `before` the key must be free, as `after` it is freed. `ttl` is in milliseconds.
   */
  swap(key: string, before: string | undefined, after: string | undefined, ttl: number): Promise<boolean>;
}

/** How a store in memory is set up. */
export interface MemoryStoreOptions {
  /** The most texts it holds, 10000 when left out; what was written longest ago goes first, and half of them at once. */
  entries?: number;
  /** Instead of `Date.now`. */
  now?: () => number;
}

interface Kept {
  readonly text: string;
  readonly until: number;
}

/** A store for a single process. */
export function createMemoryStore({ entries = 10_000, now = Date.now }: MemoryStoreOptions = {}): ProxyStore {
  // Two halves: the older one is dropped as a whole when the younger is full. Looking for the oldest entry in one map would
  // take longer and longer, because a map steps over what was deleted from its front.
  let young = new Map<string, Kept>();
  let old = new Map<string, Kept>();
  const read = (key: string): string | undefined => {
    const entry = young.get(key) ?? old.get(key);
    return entry && entry.until > now() ? entry.text : undefined;
  };
  const write = (key: string, text: string | undefined, ttl: number): void => {
    old.delete(key);
    if (text === undefined) young.delete(key);
    else young.set(key, { text, until: now() + ttl });
    if (young.size * 2 < entries) return;
    old = young;
    young = new Map();
  };
  return {
    get: (key) => Promise.resolve(read(key)),
    swap: (key, before, after, ttl) => {
      const stands = read(key) === before;
      if (stands) write(key, after, ttl);
      return Promise.resolve(stands);
    },
  };
}

/** What a change leaves behind, and what it tells. */
export interface Change<T> {
  readonly after: string | undefined;
  readonly result: T;
}

/** Changes one text as if nobody else did at the same time. */
export class Shelf {
  readonly #store: ProxyStore;
  /** Changes of this process wait for each other here; only those of other processes have to be tried again. */
  readonly #busy = new Map<string, Promise<unknown>>();

  constructor(store: ProxyStore) {
    this.#store = store;
  }

  get(key: string): Promise<string | undefined> {
    return this.#store.get(key);
  }

  /** Swaps once, without trying again. */
  swap(key: string, before: string | undefined, after: string | undefined, ttl: number): Promise<boolean> {
    return this.#store.swap(key, before, after, ttl);
  }

  /** Reads, lets `step` decide and writes, again and again until nobody came in between. */
  async change<T>(key: string, ttl: number, step: (before: string | undefined) => Change<T>): Promise<T> {
    while (this.#busy.has(key)) await this.#busy.get(key);
    const turn = this.#change(key, ttl, step).finally(() => this.#busy.delete(key));
    this.#busy.set(key, turn.catch(() => undefined));
    return turn;
  }

  async #change<T>(key: string, ttl: number, step: (before: string | undefined) => Change<T>): Promise<T> {
    for (;;) {
      const before = await this.#store.get(key);
      const { after, result } = step(before);
      if (after === before || (await this.#store.swap(key, before, after, ttl))) return result;
    }
  }
}
