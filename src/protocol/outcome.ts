/**
 * Turns a booked operation and its answer into what the page is given. Pure: what a result says of the customer's presence
 * is decided here, in one place.
 */
import type { Earn, Inquiry, Redeem, RedeemCoupon } from './operation.js';
import type { BalanceAnswer, CustomerAnswer, RedeemedCoupon } from './reply.js';
import type { Consent, Customer, Earning, BalanceRedemption, CouponRedemption, Verification } from './results.js';

/** A customer, and whether a person typed the code: only a scanned QR shows that the customer is there. */
export function toCustomer(operation: Inquiry, answer: CustomerAnswer, consent?: Consent): Customer {
  const isScanned = operation.kind === 'find' && operation.by === 'qr';
  return {
    ...answer,
    manualCode: operation.kind === 'find' && operation.by === 'code',
    verification: isScanned ? 'qr' : 'none',
    ...(consent && { consent }),
  };
}

/** A credited purchase. */
export function toEarning(
  { externalId, customerCode, cardType, amount }: Earn,
  { stamps, points, coupon }: BalanceAnswer,
  verification: Verification,
): Earning {
  return { externalId, customerCode, cardType, verification, amount, stamps, points, ...(coupon && { coupon }) };
}

/** A redemption of points or stamps; `discount` is what they are worth. */
export function toRedemption(
  { externalId, customerCode, cardType, amount }: Redeem,
  { stamps, points }: BalanceAnswer,
  verification: Verification,
  discount?: string | null,
): BalanceRedemption {
  return { externalId, customerCode, cardType, verification, amount, stamps, points, ...(discount && { discount }) };
}

/** A coupon that was used up. */
export function toCouponRedemption(
  _: RedeemCoupon,
  coupon: RedeemedCoupon,
  verification: Verification,
): CouponRedemption {
  return { cardType: 'coupon', verification, coupon };
}
