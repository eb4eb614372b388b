/**
 * `GET {basePath}/open`, for a manager: what stayed unknown, and what was answered as booked and never reported, which is how
 * an order number shows that was used before. It is a list to be looked at and no verdict: reports may be late, or lost.
 */
import { conclude, type Grounds } from './conclude.js';
import { toReport } from './outcome.js';
import type { PostingAttempt, Page, Report } from './page.js';
import type { ProxyAnswer } from './proxy-parts.js';
import type { Records, ShopRecord } from './records.js';

/** After so long the service has given up on its deliveries, with some time to spare. */
const GIVEN_UP = 10 * 60 * 60 * 1000;

/** The whole list, newest first. */
export async function answerOpen(records: Records, grounds: Grounds, now: number): Promise<ProxyAnswer> {
  const [shop, names] = await Promise.all([records.shop(), records.listed()]);
  const pages = await Promise.all(names.map(async (name) => ({ name, page: await records.page(name) })));
  const unknown = pages.flatMap(({ name, page }) => stayedUnknown(name, page, grounds, now));
  const unreported = pages.flatMap(({ name, page }) => neverReported(name, page, shop, now));
  const last = Math.max(0, ...Object.values(shop.heard));
  const content = {
    last_event: last > 0 ? iso(last) : null,
    unknown: unknown.sort(newestFirst),
    unreported: unreported.sort(newestFirst),
  };
  return { status: 200, body: JSON.stringify(content) };
}

interface Line {
  readonly at: string;
}

function stayedUnknown(name: string, page: Page, grounds: Grounds, now: number): Line[] {
  const isOver = ({ done, lost, last }: PostingAttempt): boolean =>
    done === undefined && (lost || last < now - 2 * grounds.patience);
  return page.attempts.filter(isOver).flatMap((attempt) => {
    const conclusion = conclude(page, attempt, grounds);
    if (conclusion.outcome === 'booked') return [];
    const reports = conclusion.outcome === 'evidence' ? conclusion.reports.map(toReport) : [];
    return [{ ...lineOf(name, attempt), reports }];
  });
}

/** The answered ones of a page of which there are more than reports that could be theirs. */
function neverReported(name: string, { attempts, reports }: Page, { heard }: ShopRecord, now: number): Line[] {
  const isDue = ({ done = Infinity, kind, card }: PostingAttempt): boolean =>
    done < now - GIVEN_UP && (heard[`${kind} ${card}`] ?? 0) > done;
  return attempts.filter(isDue).flatMap((attempt) => {
    const equal = attempts.filter((other) => other.done !== undefined && isAlike(other, attempt));
    const told = new Set(
      reports.filter((report) => mayBe(report, attempt)).map(({ transaction, id }) => transaction ?? id),
    );
    if (told.size >= equal.length) return [];
    return [{ ...lineOf(name, attempt), answered: equal.length, reported: told.size }];
  });
}

function isAlike(one: PostingAttempt, other: PostingAttempt): boolean {
  return one.kind === other.kind && one.card === other.card && one.value === other.value;
}

function mayBe(report: Report, { kind, card, value }: PostingAttempt): boolean {
  if (report.source === 'hand' || report.kind !== kind || report.card !== card) return false;
  return report.value === undefined || report.value === value;
}

function lineOf(name: string, { id, kind, card, value, first }: PostingAttempt): Line & Record<string, unknown> {
  const [, customer] = /^customer\/(.*)$/.exec(name) ?? [];
  return {
    at: new Date(first).toISOString(),
    operation: kind,
    ...(kind !== 'coupon' && { external_id: id }),
    ...(customer !== undefined && { customer_code: customer }),
    ...(kind !== 'coupon' && { card_type: card, value }),
  };
}

const iso = (at: number): string => new Date(at).toISOString();

const newestFirst = (one: Line, other: Line): number => other.at.localeCompare(one.at);
