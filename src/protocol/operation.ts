/**
 * What a till can ask of the service, as plain data in this project's words. An operation is frozen when it is submitted;
 * every turn and every repeat sends exactly it. It holds no PIN: that travels beside it, for one turn.
 */

/** Which balance a booking moves. */
export type CardType = 'point' | 'stamp';

/** Asks for a customer by code or by the text of a QR. Books nothing. */
export interface Find {
  kind: 'find';
  by: 'code' | 'qr';
  text: string;
  /** Further texts that a doubtful scan may have been; each is asked for where the one before is no valid QR. */
  others?: readonly string[];
}

/** The boxes the customer ticked. An unticked marketing box is left out. */
export interface Ticks {
  terms: true;
  privacy: true;
  marketing?: true;
}

/** Finds a customer by e-mail address and, given the consents, enrols a new one. Repeating it changes nothing. */
export interface Enrol {
  kind: 'enrol';
  email: string;
  ticks?: Ticks;
}

/** Credits a purchase. `amount` is the order's full total as a canonical decimal, or the count of stamps. */
export interface Earn {
  kind: 'earn';
  customerCode: string;
  cardType: CardType;
  amount: string;
  externalId: string;
  manualCode: boolean;
  /** The order it belongs to, as the page gave it; never sent. */
  orderId?: string;
}

/** Takes points or stamps. `amount` is a whole number. */
export interface Redeem {
  kind: 'redeem';
  customerCode: string;
  cardType: CardType;
  amount: string;
  externalId: string;
  manualCode: boolean;
  /** The order it belongs to, as the page gave it; never sent. */
  orderId?: string;
}

/** Uses a coupon up. It has no external id: the token is its identity. */
export interface RedeemCoupon {
  kind: 'coupon';
  token: string;
  manualCode: boolean;
  /** A random name for this operation over all its tries, by which the own proxy can be asked what became of it. */
  key?: string;
  /** The order it belongs to, as the page gave it; never sent. */
  orderId?: string;
}

/** What books nothing and may be repeated at will. */
export type Inquiry = Find | Enrol;
/** What moves a balance or uses a coupon up, and must happen at most once. */
export type Posting = Earn | Redeem | RedeemCoupon;
/** Anything a till can ask of the service. */
export type Operation = Inquiry | Posting;

/** Whether an operation moves something, so that a lost answer matters. */
export function isPosting(operation: Operation): operation is Posting {
  return operation.kind !== 'find' && operation.kind !== 'enrol';
}
