/**
 * Which keys of a storage start so, kept in step instead of walked for: after a long day a walk over all of them would make each
 * sale slower than the one before. What goes through here is followed key by key, another window's by its `storage` events; what
 * else was written shows in the number of keys, and then all of them are walked again.
 */

/** What is needed of a storage to find its keys. */
export interface KeyedStorage {
  readonly length: number;
  key(index: number): string | null;
}

function walk(storage: KeyedStorage, start: string): Set<string> {
  const found = new Set<string>();
  for (let index = 0; index < storage.length; index += 1) {
    const key = storage.key(index);
    if (key?.startsWith(start)) found.add(key);
  }
  return found;
}

/** The keys of one storage, by how they start. */
class KeyIndex {
  readonly #storage: KeyedStorage;
  readonly #byStart = new Map<string, Set<string>>();
  #length = 0;

  constructor(storage: KeyedStorage) {
    this.#storage = storage;
    // What is no storage of the platform is told of by nobody.
    if (typeof Storage !== 'function' || !(storage instanceof Storage)) return;
    addEventListener('storage', ({ storageArea, key, newValue }) => {
      if ((storageArea as KeyedStorage | null) === storage) this.#follow(key, newValue !== null);
    });
    // A page that was put aside was told nothing meanwhile.
    addEventListener('pageshow', ({ persisted }) => persisted && this.#byStart.clear());
  }

  keys(start: string): Iterable<string> {
    if (this.#length !== this.#storage.length) this.#byStart.clear();
    this.#length = this.#storage.length;
    const known = this.#byStart.get(start) ?? walk(this.#storage, start);
    this.#byStart.set(start, known);
    return known;
  }

  /** Carries a change of one key out, and follows it. */
  change(key: string, isThere: boolean, act: () => void): void {
    const isInStep = this.#length === this.#storage.length;
    act();
    if (isInStep) return this.#follow(key, isThere);
    this.#byStart.clear();
    this.#length = this.#storage.length;
  }

  #follow(key: string | null, isThere: boolean): void {
    if (key === null) this.#byStart.clear();
    for (const [start, keys] of this.#byStart) {
      if (!key?.startsWith(start)) continue;
      if (isThere) keys.add(key);
      else keys.delete(key);
    }
    this.#length = this.#storage.length;
  }
}

/** One for each storage, whoever asks. */
const indexes = new WeakMap<KeyedStorage, KeyIndex>();

/** The index of a storage. */
export function keyIndexOf(storage: KeyedStorage): KeyIndex {
  const index = indexes.get(storage) ?? new KeyIndex(storage);
  indexes.set(storage, index);
  return index;
}
