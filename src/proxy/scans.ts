/**
 * Which customers a till has before it: those whose QR the service itself turned into a customer a moment ago.
 * What a till says about a scan is never taken for one.
 */
import { fieldOf, isSuccess, type Answer } from './answer.js';
import type { Shelf } from './store.js';

/** How long a scan vouches for its customer. */
const SCAN_TTL = 15 * 60 * 1000;
/** How long an operation that passed once may be repeated, as long as a till keeps it in its journal. */
const PASS_TTL = 24 * 60 * 60 * 1000;

/** Remembers and asks for scans. */
export class Scans {
  readonly #shelf: Shelf;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /** Takes note of a look-up by QR that found a customer. */
  async note(session: string, answer: Answer): Promise<void> {
    const code = isSuccess(answer) ? fieldOf(answer.body, 'customer_code') : undefined;
    if (typeof code === 'string' || typeof code === 'number') {
      await this.#mark(scanKey(session, String(code)), SCAN_TTL);
    }
  }

  /** Whether a till scanned a customer in the last 15 minutes. */
  async has(session: string, customerCode: string): Promise<boolean> {
    return (await this.#shelf.get(scanKey(session, customerCode))) !== undefined;
  }

  /** Takes note that an operation was let through, so that its outcome can still be asked for when the scan is old. */
  async pass(operation: string): Promise<void> {
    await this.#mark(`pass:${operation}`, PASS_TTL);
  }

  /** Whether exactly this operation was let through before. */
  async hasPassed(operation: string): Promise<boolean> {
    return (await this.#shelf.get(`pass:${operation}`)) !== undefined;
  }

  async #mark(key: string, ttl: number): Promise<void> {
    await this.#shelf.change(key, ttl, (before) => ({
      after: before === '1' ? '2' : '1', // A new text each time, because only a change starts the time again.
      result: undefined,
    }));
  }
}

function scanKey(session: string, customerCode: string): string {
  return `scan:${session}:${customerCode}`;
}
