/** A `localStorage` of one test: files that run side by side share the browser's own, and clear it under each other's feet. */
import { PageMemory } from '../../src/journal/storage.js';

class OwnStorage extends PageMemory {
  clear(): void {
    while (this.length > 0) this.removeItem(this.key(0)!);
  }
}

/** Gives the page an empty storage of its own from now on. */
export function ownStorage(): void {
  Object.defineProperty(window, 'localStorage', { value: new OwnStorage(), configurable: true });
}
