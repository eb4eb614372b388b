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
  /** How many stamps fill a card, where the backend knows. */
  cardSize?: number;
  /** Whether a person typed the code. */
  manualCode: boolean;
  verification: Verification;
  /** Only where the customer gave consents just now. */
  consent?: Consent;
}

/** Which sale a booking belongs to, and its slip; from the elements alone. */
export interface SaleMarks {
  /** The order it was asked for; empty where the page gave none. */
  orderId?: string;
  /** Whether that is the sale that stands in the element now. */
  isCurrent?: boolean;
  /** It was booked before, by this page or an earlier one, and is told again. */
  repeated?: boolean;
  /** How it became certain: by its answer, or because the service has reported it to the backend. */
  confirmedBy?: 'answer' | 'event';
  /** The slip as lines of text for the till's own printer. */
  receipt?: string[];
}

/** What every earn and every redemption of points or stamps tells. */
export interface Booking extends SaleMarks {
  /** The idempotency key it was booked under. */
  externalId: string;
  customerCode: string;
  cardType: CardType;
  verification: Verification;
  /** What was booked, as text: an amount of money as a canonical decimal, or a count of points or stamps. */
  amount: string;
}

/** The new balances. Of what the service has reported they were looked up, and are missing where that was not possible. */
export type NewBalances =
  | {
      confirmedBy?: 'answer';
      /** New balance of stamps. */
      stamps: number;
      /** New balance of points. */
      points: number;
    }
  | { confirmedBy: 'event'; stamps?: number; points?: number };

/** A credited purchase; the detail of `loyalite-earned`. */
export type Earning = Booking &
  NewBalances & {
    /** Issued when the stamp card became full. */
    coupon?: IssuedCoupon;
  };

/** A redemption of points or stamps. */
export type BalanceRedemption = Booking &
  NewBalances & {
    /** What they are worth as money, where the page gave `point-value`. */
    discount?: string;
  };

/** A coupon that was used up. */
export interface CouponRedemption extends SaleMarks {
  cardType: 'coupon';
  verification: Verification;
  coupon: RedeemedCoupon;
  /** The service does not say what a coupon is worth. */
  discount?: undefined;
}

/** The detail of `loyalite-redeemed`. */
export type Redemption = BalanceRedemption | CouponRedemption;

/** A finished sale; the detail of `loyalite-complete`. */
export interface Checkout {
  customer: Customer;
  redemptions: Redemption[];
  earned: Earning;
}

/**
 * An earn or a redemption that was found out about and is not the current sale's: of an earlier order, after a late answer or
 * a check, or booked by another window. The detail of `loyalite-settled`.
 */
export interface Settlement {
  kind: 'earn' | 'redeem' | 'coupon';
  /** The order it was asked for; empty where none is known. */
  orderId: string;
  /** Empty for a coupon. */
  customerCode: string;
  maskedEmail: string;
  /** What was credited, as in `loyalite-earned`: of an earn alone. */
  earned?: Earning;
  /** What was redeemed, as in `loyalite-redeemed`: of a redemption alone. */
  redeemed?: Redemption;
}

/** More was redeemed in a sale than it is worth now; the detail of `loyalite-exceeded`. */
export interface Excess {
  orderId: string;
  /** What the points that were redeemed are worth, as a decimal string. */
  discount: string;
  /** The order's total now, as a decimal string. */
  amount: string;
  /** How much more that is. */
  excess: string;
}
