/**
 * How a sale's redemptions stand to what it is worth: what is left to redeem for, and what was redeemed too much. Decimal texts of
 * one currency in, decimal texts out; nothing is ever a binary fraction.
 */
import type { Redemption } from '../../protocol/results.js';

const fractionOf = (text: string): number => text.split('.')[1]?.length ?? 0;

const scaled = (text: string, digits: number): bigint => {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(digits, '0'));
};

function asDecimal(value: bigint, digits: number): string {
  const text = value.toString().padStart(digits + 1, '0');
  return digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
}

/** What all redemptions are worth together, of those that say it. */
export function discountOfAll(redemptions: readonly Redemption[]): string {
  const all = redemptions.flatMap(({ discount }) => discount ?? []);
  const digits = Math.max(0, ...all.map(fractionOf));
  return asDecimal(
    all.reduce((sum, discount) => sum + scaled(discount, digits), 0n),
    digits,
  );
}

/** `a - b`, or `"0"` where that would be less than nothing. */
function difference(a: string, b: string): string {
  const digits = Math.max(fractionOf(a), fractionOf(b));
  const value = scaled(a, digits) - scaled(b, digits);
  return value > 0n ? asDecimal(value, digits) : '0';
}

/** What is left of an order's total when all redemptions are taken off; `null` where there is no total. */
export function leftOf(amount: string | null, redemptions: readonly Redemption[]): string | null {
  return amount === null ? null : difference(amount, discountOfAll(redemptions));
}

/** How much more was redeemed than the order is worth; `null` where it is not. */
export function excessOf(amount: string, redemptions: readonly Redemption[]): string | null {
  const excess = difference(discountOfAll(redemptions), amount);
  return excess === '0' ? null : excess;
}
