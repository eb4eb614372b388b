/**
 * One note as it is written down, and what it says of an operation. What is read back is checked: whatever else runs on the
 * origin can write to the same storage. No field can hold a PIN, QR text, e-mail address or token.
 */
import type { CustomerContext } from '../protocol/journal-record.js';
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
  tries: number;
  /** Milliseconds since 1970. */
  at: number;
  answer?: Answer;
  /** A coupon that turned out used after a lost answer. */
  isUsed?: true;
}

/** An operation that was certainly not booked: a window that waited for it has to tell that from one it knows nothing of. */
export interface ClosedEntry {
  kind: 'closed';
  at: number;
}

const texts = ['maskedEmail', 'externalId', 'customerCode', 'amount'] as const;
const farthest = 8.64e15;

function isEntry(value: unknown): value is Entry | ClosedEntry {
  const entry = (value ?? {}) as Partial<Record<keyof Entry, unknown>>;
  const { kind, cardType, at, tries, answer, manualCode } = entry;
  if (typeof at !== 'number' || Math.abs(at) > farthest) return false;
  if (kind === 'closed') return true;
  const isKnown =
    kind === 'coupon'
      ? cardType === 'coupon'
      : (kind === 'earn' || kind === 'redeem') && (cardType === 'point' || cardType === 'stamp');
  const isAnswered = answer === undefined || (typeof answer === 'object' && answer !== null);
  return (
    isKnown &&
    isAnswered &&
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

/** What is written down of an operation; of a coupon, nothing that could be redeemed. */
export function toEntry(
  operation: Posting,
  { maskedEmail, verification }: CustomerContext,
  tries: number,
  at: number,
): Entry {
  const { kind, manualCode } = operation;
  const common = { kind, manualCode, maskedEmail, verification, tries, at };
  if (kind === 'coupon') return { ...common, externalId: '', customerCode: '', cardType: 'coupon', amount: '' };
  const { externalId, customerCode, cardType, amount } = operation;
  return { ...common, externalId, customerCode, cardType, amount };
}

/** An operation as it was sent; a coupon's token has to be known. */
export function toPosting(
  { kind, externalId, customerCode, cardType, amount, manualCode }: Entry,
  token = '',
): Posting {
  if (kind === 'coupon' || cardType === 'coupon') return { kind: 'coupon', token, manualCode };
  return { kind, customerCode, cardType, amount, externalId, manualCode };
}

/** Whether an operation moves the same, for the same customer. */
export function isSameContent(entry: Entry, operation: Posting): boolean {
  if (operation.kind === 'coupon') return entry.kind === 'coupon';
  const { kind, customerCode, cardType, amount } = operation;
  return (
    entry.kind === kind && entry.customerCode === customerCode && entry.cardType === cardType && entry.amount === amount
  );
}
