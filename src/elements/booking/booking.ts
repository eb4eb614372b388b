/**
 * What earn and redeem have in common: for whom, under which id, and what is refused before anything is sent.
 */
import { randomId } from '../../client/values.js';
import type { Sale } from '../../controllers/sale-context.js';
import type { CustomerContext } from '../../protocol/journal-record.js';
import type { CardType } from '../../protocol/operation.js';
import { externalIdFor } from '../../protocol/external-id.js';
import type { Customer, Verification } from '../../protocol/results.js';
import { InputError } from '../input-error.js';
import { completeCustomer } from './values.js';

/** Prefix of ids of our own making: none is mistaken for an order's. */
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
  const given = own ?? sale?.customer ?? null;
  const customer = given && completeCustomer(given);
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

/** What a customer was verified by: an entered PIN outranks what it was found by. */
export const provenBy = ({ pinned }: { pinned?: boolean }, { verification }: CustomerContext): Verification =>
  pinned ? 'pin' : verification;

/** Holds an operation back whose customer was not verified, where the merchant wants that. */
export function requireVerified(verification: Verification, mustVerify: boolean | 'pin'): void {
  if (mustVerify !== true || verification === 'qr') return;
  throw new InputError('verification_required', 'With `verified-only` the customer has to be found by QR.', {
    code: 'verification_required',
  });
}

/** Whether an id is one of our own making, and not an order's. */
export const isGenerated = (externalId: string): boolean => externalId.startsWith(generatedIdPrefix);

/** The order that stands there, or empty. */
export function orderOf({ orderId }: BookingHost, sale: Sale | null): string {
  return orderId || (sale?.orderId ?? '');
}

/** Whose operation stands there: another customer, order or sale is another matter. */
export function identityOf(host: BookingHost, sale: Sale | null): string {
  const code = resolveCustomer(host, sale)?.customerCode;
  return [code, host.externalId, orderOf(host, sale), sale?.saleNumber].join('|');
}

/** Which of an order's bookings: `number` counts those of the same kind before it. */
export interface WhichBooking {
  kind: 'earn' | 'redeem';
  cardType: CardType;
  number: number;
}

/** The ids of an operation: the idempotency key (given, made of the order, or one random id), and the order. */
export function idsFor(
  host: BookingHost,
  sale: Sale | null,
  { kind, cardType, number }: WhichBooking,
): { externalId: string; orderId?: string } {
  const orderId = orderOf(host, sale);
  const given = host.externalId && `${host.externalId}${number ? `~${number + 1}` : ''}`;
  const made = orderId ? externalIdFor({ orderId, kind, cardType, nth: number + 1 }) : generatedIdPrefix + randomId();
  return { externalId: given || made, ...(orderId && { orderId }) };
}

/** Whether a note is the order's that stands there or, where the page gives no id, of our own making. */
export function isOwnOrder(
  { externalId, orderId }: { externalId: string; orderId?: string },
  host: BookingHost,
  sale: Sale | null,
): boolean {
  if (host.externalId) return externalId === host.externalId || externalId.startsWith(`${host.externalId}~`);
  const order = orderOf(host, sale);
  return order ? orderId === order : !orderId && isGenerated(externalId);
}
