/**
 * `GET {basePath}/outcome`: what is known of one operation whose answer a till did not get. A till names all that it sent,
 * because an order's number alone may be another till's, and gets nothing that it could not have known itself.
 */
import { cardOf, idOf, isCouponKey } from './attempts.js';
import { conclude, SLACK, type Conclusion, type Grounds } from './conclude.js';
import { couponPage, customerPage, untiedCoupons } from './event.js';
import { isSame, type PostingAttempt, type Page, type Report, type Subject } from './page.js';
import { refusalOf, type ProxyAnswer } from './proxy-parts.js';
import type { Records } from './records.js';

/** What is asked for, and where it stands. */
interface Question {
  readonly page: string;
  readonly find: (page: Page) => PostingAttempt | undefined;
}

/** Answers the question in a URL. */
export async function answerOutcome(url: URL, records: Records, grounds: Grounds): Promise<ProxyAnswer> {
  const question = await read(url.searchParams, records);
  const page = question && (await readPage(question.page, records));
  const attempt = page && question.find(page);
  const content = page && attempt ? tell(page, attempt, grounds) : { outcome: 'unknown' };
  return { status: 200, body: JSON.stringify(content) };
}

async function readPage(name: string, records: Records): Promise<Page> {
  const page = await records.page(name);
  if (name !== untiedCoupons) return page;
  // What was reported of a coupon whose token is known is about that one.
  const isOther = async ({ coupon }: Report): Promise<boolean> =>
    coupon !== undefined && (await records.page(couponPage(coupon.id))).attempts.length > 0;
  const others = await Promise.all(page.reports.map(isOther));
  return { ...page, reports: page.reports.filter((_, index) => !others[index]) };
}

async function read(query: URLSearchParams, records: Records): Promise<Question | undefined> {
  const kind = query.get('operation');
  const id = query.get('external_id') ?? '';
  if (kind === 'coupon') return readCoupon(id, records);
  const code = query.get('customer_code') ?? '';
  const value = Number(query.get('value') ?? NaN);
  const isWhole = id !== '' && code !== '' && value > 0 && (kind === 'earn' || kind === 'redeem');
  if (!isWhole) throw refusalOf('invalid_input');
  const subject: Subject = { id: idOf(id), kind, card: cardOf(query.get('card_type')), value };
  return {
    page: customerPage(code),
    find: (page) => page.attempts.find((attempt) => isSame(attempt, subject)),
  };
}

async function readCoupon(key: string, records: Records): Promise<Question | undefined> {
  if (!isCouponKey(key)) throw refusalOf('invalid_input');
  const page = await records.pageOfKey(key);
  return page === undefined ? undefined : { page, find: ({ attempts }) => attempts.find(({ id }) => id === key) };
}

function tell(page: Page, attempt: PostingAttempt, grounds: Grounds): object {
  const conclusion = conclude(page, attempt, grounds);
  if (attempt.done !== undefined)
    return { outcome: 'booked', at: iso(attempt.done), by: 'answer', ...byHand(page, attempt) };
  switch (conclusion.outcome) {
    case 'booked':
      return {
        outcome: 'booked',
        at: iso(conclusion.at),
        by: 'event',
        ...named(page, conclusion),
        ...byHand(page, attempt),
      };
    case 'evidence':
      return { outcome: 'evidence', reports: conclusion.reports.slice(-5).map(toReport) };
    case 'unknown':
      return { outcome: 'unknown' };
  }
}

/** The coupon of a card that this very earn has filled; with several equal ones nobody knows which of them did. */
function named({ reports }: Page, { reports: booked }: Conclusion & { outcome: 'booked' }): object {
  const [only, more] = booked;
  const full = reports.find(({ kind, transaction }) => kind === 'full' && transaction === only?.transaction);
  return !more && full?.coupon ? { coupon: full.coupon } : {};
}

/** What was booked by hand since: a manager who repairs an operation that was booked after all books it twice. */
function byHand({ reports }: Page, { kind, card, first }: PostingAttempt): object {
  const found = reports.filter(
    (report) => report.source === 'hand' && report.kind === kind && report.card === card && report.at >= first - SLACK,
  );
  return found.length > 0 ? { by_hand: found.slice(-5).map(toReport) } : {};
}

/** A report as a till may show it. */
export function toReport({ at, value, source, coupon }: Report): object {
  return { at: iso(at), ...(value !== undefined && { value }), source: words[source], ...(coupon && { coupon }) };
}

const words: Readonly<Record<Report['source'], string>> = { api: 'service', hand: 'manual', unknown: 'unknown' };

const iso = (at: number): string => new Date(at).toISOString();
