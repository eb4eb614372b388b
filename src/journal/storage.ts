/**
 * Where notes are kept: in the page's storage, and what that refuses in this page's memory. It knows keys and texts, not what
 * they mean.
 */

/** The part of `localStorage` that is needed. */
export type JournalStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Storage that lasts as long as the page. */
export class PageMemory implements JournalStorage {
  readonly #items = new Map<string, string>();
  /** Kept until they change: a walk asks for each by its number. */
  #keys: string[] | null = null;
  get length(): number {
    return this.#items.size;
  }
  key(index: number): string | null {
    return (this.#keys ??= [...this.#items.keys()])[index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#keys = null;
    this.#items.set(key, value);
  }
  removeItem(key: string): void {
    this.#keys = null;
    this.#items.delete(key);
  }
}

/** One for the page, because elements that come and go, and two of them for one order, have to meet. */
const pageMemory: JournalStorage = new PageMemory();

/** The page's `localStorage`, or `null` where there is none or it is blocked. */
export function pageStorage(): JournalStorage | null {
  try {
    return (globalThis as { localStorage?: Storage }).localStorage ?? null;
  } catch {
    return null;
  }
}

/** Storage that never throws: what it refuses is kept in memory, and told once. */
export class SafeStorage {
  readonly #storage: JournalStorage | null;
  readonly #memory: JournalStorage;
  #onblocked: (() => void) | null;

  constructor(storage: JournalStorage | null, onblocked: () => void, memory = pageMemory) {
    this.#storage = storage;
    this.#memory = memory;
    this.#onblocked = onblocked;
  }

  get(key: string): string | null {
    try {
      return this.#memory.getItem(key) ?? this.#storage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  /** Whether other windows and the next page can read it. */
  set(key: string, value: string): boolean {
    try {
      if (!this.#storage) throw new TypeError('no storage');
      this.#storage.setItem(key, value);
      this.#memory.removeItem(key);
      return true;
    } catch {
      this.#memory.setItem(key, value);
      this.#onblocked?.();
      this.#onblocked = null;
      return false;
    }
  }

  /** Removes it, from the memory too unless that is to keep it. */
  remove(key: string, { keepMemory = false } = {}): void {
    if (!keepMemory) this.#memory.removeItem(key);
    try {
      this.#storage?.removeItem(key);
    } catch {
      // Blocked storage holds nothing to strike out.
    }
  }

  /** Every key that starts so. */
  keys(start: string): string[] {
    const all = [this.#memory, this.#storage].flatMap((storage) => {
      try {
        return Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '');
      } catch {
        return [];
      }
    });
    return [...new Set(all)].filter((key) => key.startsWith(start));
  }
}
