/** Locks of one origin for several windows in one process: first come, first served, and a window that goes lets go. */
import type { Lock } from '../../src/flow/conversation-runner.js';

interface Claim {
  readonly window: string;
  readonly name: string;
  grant(): void;
}

/** What Web Locks are between windows. */
export class Locks {
  #claims: Claim[] = [];
  readonly #onchange: () => void;

  constructor(onchange: () => void) {
    this.#onchange = onchange;
  }

  /** The lock of one window; `name` says what an operation is locked under. */
  for(window: string, nameOf: (operation: Parameters<Lock>[0]) => string): Lock {
    return (operation, onwait, signal) => {
      const name = nameOf(operation);
      return new Promise((resolve) => {
        const claim: Claim = { window, name, grant: () => resolve(() => this.#drop(claim)) };
        const isFree = !this.#claims.some((other) => other.name === name);
        this.#claims.push(claim);
        if (isFree) return claim.grant();
        signal.addEventListener('abort', () => {
          if (!this.#isWaiting(claim)) return;
          this.#drop(claim);
          claim.grant();
        });
        onwait();
      });
    };
  }

  /** Whether a window waits for another one. */
  isWaiting(window: string): boolean {
    return this.#claims.some(
      (claim, index) => claim.window === window && this.#claims.findIndex(({ name }) => name === claim.name) < index,
    );
  }

  /** The window is gone. */
  release(window: string): void {
    for (const claim of this.#claims.filter((one) => one.window === window)) this.#drop(claim);
  }

  #isWaiting(claim: Claim): boolean {
    return this.#claims.find(({ name }) => name === claim.name) !== claim;
  }

  #drop(claim: Claim): void {
    const index = this.#claims.indexOf(claim);
    if (index < 0) return;
    const wasFirst = this.#claims.findIndex(({ name }) => name === claim.name) === index;
    this.#claims = this.#claims.filter((one) => one !== claim);
    if (wasFirst) this.#claims.find(({ name }) => name === claim.name)?.grant();
    this.#onchange();
  }
}
