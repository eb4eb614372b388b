/**
 * Customers whose QR this session had verified by the service, and operations that were let through on the strength of
 * that. Client claims are not trusted.
 */
import { fieldOf, isSuccess, type ProxyAnswer } from './answer.js';
import type { AtomicStore } from './atomic-store.js';
import { keyPart } from './identity.js';

/** How long a scan vouches for its customer. */
const SCAN_TTL = 15 * 60 * 1000;
/** How long an operation that passed once may be repeated, as long as a till keeps it in its journal. */
const PASS_TTL = 24 * 60 * 60 * 1000;

/** Keeps scans by session, and operations that passed by their id. */
export class Scans {
  readonly #store: AtomicStore;
  readonly #now: () => number;

  constructor(store: AtomicStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Records a look-up by QR that found a customer. */
  async recordScan(session: string, answer: ProxyAnswer): Promise<void> {
    const code = isSuccess(answer) ? fieldOf(answer.body, 'customer_code') : undefined;
    if (typeof code === 'string' || typeof code === 'number') {
      await this.#record(scanKey(session, String(code)), SCAN_TTL);
    }
  }

  /** Whether a session scanned a customer in the last 15 minutes. */
  wasScanned(session: string, customerCode: string): Promise<boolean> {
    return this.#isRecent(scanKey(session, customerCode), SCAN_TTL);
  }

  /** Records that an operation was let through, so that its outcome can be asked for when the scan is old. */
  async recordPassed(operation: string): Promise<void> {
    await this.#record(`pass:${operation}`, PASS_TTL);
  }

  /** Whether exactly this operation was let through before, in whatever session: signing in again does not matter. */
  hasPassed(operation: string): Promise<boolean> {
    return this.#isRecent(`pass:${operation}`, PASS_TTL);
  }

  async #record(key: string, ttl: number): Promise<void> {
    // A new text each time, because only a change starts the time to live again.
    await this.#store.change(key, ttl, () => ({ after: String(this.#now()), result: undefined }));
  }

  /** The moment is compared as well: a store lives longer than it should where its clock was set back. */
  async #isRecent(key: string, ttl: number): Promise<boolean> {
    const at = await this.#store.get(key);
    return at !== undefined && Math.abs(this.#now() - Number(at)) < ttl;
  }
}

function scanKey(session: string, customerCode: string): string {
  return `scan:${session}:${keyPart(customerCode)}`;
}
