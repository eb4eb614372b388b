/**
 * What the proxy keeps between requests: texts under keys, for a while. Limits, replays and scans are all told in these
 * two calls, so that several servers can share them through any store that can compare and set.
 * Knows nothing of what is kept. No PIN, customer's QR text, e-mail address or key that came in is ever among it; but an
 * answer to a posting is kept whole, with the `qr_token` that the service put there, and that is the text of a coupon's QR.
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
  /**
   * The most texts of one kind that it holds, 10000 when left out; what was written longest ago goes first, and half of
   * them at once. A kind is what stands before the first colon of a key.
   */
  entries?: number;
  /** Instead of `Date.now`. */
  now?: () => number;
}

interface Kept {
  readonly text: string;
  readonly until: number;
}

/** Texts of one kind, which make room for each other only. */
class Kind {
  // Two halves: the older one is dropped as a whole when the younger is full. Looking for the oldest entry in one map would
  // take longer and longer, because a map steps over what was deleted from its front.
  #young = new Map<string, Kept>();
  #old = new Map<string, Kept>();

  get(key: string): Kept | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  put(key: string, kept: Kept | undefined, entries: number): void {
    this.#old.delete(key);
    if (kept) this.#young.set(key, kept);
    else this.#young.delete(key);
    if (this.#young.size * 2 < entries) return;
    this.#old = this.#young;
    this.#young = new Map();
  }
}

/** A store for a single process. */
export function createMemoryStore({ entries = 10_000, now = Date.now }: MemoryStoreOptions = {}): ProxyStore {
  // Kinds are few, and of one's own making: a till can fill one, but neither add to them nor empty another.
  const kinds = new Map<string, Kind>();
  const kindOf = (key: string): Kind => {
    const name = key.slice(0, key.indexOf(':') + 1);
    const kind = kinds.get(name) ?? new Kind();
    kinds.set(name, kind);
    return kind;
  };
  const read = (key: string): string | undefined => {
    const entry = kindOf(key).get(key);
    return entry && entry.until > now() ? entry.text : undefined;
  };
  return {
    get: (key) => Promise.resolve(read(key)),
    swap: (key, before, after, ttl) => {
      const stands = read(key) === before;
      if (stands) kindOf(key).put(key, after === undefined ? undefined : { text: after, until: now() + ttl }, entries);
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
    this.#busy.set(
      key,
      turn.catch(() => undefined),
    );
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
