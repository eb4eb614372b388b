/** What windows of one origin share: locks that are handed on at once, and storage whose news take a moment to arrive. */
import type { Lock } from '../../src/flow/runner-options.js';
import { PageMemory, type JournalStorage } from '../../src/journal/storage.js';

interface Claim {
  window: number;
  name: string;
  grant: () => void;
}

/** Locks: first come, first served. */
export class Locks {
  #claims: Claim[] = [];

  for(window: number, nameOf: (operation: Parameters<Lock>[0]) => string): Lock {
    return (operation, onwait, signal) =>
      new Promise((resolve) => {
        const claim: Claim = { window, name: nameOf(operation), grant: () => resolve(() => this.#drop(claim)) };
        const isFree = !this.#claims.some(({ name }) => name === claim.name);
        this.#claims.push(claim);
        if (isFree) return claim.grant();
        signal.addEventListener('abort', () => {
          if (!this.#isWaiting(claim)) return;
          this.#drop(claim);
          claim.grant();
        });
        onwait();
      });
  }

  /** The window that stands before this one, if it has to wait. */
  holderBefore(window: number): number | undefined {
    const claim = this.#claims.find(
      (one, index) => one.window === window && this.#claims.findIndex(({ name }) => name === one.name) < index,
    );
    return claim && this.#claims.find(({ name }) => name === claim.name)?.window;
  }

  release(window: number): void {
    for (const claim of this.#claims.filter((one) => one.window === window)) this.#drop(claim);
  }

  get fingerprint(): string {
    return this.#claims.map(({ window }) => window).join();
  }

  #isWaiting(claim: Claim): boolean {
    return this.#claims.find(({ name }) => name === claim.name) !== claim;
  }

  #drop(claim: Claim): void {
    if (!this.#claims.includes(claim)) return;
    const wasFirst = this.#claims.find(({ name }) => name === claim.name) === claim;
    this.#claims = this.#claims.filter((one) => one !== claim);
    if (wasFirst) this.#claims.find(({ name }) => name === claim.name)?.grant();
  }
}

/** One origin's storage as several processes see it: what one writes the others see when time has passed. */
export class SlowStorage {
  readonly #views: Map<string, string>[];
  #news: (() => void)[] = [];

  constructor(windows: number) {
    this.#views = Array.from({ length: windows }, () => new Map([['loyalite:salt', 'salt']]));
  }

  /** Time passes, and all news arrive. */
  arrive(): void {
    for (const tell of this.#news.splice(0)) tell();
  }

  get fingerprint(): string {
    return JSON.stringify(this.#views.map((view) => [...view].sort()));
  }

  view(window: number): JournalStorage {
    const own = this.#views[window]!;
    const everywhere = (act: (items: Map<string, string>) => void): void => {
      act(own);
      this.#news.push(() => this.#views.forEach((view) => view !== own && act(view)));
    };
    return {
      get length() {
        return own.size;
      },
      key: (index) => [...own.keys()][index] ?? null,
      getItem: (key) => own.get(key) ?? null,
      setItem: (key, value) => everywhere((items) => items.set(key, value)),
      removeItem: (key) => everywhere((items) => items.delete(key)),
    };
  }
}

/** Storage that takes nothing. */
export class FullStorage extends PageMemory {
  override setItem(): never {
    throw new DOMException('full', 'QuotaExceededError');
  }
}
