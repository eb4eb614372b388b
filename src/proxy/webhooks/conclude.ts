/**
 * What may be concluded from the service's own reports about an operation whose answer was lost. It is counting and never
 * pairing: reports carry no external id, so nobody can say which of two equal purchases one is about; but where there are as
 * many reports as operations that could have caused them, each of those was booked. A pure function of one page.
 *
 * Never concluded: that something was not booked; anything from a balance, a nearby value, a report of another moment or a
 * booking by hand. Whatever is in doubt counts against the conclusion: an operation explains a report already where it
 * merely may have caused it, while a report counts for one only where it fits exactly.
 */
import type { PostingAttempt, Page, Report } from './page.js';

/** What the service's reports say of one operation. */
export type Conclusion =
  | { readonly outcome: 'booked'; readonly at: number; readonly reports: readonly Report[] }
  | { readonly outcome: 'evidence'; readonly reports: readonly Report[] }
  | { readonly outcome: 'unknown' };

/** What has to be known to conclude. */
export interface Grounds {
  /** Since when every call under the merchant's keys is on these pages; `undefined` where others may hold a key. */
  readonly exclusiveSince: number | undefined;
  /** How long the proxy waits for an answer, in milliseconds. */
  readonly patience: number;
}

/** How far two clocks that were held against each other may still differ. */
export const SLACK = 2000;

/** Concludes about one attempt of a page. */
export function conclude(page: Page, attempt: PostingAttempt, grounds: Grounds): Conclusion {
  const fitting = page.reports.filter((report) => mayFit(report, attempt, grounds));
  const others = page.attempts.filter(
    (other) => other !== attempt && mayExplain(other, attempt) && overlaps(other, attempt, grounds.patience),
  );
  const counted = distinct(fitting.filter((report) => fitsExactly(report, attempt)));
  const first = counted[0];
  if (first && isCertain(page, attempt, grounds, others, counted.length)) {
    return { outcome: 'booked', at: first.at, reports: counted };
  }
  const shown = worthShowing(fitting, others);
  return shown.length > 0 ? { outcome: 'evidence', reports: shown } : { outcome: 'unknown' };
}

/** Whether so many reports can be explained only if this operation was booked. */
function isCertain(
  { cut }: Page,
  attempt: PostingAttempt,
  { exclusiveSince }: Grounds,
  others: readonly PostingAttempt[],
  count: number,
): boolean {
  if (exclusiveSince === undefined || attempt.first < exclusiveSince || !attempt.sure) return false;
  if (attempt.card === 'any' || attempt.value === undefined) return false;
  if (cut !== undefined && cut >= attempt.first - SLACK) return false;
  const explained = others.reduce((sum, other) => sum + most(other), 0);
  // More reports than all of them together can have caused: somebody else does hold a key.
  return count > explained && count <= explained + most(attempt);
}

/** What a cashier may be told without a conclusion: not what the answered operations have used up between them. */
function worthShowing(fitting: readonly Report[], others: readonly PostingAttempt[]): Report[] {
  const byHand = fitting.filter(({ source }) => source === 'hand');
  const reported = distinct(fitting.filter(({ source }) => source !== 'hand'));
  const used = others.filter(({ done }) => done !== undefined).length;
  return distinct([...byHand, ...(reported.length > used ? reported : [])]);
}

/**
 * The most bookings that one operation can have caused. That an earn's id books once is documented; of a redemption it is
 * likely and nowhere said.
 */
function most({ kind, tries }: PostingAttempt): number {
  return kind === 'redeem' ? tries : 1;
}

/** Reports of this operation's kind and moment; by hand too, because that is how a purchase is credited twice. */
function mayFit(report: Report, attempt: PostingAttempt, { patience }: Grounds): boolean {
  if (report.kind !== attempt.kind || (report.card !== attempt.card && attempt.card !== 'any')) return false;
  if (report.at < attempt.first - SLACK) return false;
  if (report.source === 'hand') return true;
  const isOfValue = report.value === undefined || report.value === attempt.value;
  return isOfValue && report.at <= attempt.last + patience + SLACK;
}

function fitsExactly(report: Report, attempt: PostingAttempt): boolean {
  return report.source === 'api' && report.value === attempt.value && report.transaction !== undefined && !report.early;
}

/** One report for each booking, oldest first. */
function distinct(reports: readonly Report[]): Report[] {
  const byTransaction = new Map([...reports].reverse().map((report) => [report.transaction ?? report.id, report]));
  return [...byTransaction.values()].sort((one, other) => one.at - other.at);
}

/** Whether another operation may have caused a report that fits this one. */
function mayExplain(other: PostingAttempt, attempt: PostingAttempt): boolean {
  if (other.kind !== attempt.kind) return false;
  if (other.card !== attempt.card && other.card !== 'any' && attempt.card !== 'any') return false;
  if (other.value === undefined || attempt.value === undefined || attempt.kind === 'coupon') return true;
  const distance = other.value - attempt.value;
  // The service rounds counts, gives one stamp at least and a card's size at most, which is not known for sure.
  if (attempt.kind === 'earn' && attempt.card === 'stamp') return distance >= -0.5 || attempt.value === 1;
  return Math.abs(distance) < (attempt.kind === 'earn' ? 0.01 : 1);
}

/** Whether another operation may have been booked in the time in which reports count for this one. */
function overlaps(other: PostingAttempt, attempt: PostingAttempt, patience: number): boolean {
  if (!other.sure) return true;
  return endOf(other) + SLACK >= attempt.first - SLACK && other.first - SLACK <= attempt.last + patience + SLACK;
}

/** When it was booked at the latest; without an answer to the last try nobody knows when the service gets to it. */
function endOf(attempt: PostingAttempt): number {
  const { done = -Infinity, last, open } = attempt;
  return open === 0 && done >= last && most(attempt) === 1 ? done : Infinity;
}
