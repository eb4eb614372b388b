/**
 * What the journal records of an operation. Flow and journal share these shapes and know nothing else of each other.
 */
import type { Posting } from './operation.js';
import type { Answer } from './reply.js';
import type { Verification } from './results.js';

/** Customer details of an operation that survive a reload: the masked e-mail address, and how the customer was verified. */
export interface CustomerContext {
  maskedEmail: string;
  verification: Verification;
}

/** What the journal knows of an operation. */
export type JournalRecord =
  /**
   * An earlier try is unanswered: it is repeated as it was sent, unless that was too long ago (`isFinal`) or its coupon turned
   * out used. `isSame` when it has the same content, `isOwn` when all its tries were made here. `at` in milliseconds since 1970.
   */
  | {
      kind: 'open';
      name: string;
      operation: Posting;
      customerContext: CustomerContext;
      isSame: boolean;
      isFinal: boolean;
      isUsed: boolean;
      isOwn: boolean;
      at: number;
    }
  /** The id was booked, with the same content or with another. */
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
