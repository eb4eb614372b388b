/**
 * The idempotency keys of one order's bookings. A key follows from the order alone, so that a reload, a second window and a
 * second till come to the same one; and no two bookings share one, whatever an order is called.
 */
import type { CardType } from './operation.js';

/** Which booking of an order a key is for. */
export interface BookingOfOrder {
  kind: 'earn' | 'redeem';
  cardType: CardType;
  /** The order's id as the page gave it. */
  orderId: string;
  /** The first, second … booking of this kind and card within the order; the first where nothing is said. */
  nth?: number;
}

const redeemPrefix = 'redeem_';
const suffix = /~(?:stamp|\d+)$/;

/** An order whose name looks like a key of another one stands between two marks. */
function marked(orderId: string): string {
  const isMistakable = orderId.startsWith(redeemPrefix) || orderId.startsWith('~') || suffix.test(orderId);
  return isMistakable ? `~${orderId}~` : orderId;
}

/**
 * The key of a booking: the order's id for points earned, with `redeem_` before it for points redeemed. Stamps have `~stamp`
 * behind it, and each further booking of its kind its number: `redeem_A-1001~stamp~2`.
 */
export function externalIdFor({ kind, cardType, orderId, nth = 1 }: BookingOfOrder): string {
  const card = cardType === 'stamp' ? '~stamp' : '';
  return `${kind === 'redeem' ? redeemPrefix : ''}${marked(orderId)}${card}${nth > 1 ? `~${nth}` : ''}`;
}
