/**
 * What a page is given: the details of the events. Names here are promises to merchants.
 */
import type { CardType } from './operation.js';
import type { IssuedCoupon, RedeemedCoupon } from './reply.js';

/** How the customer's presence was shown; `pin` only after a PIN was entered. */
export type Verification = 'pin' | 'qr' | 'none';

/** The merchant's proof of what the customer agreed to. */
export interface Consent {
  terms: true;
  privacy: true;
  marketing: boolean;
  /** Address of the terms that were shown. */
  termsUrl: string;
  /** Address of the privacy notice that was shown. */
  privacyUrl: string;
  /** Language the texts were shown in, as BCP 47. */
  locale: string;
  /** When, as ISO 8601. */
  at: string;
}

/** A customer who was found or enrolled; the detail of `loyalite-found`. */
export interface Customer {
  /** Opaque identifier; six digits today. */
  customerCode: string;
  maskedEmail: string;
  stampCount: number;
  pointBalance: number;
  isNew: boolean;
  /** Whether a person typed the code. */
  manualCode: boolean;
  verification: Verification;
  /** Only where the customer gave consents just now. */
  consent?: Consent;
}

/** What every earn and every redemption of points or stamps tells. */
export interface Booking {
  /** The idempotency key it was booked under. */
  externalId: string;
  customerCode: string;
  cardType: CardType;
  verification: Verification;
  /** The slip as lines of text for the till's own printer; from the elements alone. */
  receipt?: string[];
}

/** A credited purchase; the detail of `loyalite-earned`. */
export interface Earning extends Booking {
  /** Canonical decimal, or the count of stamps. */
  amount: string;
  /** New balance of stamps. */
  stamps: number;
  /** New balance of points. */
  points: number;
  /** Issued when the stamp card became full. */
  coupon?: IssuedCoupon;
}

/** A redemption of points or stamps. */
export interface BalanceRedemption extends Booking {
  /** How many points or stamps were taken. */
  value: number;
  /** What they are worth as money, where the page gave `point-value`. */
  discount?: string;
  /** New balance of stamps. */
  stamps: number;
  /** New balance of points. */
  points: number;
}

/** A coupon that was used up. */
export interface CouponRedemption {
  cardType: 'coupon';
  verification: Verification;
  /** The slip as lines of text for the till's own printer; from the elements alone. */
  receipt?: string[];
  coupon: RedeemedCoupon;
}

/** The detail of `loyalite-redeemed`. */
export type Redemption = BalanceRedemption | CouponRedemption;

/** A finished sale; the detail of `loyalite-complete`. */
export interface Checkout {
  customer: Customer;
  redemptions: Redemption[];
  earned: Earning;
}
