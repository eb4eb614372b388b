/**
 * What an operation says of itself: what it moves, what its PIN is for, that it is under way, that it was left unfinished.
 * Pure functions of the operation; they know no element and no state.
 */
import { currencyDigits, worth } from '../../protocol/money.js';
import type { Earn, Posting, Redeem } from '../../protocol/operation.js';
import type { Values } from '../../words/english.js';
import type { Localization } from '../../words/localization.js';

/** What a booking moves: all of it that its amount's text needs. */
export type Moved = Pick<Earn | Redeem, 'kind' | 'cardType' | 'amount'>;

/** How amounts are shown. */
export interface AmountTerms {
  /** ISO 4217, or empty. */
  currency: string;
  /** What a point is worth, or empty. */
  pointValue: string;
}

/** What redeemed points are worth in money; `null` where the page gave no value. */
export function discountOf({ kind, cardType, amount }: Moved, { currency, pointValue }: AmountTerms): string | null {
  return kind === 'redeem' && cardType === 'point' ? worth(amount, pointValue, currencyDigits(currency)) : null;
}

/** "₺85.50", "2 stamps", "50 points", or "50 points = ₺5.00" where the page said what a point is worth. */
export function amountText(moved: Moved, terms: AmountTerms, words: Localization): string {
  const { kind, cardType, amount } = moved;
  if (kind === 'earn' && cardType === 'point') return words.money(amount, terms.currency);
  const units = words.units(Number(amount), cardType);
  const discount = discountOf(moved, terms);
  // The sum breaks before its sign, not behind it.
  return discount ? `${units} =\u00a0${words.money(discount, terms.currency)}` : units;
}

/** The text as a value for a sentence; where units are counted, with their number. */
export function amountValues(moved: Moved, terms: AmountTerms, words: Localization): Values {
  const value = amountText(moved, terms, words);
  return moved.kind === 'earn' && moved.cardType === 'point' ? { value } : { value, n: Number(moved.amount) };
}

/** What a posting moves; a coupon by its name, once the service has told it. */
export function postingText(operation: Posting, terms: AmountTerms, words: Localization, couponName?: string): string {
  return operation.kind === 'coupon' ? (couponName ?? words.say('couponChoice')) : amountText(operation, terms, words);
}

const keys = {
  earn: { purpose: 'toCredit', pending: 'crediting', unfinished: 'unfinishedEarn' },
  redeem: { purpose: 'toRedeem', pending: 'redeeming', unfinished: 'unfinishedRedeem' },
  coupon: { purpose: 'toRedeemCoupon', pending: 'redeemingCoupon', unfinished: 'unfinishedCoupon' },
} as const;

/** The sentence for a posting: what its PIN is for, that it is `pending`, or that it was left `unfinished`. */
export function postingSentence(
  which: 'purpose' | 'pending' | 'unfinished',
  operation: Posting,
  terms: AmountTerms,
  words: Localization,
  email = '',
): string {
  const values = operation.kind === 'coupon' ? {} : amountValues(operation, terms, words);
  return words.say(keys[operation.kind][which], { ...values, email });
}
