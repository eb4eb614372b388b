/**
 * What is kept of one customer, or of one coupon, to be counted later: what the proxy sent, and what the service reported.
 * Plain data and the changes to it; knows neither store nor clock. No name, no address, no PIN and no token is among it.
 */

/** What a posting moves; `any` where the till did not say, so that it may have been either. */
export type Card = 'point' | 'stamp' | 'coupon' | 'any';

/** One operation of a till, all its tries together. Times are the service's, in milliseconds since 1970. */
export interface PostingAttempt {
  /** The external id; for a coupon the key that the till sends with each try. */
  readonly id: string;
  readonly kind: 'earn' | 'redeem' | 'coupon';
  readonly card: Card;
  /** The amount or count as it was sent; missing where it was none. */
  readonly value?: number;
  /** When the first try left that may have been booked, and the last one. */
  readonly first: number;
  readonly last: number;
  readonly tries: number;
  /** Tries whose answer is still to come. */
  readonly open: number;
  /** Whether a try ended without an answer that says what came of it. */
  readonly lost: boolean;
  /** When the service answered that it is booked, for the last time. */
  readonly done?: number;
  /** Whether the times were held against the service's own clock. */
  readonly sure: boolean;
}

/** One booking that the service reported by itself. */
export interface Report {
  /** The delivery, which may come again. */
  readonly id: string;
  /** The service's own name for the booking; several events may tell of one. */
  readonly transaction?: string;
  /** `full` is the coupon of a card that an earn has filled. */
  readonly kind: PostingAttempt['kind'] | 'full';
  readonly card: Card;
  readonly value?: number;
  readonly at: number;
  /** `api` is any holder of the key, `hand` the merchant app. */
  readonly source: 'api' | 'hand' | 'unknown';
  /** Whether it claims to be of a moment that had not come yet when it arrived. */
  readonly early?: true;
  readonly coupon?: { readonly id: string; readonly name: string };
}

/** All that is known of one customer or coupon. */
export interface Page {
  readonly attempts: readonly PostingAttempt[];
  readonly reports: readonly Report[];
  /** The newest moment of which something was dropped for want of room. */
  readonly cut?: number;
}

/** A page on which nothing stands. */
export const emptyPage: Page = { attempts: [], reports: [] };

/** How long a line stands, so that a manager finds on Monday what stayed open on Friday. */
export const KEPT = 3 * 24 * 60 * 60 * 1000;
/** More than a customer does in three days, and no more than can be read in one go. */
const MOST = 100;

/** The page without what is too old, and with no more lines than there is room for. */
export function tidy(page: Page, now: number): Page {
  const attempts = page.attempts.filter(({ last }) => last > now - KEPT);
  const reports = page.reports.filter(({ at }) => at > now - KEPT);
  const dropped = [
    ...attempts.slice(0, Math.max(0, attempts.length - MOST)).map(({ last }) => last),
    ...reports.slice(0, Math.max(0, reports.length - MOST)).map(({ at }) => at),
  ];
  const cut = Math.max(page.cut ?? -Infinity, ...dropped);
  return {
    attempts: attempts.slice(-MOST),
    reports: reports.slice(-MOST),
    ...(cut > now - KEPT && { cut }),
  };
}

/** The page with one more report, or as it was where the delivery is known already. */
export function withReport(page: Page, report: Report): Page {
  return page.reports.some(({ id }) => id === report.id) ? page : { ...page, reports: [...page.reports, report] };
}

/** What a try is of. */
export type Subject = Pick<PostingAttempt, 'id' | 'kind' | 'card' | 'value'>;

/** Whether two are tries of the same operation: the same id under other content is another one. */
export function isSame(one: Subject, other: Subject): boolean {
  return one.id === other.id && one.kind === other.kind && one.card === other.card && one.value === other.value;
}

/** The page with a try that is about to leave. */
export function withTry(page: Page, subject: Subject, at: number, sure: boolean): Page {
  const known = page.attempts.find((one) => isSame(one, subject));
  const { id, kind, card, value } = subject;
  const next: PostingAttempt = known
    ? {
        ...known,
        last: Math.max(at, known.last),
        tries: known.tries + 1,
        open: known.open + 1,
        sure: known.sure && sure,
      }
    : {
        id,
        kind,
        card,
        ...(value !== undefined && { value }),
        first: at,
        last: at,
        tries: 1,
        open: 1,
        lost: false,
        sure,
      };
  return { ...page, attempts: [...page.attempts.filter((one) => one !== known), next] };
}

/** What came of a try: booked, certainly not, or nobody knows. */
export type Outcome = 'done' | 'refused' | 'lost';

/**
 * The page after a try has ended at `at`. `skew` corrects an only try that left before the service's clock was known. What
 * was refused and never lost is taken off: it can explain nothing.
 */
export function withOutcome(
  page: Page,
  subject: Subject,
  outcome: Outcome,
  at: number,
  skew: number | undefined,
): Page {
  const known = page.attempts.find((one) => isSame(one, subject));
  if (!known) return page;
  const settled = correct(
    { ...known, open: Math.max(0, known.open - 1), lost: known.lost || outcome === 'lost' },
    skew,
  );
  const next = outcome === 'done' ? { ...settled, done: Math.max(at, settled.done ?? at) } : settled;
  const isNothing = next.open === 0 && !next.lost && next.done === undefined;
  const attempts = page.attempts.filter((one) => one !== known);
  return { ...page, attempts: isNothing ? attempts : [...attempts, next] };
}

function correct(attempt: PostingAttempt, skew: number | undefined): PostingAttempt {
  if (attempt.sure || skew === undefined || attempt.tries > 1) return attempt;
  return { ...attempt, first: attempt.first + skew, last: attempt.last + skew, sure: true };
}
