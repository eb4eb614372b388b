/**
 * The vendor's limits per key: so many calls within any sixty seconds, counted by the clock that is handed in.
 * A refused call does not count, so that waiting as told always helps.
 */

import { tooManyRequests } from './answer.js';

/** Calls a minute; `Infinity` switches a limit off. */
export interface CallLimits {
  /** `/webhook/pos`, `/webhook/redeem` and `/webhook/coupons/redeem` together; 60 as a default. */
  readonly postings: number;
  /** `/webhook/customer`, look-ups and enrolments together; 30 as a default. */
  readonly customers: number;
}

const MINUTE = 60_000;

/** One sliding window. */
export class RateLimit {
  readonly #limit: number;
  readonly #now: () => number;
  #calls: number[] = [];

  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Counts a call, or refuses it and says when the next one is welcome. */
  count(): void {
    if (this.#limit === Infinity) return;
    const now = this.#now();
    this.#calls = this.#calls.filter((at) => now - at < MINUTE);
    if (this.#calls.length >= this.#limit) {
      const free = (this.#calls[0] ?? now) + MINUTE - now;
      throw tooManyRequests(Math.max(1, Math.ceil(free / 1000)));
    }
    this.#calls.push(now);
  }
}
