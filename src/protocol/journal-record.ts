/**
 * What the journal records of an operation. Flow and journal share these shapes and know nothing else of each other.
 */
import type { Posting } from './operation.js';
import type { Answer } from './reply.js';
import type { Verification } from './results.js';

/** What a customer is known to have. */
export interface Balances {
  points: number;
  stamps: number;
  /** Something of the same sale may have been credited since: then these are the least there can be. */
  mayHaveGrown?: boolean;
}

/** What the page said of money when an operation was asked for; each empty where it said nothing. */
export interface Terms {
  /** ISO 4217. */
  currency: string;
  /** What a point is worth, as a decimal text. */
  pointValue: string;
}

/**
 * Customer details of an operation that survive a reload: the masked e-mail address, how the customer was verified, and the
 * balances that were known before it, where they were: an answer that does not follow from them is not believed. And the terms
 * that its sum was confirmed in, whatever the page says by the time of the answer.
 */
export interface CustomerContext {
  maskedEmail: string;
  verification: Verification;
  balances?: Balances;
  terms?: Terms;
}

/**
 * Why an open operation is not asked about again: its coupon turned out used after a lost answer, or it was answered with
 * balances that do not follow from the known ones.
 */
export type Doubt = 'used' | 'mismatch';

/** What the journal knows of an operation. */
export type JournalRecord =
  /**
   * An earlier try is unanswered: it is repeated as it was sent, unless that was too long ago (`isFinal`) or what was answered
   * leaves a `doubt`. `isSame` when it has the same content, `isOwn` when all its tries were made here. `at` in milliseconds since 1970.
   */
  | {
      kind: 'open';
      name: string;
      operation: Posting;
      customerContext: CustomerContext;
      isSame: boolean;
      isFinal: boolean;
      doubt?: Doubt;
      isOwn: boolean;
      at: number;
    }
  /**
   * The id was booked, with the same content or with another. An issued coupon's token is empty where it is not kept any more:
   * it is on the customer's phone.
   */
  | {
      kind: 'booked';
      name: string;
      operation: Posting;
      customerContext: CustomerContext;
      isSame: boolean;
      at: number;
      answer: Answer;
    }
  /** It was sent, and certainly not booked. */
  | { kind: 'closed'; name: string };

/** A record whose answer is still missing. */
export type OpenRecord = JournalRecord & { kind: 'open' };
