/**
 * One note as it is written down, and what it says of an operation. What is read back is checked: whatever else runs on the
 * origin can write to the same storage. No field can hold a PIN, QR text, e-mail address or token.
 */
import type { Balances, CustomerContext, Doubt, Terms } from '../protocol/journal-record.js';
import type { CardType, Posting } from '../protocol/operation.js';
import type { Answer } from '../protocol/reply.js';

/** An operation that was sent, and booked once it has an `answer`. */
export interface Entry extends CustomerContext {
  kind: Posting['kind'];
  externalId: string;
  customerCode: string;
  cardType: CardType | 'coupon';
  amount: string;
  manualCode: boolean;
  orderId?: string;
  /** Of a coupon: the random name by which the own proxy can be asked about it. */
  key?: string;
  tries: number;
  /** Milliseconds since 1970. */
  at: number;
  answer?: Answer;
  doubt?: Doubt;
}

/** An operation that was certainly not booked: a window that waited for it has to tell that from one it knows nothing of. */
export interface ClosedEntry {
  kind: 'closed';
  at: number;
}

/** What is certain: that it was booked, or that it was not. */
export type PastEntry = (Entry & { answer: Answer }) | ClosedEntry;

type Unread = Partial<Record<keyof Entry, unknown>>;

const texts = ['maskedEmail', 'externalId', 'customerCode', 'amount'] as const;
const farthest = 8.64e15;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isBalances = (value: unknown): value is Balances =>
  isObject(value) && ['points', 'stamps'].every((name) => Number.isFinite((value as Record<string, unknown>)[name]));

const isTerms = (value: unknown): value is Terms =>
  isObject(value) &&
  ['currency', 'pointValue'].every((name) => typeof (value as Record<string, unknown>)[name] === 'string');

function isKnownKind({ kind, cardType }: Unread): boolean {
  return kind === 'coupon'
    ? cardType === 'coupon'
    : (kind === 'earn' || kind === 'redeem') && (cardType === 'point' || cardType === 'stamp');
}

function isEntry(value: unknown): value is Entry | ClosedEntry {
  const entry = (value ?? {}) as Unread;
  const { kind, at, tries, answer, manualCode, balances, terms, orderId, key } = entry;
  if (typeof at !== 'number' || Math.abs(at) > farthest) return false;
  if (kind === 'closed') return true;
  return (
    isKnownKind(entry) &&
    (answer === undefined || isObject(answer)) &&
    (balances === undefined || isBalances(balances)) &&
    (terms === undefined || isTerms(terms)) &&
    (orderId === undefined || typeof orderId === 'string') &&
    (key === undefined || typeof key === 'string') &&
    typeof tries === 'number' &&
    typeof manualCode === 'boolean' &&
    texts.every((name) => typeof entry[name] === 'string')
  );
}

/** The note in a text, or `null` when it is none. */
export function parseEntry(text: string | null): Entry | ClosedEntry | null {
  try {
    const value = JSON.parse(text ?? 'null') as unknown;
    return isEntry(value) ? value : null;
  } catch {
    return null;
  }
}

/** A page without types may have given a number: it is the text that it stands for. */
export const asText = (value: string | number): string => String(value);

const balancesOf = ({ points, stamps, mayHaveGrown }: Balances): Balances => ({
  points,
  stamps,
  ...(mayHaveGrown && { mayHaveGrown }),
});

/** What is written down of an operation; of a coupon, nothing that could be redeemed. */
export function toEntry(
  operation: Posting,
  { maskedEmail, verification, balances, terms }: CustomerContext,
  tries: number,
  at: number,
): Entry {
  const { kind, manualCode, orderId } = operation;
  const common = {
    kind,
    manualCode,
    maskedEmail: asText(maskedEmail),
    verification,
    ...(isBalances(balances) && { balances: balancesOf(balances) }),
    ...(isTerms(terms) && { terms: { currency: terms.currency, pointValue: terms.pointValue } }),
    ...(orderId !== undefined && { orderId: asText(orderId) }),
    tries,
    at,
  };
  if (kind === 'coupon') {
    const { key } = operation;
    return {
      ...common,
      ...(key !== undefined && { key }),
      externalId: '',
      customerCode: '',
      cardType: 'coupon',
      amount: '',
    };
  }
  const { externalId, customerCode, cardType, amount } = operation;
  return {
    ...common,
    externalId: asText(externalId),
    customerCode: asText(customerCode),
    cardType,
    amount: asText(amount),
  };
}

/** An operation as it was sent; a coupon's token has to be known. */
export function toPosting(
  { kind, externalId, customerCode, cardType, amount, manualCode, orderId, key }: Entry,
  token = '',
): Posting {
  const order = orderId === undefined ? {} : { orderId };
  if (kind === 'coupon' || cardType === 'coupon')
    return { kind: 'coupon', token, manualCode, ...(key !== undefined && { key }), ...order };
  return { kind, customerCode, cardType, amount, externalId, manualCode, ...order };
}

/** For whom it was, as far as that is written down. */
export function toCustomerContext({ maskedEmail, verification, balances, terms }: Entry): CustomerContext {
  return { maskedEmail, verification, ...(balances && { balances }), ...(terms && { terms }) };
}

/** Whether an operation moves the same, for the same customer. */
export function isSameContent(entry: Entry, operation: Posting): boolean {
  if (operation.kind === 'coupon') return entry.kind === 'coupon';
  const { kind, customerCode, cardType, amount } = operation;
  return (
    entry.kind === kind &&
    entry.customerCode === asText(customerCode) &&
    entry.cardType === cardType &&
    entry.amount === asText(amount)
  );
}
