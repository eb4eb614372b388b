/**
 * Whether an answer can be the answer to what was asked: new balances have to follow from the ones that were known before. An
 * id that was booked for somebody else long ago is answered with a success too, and with balances that do not fit.
 */
import type { Balances } from '../protocol/journal-record.js';
import type { Operation } from '../protocol/operation.js';
import type { Answer, BalanceAnswer } from '../protocol/reply.js';

/** Sums of binary fractions differ in their last digits. */
const slack = 0.005;

const isEqual = (a: number, b: number): boolean => Math.abs(a - b) < slack;
const isAtLeast = (a: number, b: number): boolean => a > b - slack;

/** A redemption takes exactly its value, and nothing of the other card. */
function fitsRedemption(answer: BalanceAnswer, known: Balances, taken: 'points' | 'stamps', value: number): boolean {
  const compare = known.mayHaveGrown ? isAtLeast : isEqual;
  const other = taken === 'points' ? 'stamps' : 'points';
  return compare(answer[taken], known[taken] - value) && compare(answer[other], known[other]);
}

/** How much an earn brings is the service's to say; but it takes nothing, unless a full stamp card begins again. */
function fitsEarning(answer: BalanceAnswer, known: Balances, card: 'points' | 'stamps', value: number): boolean {
  const other = card === 'points' ? 'stamps' : 'points';
  const beginsAgain = card === 'stamps' && (answer.coupon !== undefined || answer.stamps < value);
  return isAtLeast(answer[other], known[other]) && (beginsAgain || isAtLeast(answer[card], known[card]));
}

/** Whether an answer fits what was known before; without known balances everything does. */
export function fitsKnown(operation: Operation, answer: Answer, known: Balances | undefined): boolean {
  if (!known || !('points' in answer) || 'confirmedBy' in answer) return true;
  if (operation.kind !== 'earn' && operation.kind !== 'redeem') return true;
  const card = operation.cardType === 'point' ? 'points' : 'stamps';
  const fits = operation.kind === 'earn' ? fitsEarning : fitsRedemption;
  return fits(answer, known, card, Number(operation.amount));
}
