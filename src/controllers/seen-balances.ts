/**
 * What customers were last seen to have by the tags of a page that stand in no checkout: a look-up told it, or a booking after it. It
 * is what an answer is held against. Kept in memory, for as long as a sale takes.
 */
import type { Balances } from '../protocol/journal-record.js';
import type { Customer, Earning, Redemption } from '../protocol/results.js';

/** Another till may have served the customer by then. */
const goodForMs = 600_000;

interface Seen {
  points: number;
  stamps: number;
  at: number;
}

/** The balances that were seen on one page. */
export class SeenBalances {
  readonly #now: () => number;
  readonly #seen = new Map<string, Seen>();

  constructor(now = (): number => performance.now()) {
    this.#now = now;
  }

  /** Takes the balances of a result; what is told once more was so before, and of a coupon nothing is told. */
  note(backend: string, result: Customer | Earning | Redemption): void {
    if (!('customerCode' in result) || ('repeated' in result && result.repeated)) return;
    const [points, stamps] =
      'pointBalance' in result ? [result.pointBalance, result.stampCount] : [result.points, result.stamps];
    const [key, at] = [`${result.customerCode} ${backend}`, this.#now()];
    // Set anew it is the last one; the oldest come first, and a till's page stays open for weeks.
    this.#seen.delete(key);
    for (const [oldest, seen] of this.#seen) {
      if (at - seen.at <= goodForMs) break;
      this.#seen.delete(oldest);
    }
    if (points !== undefined && stamps !== undefined) this.#seen.set(key, { points, stamps, at });
  }

  /** How many are held. */
  get size(): number {
    return this.#seen.size;
  }

  /** At least so much the customer has; `undefined` where nobody looked, or too long ago. */
  of(backend: string, customerCode: string): Balances | undefined {
    const seen = this.#seen.get(`${customerCode} ${backend}`);
    if (!seen || this.#now() - seen.at > goodForMs) return undefined;
    return { points: seen.points, stamps: seen.stamps, mayHaveGrown: true };
  }
}

const pages = new WeakMap<Document, SeenBalances>();

/** Those of a page. */
export function seenBalancesOf(page: Document): SeenBalances {
  const known = pages.get(page) ?? new SeenBalances();
  pages.set(page, known);
  return known;
}
