/**
 * Turns a booked operation and its answer into what the page is given. Pure: what a result says of the customer's presence
 * is decided here, in one place.
 */
import type { Earn, Inquiry, Redeem, RedeemCoupon } from './operation.js';
import type { BalanceAnswer, CustomerAnswer, RedeemedCoupon, ReportedAnswer } from './reply.js';
import type {
  Consent,
  Customer,
  Earning,
  BalanceRedemption,
  CouponRedemption,
  NewBalances,
  Verification,
} from './results.js';

function newBalances(answer: BalanceAnswer | ReportedAnswer): NewBalances {
  if (!('confirmedBy' in answer)) return { stamps: answer.stamps, points: answer.points };
  const { stamps, points } = answer;
  return {
    confirmedBy: 'event',
    ...(stamps !== undefined && { stamps }),
    ...(points !== undefined && { points }),
  };
}

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
  answer: BalanceAnswer | ReportedAnswer,
  verification: Verification,
): Earning {
  const { coupon } = answer;
  const booking = { externalId, customerCode, cardType, verification, amount };
  return { ...booking, ...newBalances(answer), ...(coupon && { coupon }) };
}

/** A redemption of points or stamps; `discount` is what they are worth. */
export function toRedemption(
  { externalId, customerCode, cardType, amount }: Redeem,
  answer: BalanceAnswer | ReportedAnswer,
  verification: Verification,
  discount?: string | null,
): BalanceRedemption {
  const booking = { externalId, customerCode, cardType, verification, amount };
  return { ...booking, ...newBalances(answer), ...(discount && { discount }) };
}

/** A coupon that was used up. */
export function toCouponRedemption(
  _: RedeemCoupon,
  answer: RedeemedCoupon | ReportedAnswer,
  verification: Verification,
): CouponRedemption {
  const common = { cardType: 'coupon', verification } as const;
  if (!('confirmedBy' in answer)) return { ...common, coupon: answer };
  const { id = '', name = '' } = answer.coupon ?? {};
  return { ...common, confirmedBy: 'event', coupon: { id, name, status: 'redeemed' } };
}
