/**
 * What the own proxy tells of an operation whose answer was lost, and how it is asked: by all that was sent. Read leniently:
 * what has not the expected shape tells nothing. It is the proxy's, and no part of the service's contract.
 */
import type { Posting } from './operation.js';
import type { Answer, IssuedCoupon, ReportedAnswer } from './reply.js';

/** A booking that the service has reported: perhaps of this operation, or somebody's by hand. */
export interface BookingReport {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** In the merchant app, by a person. */
  readonly byHand: boolean;
}

/** What became of an operation, as far as the proxy knows. `unsupported` where it takes in no events at all. */
export type Reported =
  | {
      readonly kind: 'booked';
      /** What is known of it; of an earn perhaps the coupon of a card that it filled. */
      readonly answer: Answer;
      /** Whether the service has answered it to the proxy, so that the proxy may remember the whole answer. */
      readonly isAnswered: boolean;
      /** What was booked by hand since it was sent: most likely the same once more. */
      readonly reports: readonly BookingReport[];
    }
  | { readonly kind: 'evidence'; readonly reports: readonly BookingReport[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unsupported' };

/** What tells nothing. */
export const nothingReported: Reported = Object.freeze({ kind: 'unknown' });

/** Statuses of a backend that has no such route. */
const missing = new Set([404, 405, 410, 501]);
const most = 5;

/** The path with its query below the endpoint; `undefined` for a coupon that has no key to be asked for. */
export function toQuestion(operation: Posting): string | undefined {
  const { kind } = operation;
  const fields: Record<string, string> =
    kind === 'coupon'
      ? { operation: kind, external_id: operation.key ?? '' }
      : {
          operation: kind,
          external_id: operation.externalId,
          customer_code: operation.customerCode,
          card_type: operation.cardType,
          value: String(Number(operation.amount)),
        };
  return fields['external_id'] ? `/outcome?${new URLSearchParams(fields).toString()}` : undefined;
}

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

function report(value: unknown): BookingReport[] {
  const { at, source } = fieldsOf(value);
  const moment = typeof at === 'string' ? Date.parse(at) : NaN;
  return Number.isNaN(moment) ? [] : [{ at: moment, byHand: source === 'manual' }];
}

const reports = (value: unknown): BookingReport[] =>
  Array.isArray(value) ? value.slice(-most).flatMap((one) => report(one)) : [];

/** A coupon without a name cannot be named to a customer; its token is on the customer's phone alone. */
function coupon(value: unknown): IssuedCoupon | undefined {
  const { id, name } = fieldsOf(value);
  const isThere = typeof id === 'string' && typeof name === 'string' && name !== '' && name.length <= 2000;
  return isThere ? { id, name, qrToken: '' } : undefined;
}

/** Reads what came back for a question. */
export function toReported(status: number, body: unknown): Reported {
  if (missing.has(status)) return { kind: 'unsupported' };
  if (status !== 200) return nothingReported;
  const fields = fieldsOf(body);
  if (fields['outcome'] === 'booked') {
    const issued = coupon(fields['coupon']);
    const answer: ReportedAnswer = { confirmedBy: 'event', ...(issued && { coupon: issued }) };
    return { kind: 'booked', answer, isAnswered: fields['by'] === 'answer', reports: reports(fields['by_hand']) };
  }
  const told = fields['outcome'] === 'evidence' ? reports(fields['reports']) : [];
  return told.length > 0 ? { kind: 'evidence', reports: told } : nothingReported;
}
