/**
 * What earn and redeem have in common: for whom, under which id, and what is refused before anything is sent.
 */
import { randomId } from '../../client/loyalite-client.js';
import type { Sale } from '../../controllers/sale-context.js';
import type { CustomerContext } from '../../protocol/journal-record.js';
import type { Customer, Verification } from '../../protocol/results.js';
import { InputError } from '../input-error.js';

/** Before an id of our own making, so that it is told from an order's. */
const generatedIdPrefix = 'loyalite-';

/** The properties that earn and redeem share. */
export interface BookingHost {
  customerCode: string;
  manualCode: boolean;
  customer: Customer | null;
  orderId: string;
  externalId: string;
}

/** Whom an operation is for. */
export interface BookingCustomer {
  customerCode: string;
  manualCode: boolean;
  customerContext: CustomerContext;
  /** Known balances, where the customer was looked up. */
  customer: Customer | null;
}

/** The customer: an explicit code first, then the element's own, then the sale's. A bare code was verified by nothing. */
export function resolveCustomer(
  { customerCode, manualCode, customer: own }: BookingHost,
  sale: Sale | null,
): BookingCustomer | null {
  const customer = own ?? sale?.customer ?? null;
  if (customerCode && customerCode !== customer?.customerCode) {
    return { customerCode, manualCode, customerContext: { maskedEmail: '', verification: 'none' }, customer: null };
  }
  if (!customer?.customerCode) return null;
  const { maskedEmail, verification } = customer;
  return {
    customerCode: customer.customerCode,
    manualCode: customer.manualCode,
    customerContext: { maskedEmail, verification },
    customer,
  };
}

/** The party, or the cashier is told to find one. */
export function requireCustomer(party: BookingCustomer | null): BookingCustomer {
  if (!party) throw new InputError('noCustomer', 'Give a customer: `customer` or `customer-code`.');
  return party;
}

/** Holds an operation back whose customer was not verified, where the merchant wants that. */
export function requireVerified(verification: Verification, mustVerify: boolean | 'pin'): void {
  if (mustVerify !== true || verification === 'qr') return;
  throw new InputError('verification_required', 'With `verified-only` the customer has to be found by QR.', {
    code: 'verification_required',
  });
}

/** The id that the page gives an operation, or empty where it gives none. */
export function givenId({ externalId, orderId }: BookingHost, sale: Sale | null, prefix = ''): string {
  const order = orderId || sale?.orderId;
  return externalId || (order ? prefix + order : '');
}

/** The idempotency key: given, or one random id for this operation. */
export function idFor(given: string): string {
  return given || generatedIdPrefix + randomId();
}

/** Whether an id of the journal is the given one or, where none is given, one of our own making. */
export function matchesId(externalId: string, given: string): boolean {
  return given ? externalId === given : externalId.startsWith(generatedIdPrefix);
}
