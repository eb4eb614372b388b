/**
 * Where notes are kept: in the page's storage, and what that refuses in this page's memory. It knows keys and texts, not what
 * they mean.
 */
import { keyIndexOf } from './key-index.js';

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

/** The page's own storage, or `null` where there is none or it is blocked. */
export function pageStorage(name: 'localStorage' | 'sessionStorage' = 'localStorage'): JournalStorage | null {
  try {
    return (globalThis as Partial<Record<typeof name, Storage>>)[name] ?? null;
  } catch {
    return null;
  }
}

/** Storage of a page, whose every change is told of or counted; what else is handed in is walked through each time. */
const isFollowed = (storage: JournalStorage): boolean =>
  storage instanceof PageMemory || storage === pageStorage() || storage === pageStorage('sessionStorage');

function change(storage: JournalStorage, key: string, isThere: boolean, act: () => void): void {
  if (isFollowed(storage)) keyIndexOf(storage).change(key, isThere, act);
  else act();
}

function keysOf(storage: JournalStorage, start: string): string[] {
  if (isFollowed(storage)) return [...keyIndexOf(storage).keys(start)];
  const all = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  return all.filter((key) => key.startsWith(start));
}

/** Storage that never throws: what it refuses is kept in memory, and told once. */
export class SafeStorage {
  readonly #storage: JournalStorage | null;
  readonly #memory: JournalStorage;
  #onblocked: (() => void) | null;
  #cursor = 0;

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
      const storage = this.#storage;
      if (!storage) throw new TypeError('no storage');
      change(storage, key, true, () => storage.setItem(key, value));
      this.#forget(key);
      return true;
    } catch {
      change(this.#memory, key, true, () => this.#memory.setItem(key, value));
      this.#onblocked?.();
      this.#onblocked = null;
      return false;
    }
  }

  /** Removes it, from the memory too unless that is to keep it. */
  remove(key: string, { keepMemory = false } = {}): void {
    if (!keepMemory) this.#forget(key);
    try {
      const storage = this.#storage;
      if (storage) change(storage, key, false, () => storage.removeItem(key));
    } catch {
      // Blocked storage holds nothing to strike out.
    }
  }

  /** Every key that starts so. */
  keys(start: string): string[] {
    const all = [this.#memory, this.#storage].flatMap((storage) => {
      try {
        return storage ? keysOf(storage, start) : [];
      } catch {
        return [];
      }
    });
    return [...new Set(all)];
  }

  /** Some of the keys, the next ones each time: in the end all of them, without ever a walk. */
  some(count: number): string[] {
    return [this.#memory, this.#storage].flatMap((storage) => {
      try {
        const length = storage?.length ?? 0;
        return Array.from({ length: Math.min(count, length) }, () => {
          this.#cursor += 1;
          return storage?.key(this.#cursor % length) ?? '';
        });
      } catch {
        return [];
      }
    });
  }

  #forget(key: string): void {
    if (this.#memory.getItem(key) !== null) change(this.#memory, key, false, () => this.#memory.removeItem(key));
  }
}
