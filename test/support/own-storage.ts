/** A `localStorage` of one test: files that run side by side share the browser's own, and clear it under each other's feet. */

class Memory implements Storage {
  readonly #items = new Map<string, string>();
  [name: string]: unknown;

  get length(): number {
    return this.#items.size;
  }

  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }

  removeItem(key: string): void {
    this.#items.delete(key);
  }

  clear(): void {
    this.#items.clear();
  }
}

/** Gives the page an empty storage of its own from now on. */
export function ownStorage(): void {
  Object.defineProperty(window, 'localStorage', { value: new Memory(), configurable: true });
}
