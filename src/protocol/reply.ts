/**
 * What came of one turn, as plain data: exactly one of an answer, a question, a refusal, a wait, or nothing usable.
 * Only `done` and `refused` may end an operation for sure.
 */
import type { LoyaliteError } from './errors.js';

/** Answer to `find` and `enrol`. */
export interface CustomerAnswer {
  customerCode: string;
  maskedEmail: string;
  stampCount: number;
  pointBalance: number;
  isNew: boolean;
  /** How many stamps fill a card, where the backend knows. */
  cardSize?: number;
}

/** A coupon that a full stamp card was turned into. Its token must reach the customer; empty where it is not known any more. */
export interface IssuedCoupon {
  id: string;
  name: string;
  qrToken: string;
}

/** Answer to `earn` and `redeem`: the new balances. */
export interface BalanceAnswer {
  stamps: number;
  points: number;
  coupon?: IssuedCoupon;
}

/**
 * What is known of a booking that the service has reported and whose answer was lost. The balances were looked up, and are
 * missing where that was not possible.
 */
export interface ReportedAnswer {
  confirmedBy: 'event';
  stamps?: number;
  points?: number;
  /** The one that an earn's card was turned into, or that was redeemed; its token is never known. */
  coupon?: IssuedCoupon;
}

/** A coupon that was used up. Id and name are empty where the service has reported it without them. */
export interface RedeemedCoupon {
  id: string;
  name: string;
  status: string;
  issuedAt?: string;
  redeemedAt?: string;
}

/** Any answer of the expected shape. */
export type Answer = CustomerAnswer | BalanceAnswer | ReportedAnswer | RedeemedCoupon;

/** Why the PIN is asked for: first time, wrong digits, or a challenge that is dead. */
export type PinReason = 'required' | 'invalid' | 'expired' | 'exceeded';

/** The service wants the customer's PIN. */
export interface PinRequest {
  reason: PinReason;
  challengeId?: string;
  remainingAttempts?: number;
}

/**
 * Why no usable answer came. `login`: a sign-in or captive-portal page stood in its place; `conflict`: the id is taken, perhaps
 * by this very operation; `unclear`: a refusal that the contract does not know, perhaps of a repeat.
 */
export type LossReason = 'offline' | 'network' | 'timeout' | 'server' | 'login' | 'malformed' | 'conflict' | 'unclear';

/** What came of one turn. */
export type Reply =
  /** `bookedAt`, in milliseconds since 1970, where the backend says that it remembers the answer and asked for nothing now. */
  | { kind: 'done'; answer: Answer; bookedAt?: number }
  | ({ kind: 'pin' } & PinRequest)
  | { kind: 'consent'; error: LoyaliteError }
  | { kind: 'busy'; retryAfter?: number; error: LoyaliteError }
  | { kind: 'refused'; error: LoyaliteError }
  | { kind: 'lost'; reason: LossReason; sent: boolean; error: LoyaliteError };
