/**
 * Reading what the service posts, leniently: a field that is missing or of another kind is left out, and only what a
 * conclusion needs is kept. Events that are not of use, now or in a later release of the service, are `undefined`.
 * Which names of fields were seen and which are by analogy stands in the guide for events.
 */
import { hashOf } from './proxy-parts.js';
import type { Report } from './page.js';

/** An event that is of use: on which page its report belongs, and how many stamps fill a card, where it says so. */
export interface ReadEvent {
  readonly pages: readonly string[];
  readonly report: Report;
  readonly cardSize?: number;
}

/** What the receiver knows of its own. */
export interface Reader {
  /** The merchant's slug; what happens elsewhere is none of its business. */
  readonly organization: string;
  readonly now: number;
}

/** Older ones are dropped: a delivery that is kept back and posted again later must not count twice. */
const OLDEST = 24 * 60 * 60 * 1000;
/** How far the service's clock may be ahead of this one. */
const AHEAD = 5000;

type Fields = Readonly<Record<string, unknown>>;

/** The page of a customer, whatever spelling of the code the service takes for the same. */
export function customerPage(code: string | number): string {
  const text = String(code).normalize('NFKC').trim().toLowerCase();
  const number = text === '' ? NaN : Math.trunc(Number(text));
  return named('customer', Number.isSafeInteger(number) ? String(number) : text);
}

/** The page of a coupon. */
export function couponPage(id: string): string {
  return named('coupon', id);
}

/** Where coupons stand that no earlier answer has tied to an id. */
export const untiedCoupons = 'coupons';

function named(kind: string, name: string): string {
  return `${kind}/${name.length > 64 ? `#${hashOf(name)}` : name}`;
}

/** What an event tells, or `undefined` where it tells nothing that is of use. */
export function readEvent(body: unknown, { organization, now }: Reader): ReadEvent | undefined {
  const envelope = asFields(body);
  const data = asFields(envelope?.['data']);
  const id = text(envelope?.['id']);
  const at = Date.parse(text(envelope?.['occurred_at']) ?? '');
  if (!envelope || !data || id === undefined || !(at > now - OLDEST)) return undefined;
  if (envelope['organization'] !== organization) return undefined;
  const told = tell(text(envelope['event']) ?? '', data);
  const pages = told && pagesOf(told, data);
  if (!told || !pages) return undefined;
  const transaction = text(data['transaction_id']);
  const size = count(data['max_stamps']);
  const report: Report = {
    id,
    ...(transaction !== undefined && { transaction }),
    ...told,
    at,
    source: sourceOf(data['source']),
    ...(at > now + AHEAD && { early: true as const }),
  };
  return { pages, report, ...(size !== undefined && { cardSize: size }) };
}

type Told = Pick<Report, 'kind' | 'card' | 'value' | 'coupon'>;

function tell(event: string, data: Fields): Told | undefined {
  switch (event) {
    case 'stamp.earned':
      return { kind: 'earn', card: 'stamp', ...valued(data['stamps_added']) };
    case 'points.earned':
      return { kind: 'earn', card: 'point', ...valued(data['amount']) };
    case 'points.spent':
      return { kind: 'redeem', card: 'point', ...valued(data['points_spent']) };
    case 'stamp.redeemed':
      return { kind: 'full', card: 'stamp', ...couponOf(data) };
    case 'coupon.redeemed':
      return { kind: 'coupon', card: 'coupon', value: 1, ...couponOf(data) };
    default:
      return undefined;
  }
}

/** A coupon may be one that no answer has tied: it is looked for in both places. */
function pagesOf({ kind, coupon }: Told, data: Fields): string[] | undefined {
  if (kind === 'coupon') return coupon ? [couponPage(coupon.id), untiedCoupons] : [untiedCoupons];
  const code = text(data['customer_code']);
  return code === undefined ? undefined : [customerPage(code)];
}

function valued(value: unknown): { value?: number } {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? { value } : {};
}

function couponOf(data: Fields): Pick<Report, 'coupon'> {
  const id = text(data['coupon_id']);
  return id === undefined ? {} : { coupon: { id, name: text(data['coupon_name']) ?? '' } };
}

function sourceOf(source: unknown): Report['source'] {
  return source === 'webhook' ? 'api' : source === 'manual' ? 'hand' : 'unknown';
}

function count(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : undefined;
}

/** A name: some text of a length that can be kept, or a whole number. */
function text(value: unknown): string | undefined {
  if (typeof value === 'string' && value !== '' && value.length <= 200) return value;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}
