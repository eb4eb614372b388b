/**
 * What a page hands in, at the border: numbers become text, a customer becomes complete, and what can only go wrong at the
 * counter is found while the page is written. Knows no element and no state.
 */
import { canonicalAmount, currencyDigits } from '../../protocol/money.js';
import type { Customer } from '../../protocol/results.js';

const isNumber = (value: unknown): value is number | bigint => typeof value === 'number' || typeof value === 'bigint';

/** A property as text where it is one: `482193` is `"482193"`, also as the code of a `customer`; all else stays as it is. */
export function propertyAsText(name: PropertyKey, value: unknown): unknown {
  if (isNumber(value)) return String(value);
  if (name !== 'customer' || typeof value !== 'object' || value === null) return value;
  const { customerCode } = value as { customerCode?: unknown };
  return isNumber(customerCode) ? { ...value, customerCode: String(customerCode) } : value;
}

/** A customer that a page put together by hand, with what a booking has to know of every one. */
export function completeCustomer(customer: Customer): Customer {
  const { maskedEmail, verification, manualCode } = customer as Partial<Customer>;
  return {
    ...customer,
    maskedEmail: maskedEmail ?? '',
    verification: verification ?? 'none',
    manualCode: manualCode ?? false,
  };
}

/** What is wrong with an amount that a page set, for its developer; `null` where nothing is, or nothing was set. */
export function amountFault(amount: string, currency: string): string | null {
  if (!amount || canonicalAmount(amount, currencyDigits(currency)) !== null) return null;
  return `amount is "${amount}", which is no decimal that can be booked: give a text like "85.50", made by toFixed(2) and not by arithmetic.`;
}

/** What is wrong with an order's id, for the page's developer; `null` where nothing is seen. */
export function orderIdFault(orderId: string): string | null {
  if (!/^\d{1,5}$/.test(orderId)) return null;
  return `order-id is "${orderId}", a short counter. An order is booked once for ever under its id, by all tills together: put the day and the till before it, like "2026-11-28-T1-${orderId}".`;
}
