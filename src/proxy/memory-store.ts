/** The store in memory: for tests, and for trying things out. It forgets everything when the process ends. */
import type { ProxyStore } from './store.js';

/** How a store in memory is set up. */
export interface MemoryStoreOptions {
  /**
   * Maximum number of texts in one namespace (what stands before the first colon of a key), 10000 when left out. The
   * oldest go first, half of them at once.
   */
  entries?: number;
  /** Instead of `Date.now`. */
  now?: () => number;
}

interface Entry {
  readonly text: string;
  /** Expiry, as the clock's milliseconds. */
  readonly until: number;
}

/** Entries that make room for each other only. */
class Namespace {
  // Two generations: the previous one is dropped as a whole when the current one is full. Looking for the oldest entry in
  // one map would take longer and longer, because a map steps over what was deleted from its front.
  #current = new Map<string, Entry>();
  #previous = new Map<string, Entry>();

  get(key: string): Entry | undefined {
    return this.#current.get(key) ?? this.#previous.get(key);
  }

  put(key: string, entry: Entry | undefined, maxEntries: number): void {
    this.#previous.delete(key);
    if (entry) this.#current.set(key, entry);
    else this.#current.delete(key);
    if (this.#current.size * 2 < maxEntries) return;
    this.#previous = this.#current;
    this.#current = new Map();
  }
}

/** A store for a single process that remembers nothing over a restart. */
export function createMemoryStore({ entries = 10_000, now = Date.now }: MemoryStoreOptions = {}): ProxyStore {
  // Namespaces are few, and of the proxy's own making: a till can fill one, but neither add to them nor empty another.
  const namespaces = new Map<string, Namespace>();
  const namespaceOf = (key: string): Namespace => {
    const name = key.slice(0, key.indexOf(':') + 1);
    const namespace = namespaces.get(name) ?? new Namespace();
    namespaces.set(name, namespace);
    return namespace;
  };
  const read = (namespace: Namespace, key: string): string | undefined => {
    const entry = namespace.get(key);
    return entry && entry.until > now() ? entry.text : undefined;
  };
  return {
    get: (key) => Promise.resolve(read(namespaceOf(key), key)),
    swap: (key, before, after, ttl) => {
      const namespace = namespaceOf(key);
      const stands = read(namespace, key) === before;
      const entry = after === undefined ? undefined : { text: after, until: now() + ttl };
      if (stands) namespace.put(key, entry, entries);
      return Promise.resolve(stands);
    },
  };
}
