/**
 * The codes with which the service refuses a posting for sure, as the vendor's contract has them. Client and proxy both take them from
 * here. Each has a sentence in every language, a row in docs/errors.md and a way to bring it about in the sandbox.
 */
export const serviceRefusals: readonly string[] = [
  'insufficient_balance',
  'subscription_required',
  'manual_code_disabled',
  'customer_not_found',
  'coupon_not_found',
  'coupon_already_used',
];
