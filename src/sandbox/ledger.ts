/**
 * What was booked, in order, so that a test or a merchant can audit it: each booking once, whatever the network did.
 */

import type { BookingKind } from './preset.js';

/** One booking. A repeat that was answered from memory makes none. */
export interface LedgerEntry {
  readonly operation: BookingKind;
  /** The order's id as it was sent. A coupon has none on the wire: here stands the coupon's own id, never its token. */
  readonly externalId: string;
  readonly customerCode: string;
  readonly cardType: 'point' | 'stamp' | 'coupon';
  /** The purchase total or the count of stamps earned; the points or stamps redeemed; 1 for a coupon. */
  readonly amount: number;
}
