/**
 * The merchant's own word on a posting: the order exists, and the amount is its amount.
 * Hands over what is booked, and neither the PIN nor a coupon's token.
 */
import { ProxyRefusal } from './answer.js';
import type { Field, Fields } from './body.js';
import { postingOf, type RouteName } from './routes.js';
import { callHook } from './time-limit.js';

/** A posting as the till sent it, before anything of it was checked by the service. */
export interface ProxyOperation {
  readonly operation: 'earn' | 'redeem' | 'coupon';
  /** What `authorize` gave. */
  readonly session: string;
  readonly externalId: string | undefined;
  readonly customerCode: string | undefined;
  readonly cardType: string | undefined;
  /** The `amount` of an earn, the `value` of a redemption; a coupon has none. */
  readonly amount: number | undefined;
}

/**
 * Says whether a posting may pass: `true`, or `false` for the code `operation_refused`, or a code of the merchant's own in
 * small letters and underscores. It is asked again when a till repeats an operation whose answer was lost.
 */
export type Verify = (operation: ProxyOperation) => boolean | string | Promise<boolean | string>;

/** Asks the merchant, for `timeout` milliseconds at most, and refuses with the code. */
export async function checkOperation(verify: Verify, timeout: number, operation: ProxyOperation): Promise<void> {
  // "85.50" in quotes might be read by the service as what no comparison of the merchant's would have passed.
  const isComparable = operation.operation === 'coupon' || operation.amount !== undefined;
  const verdict = isComparable && (await callHook('verify', timeout, () => verify(operation)));
  if (verdict === true) return;
  const isCode = typeof verdict === 'string' && /^[a-z][a-z0-9_]{0,63}$/.test(verdict);
  throw new ProxyRefusal('operation_refused', isCode ? { code: verdict } : {});
}

/** What `verify` is asked about: what would be booked, without the PIN and a coupon's token. */
export function toOperation(route: RouteName, session: string, fields: Fields): ProxyOperation {
  const amount = fields['amount'] ?? fields['value'];
  return Object.freeze({
    operation: postingOf(route),
    session,
    externalId: fieldText(fields['external_id']),
    customerCode: fieldText(fields['customer_code']),
    cardType: fieldText(fields['card_type']),
    amount: typeof amount === 'number' ? amount : undefined,
  });
}

/** A field that names something, as text; empty and other values name nothing. */
export function fieldText(field: Field | undefined): string | undefined {
  return (typeof field === 'string' && field !== '') || typeof field === 'number' ? String(field) : undefined;
}
