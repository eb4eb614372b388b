/**
 * The events that the elements fire, as types. All bubble and are composed, none is cancelable: they report. The element's
 * state has changed before.
 */
import type { LoyaliteError } from '../protocol/errors.js';
import type { CardType } from '../protocol/operation.js';
import type { Checkout, Customer, Earning, Excess, Redemption, Settlement } from '../protocol/results.js';

/** A look-up or an enrolment is done. */
export type LoyaliteFoundEvent = CustomEvent<Customer>;
/** A purchase was credited. */
export type LoyaliteEarnedEvent = CustomEvent<Earning>;
/** Points, stamps or a coupon were redeemed. */
export type LoyaliteRedeemedEvent = CustomEvent<Redemption>;
/** An earn or a redemption of another sale, or of another window, is certain by now. */
export type LoyaliteSettledEvent = CustomEvent<Settlement>;
/** What a tap would redeem now. */
export interface Offer {
  /** `null` where what stands in the field is nothing that can be redeemed, or was redeemed already. */
  cardType: CardType | 'coupon' | null;
  /** Count of points or stamps: `"50"`; `null` where none stands there, and for a coupon. */
  amount: string | null;
  /** What would be taken off the bill, as a decimal string: `"5.00"`; `null` where nothing says so. */
  discount: string | null;
}
/** What a tap would redeem changed: by the cashier's keys, the customer, the basket or the page. */
export type LoyaliteChangeEvent = CustomEvent<Offer>;
/** The order of a checkout is worth less than what was redeemed for it. */
export type LoyaliteExceededEvent = CustomEvent<Excess>;
/** The earn of a checkout is done, and with it the sale. */
export type LoyaliteCompleteEvent = CustomEvent<Checkout>;
/** The cashier took the customer off the sale, whose order stays: what was shown of the customer is not true any more. */
export type LoyaliteRemovedEvent = CustomEvent<null>;
/** The cashier went on to the next customer; the sale is a new one already. */
export type LoyaliteNextEvent = CustomEvent<null>;
/** An operation failed, or its outcome is not known. */
export type LoyaliteErrorEvent = CustomEvent<LoyaliteError>;
/** The cashier left the PIN overlay, a consent or a look-up. */
export type LoyaliteCancelEvent = CustomEvent<null>;
/** A hand scanner typed a text that is no code of ours. */
export interface UnclaimedScan {
  /** The text as the page got it: a product's, most likely. */
  text: string;
  /** Whether a field of the page has it already. */
  inField: boolean;
  /** Whether it was scanned into a field of the tags, where no listener of the page hears keys. */
  inTag: boolean;
}

/** A hand scanner typed something that is the page's own. */
export type LoyaliteUnclaimedEvent = CustomEvent<UnclaimedScan>;
/** The element's `state` changed. */
export type LoyaliteStateChangeEvent = CustomEvent<null>;

/** The events by name. */
export interface LoyaliteEventMap {
  'loyalite-found': LoyaliteFoundEvent;
  'loyalite-earned': LoyaliteEarnedEvent;
  'loyalite-redeemed': LoyaliteRedeemedEvent;
  'loyalite-settled': LoyaliteSettledEvent;
  'loyalite-change': LoyaliteChangeEvent;
  'loyalite-exceeded': LoyaliteExceededEvent;
  'loyalite-complete': LoyaliteCompleteEvent;
  'loyalite-removed': LoyaliteRemovedEvent;
  'loyalite-next': LoyaliteNextEvent;
  'loyalite-error': LoyaliteErrorEvent;
  'loyalite-cancel': LoyaliteCancelEvent;
  'loyalite-statechange': LoyaliteStateChangeEvent;
  'loyalite-unclaimed': LoyaliteUnclaimedEvent;
}

/** Fires one of them. */
export function fire<Name extends keyof LoyaliteEventMap>(
  target: EventTarget,
  name: Name,
  detail: LoyaliteEventMap[Name]['detail'],
): void {
  target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- this is how the platform's event map is extended
  interface HTMLElementEventMap extends LoyaliteEventMap {}
}
