/**
 * Asks the service about scanned texts of unknown shape, while the page has them already. Nothing is shown, and what a look-up
 * shows stays: it only says which text is a customer's. Few are asked, and none twice.
 */
import { LoyaliteClient, type LoyaliteClientOptions } from '../../client/loyalite-client.js';
import type { ScanMemory } from '../../controllers/scan-memory.js';
import { isKey } from '../../protocol/errors.js';

/** So many questions within a minute, of the thirty that all tills of a shop share. */
const mostAsked = 6;
const minute = 60_000;

/** The quiet questions of one look-up. */
export class QuietLookUp {
  readonly #memory: ScanMemory;
  readonly #connection: () => LoyaliteClientOptions | null;
  readonly #now: () => number;
  #moments: number[] = [];
  /** One after the other: a second scan of the same text finds out what the first one brought. */
  #last: Promise<unknown> = Promise.resolve();
  #pausedUntil = -Infinity;

  constructor(
    memory: ScanMemory,
    connection: () => LoyaliteClientOptions | null,
    now = (): number => performance.now(),
  ) {
    this.#memory = memory;
    this.#connection = connection;
    this.#now = now;
  }

  /** The first of these texts that the service knows; `null` where it knows none or cannot be asked. */
  ask(texts: readonly string[]): Promise<string | null> {
    const asked = this.#last.then(async () => {
      for (const text of texts) if (await this.#isKnown(text)) return text;
      return null;
    });
    this.#last = asked;
    return asked;
  }

  async #isKnown(text: string): Promise<boolean> {
    const options = this.#connection();
    const now = this.#now();
    this.#moments = this.#moments.filter((moment) => moment > now - minute);
    const isFull = this.#moments.length >= mostAsked || now < this.#pausedUntil;
    if (!options?.endpoint || isFull || isKey(text) || this.#memory.wasRefused(text)) return false;
    this.#moments.push(now);
    const reply = await new LoyaliteClient(options).send({ kind: 'find', by: 'qr', text });
    if (reply.kind === 'done') return true;
    if (reply.kind === 'busy') this.#pausedUntil = now + (reply.retryAfter ?? minute);
    const isUnknown = reply.kind === 'refused' && ['invalid_qr', 'customer_not_found'].includes(reply.error.code);
    if (isUnknown) this.#memory.refuse(text);
    return false;
  }
}
