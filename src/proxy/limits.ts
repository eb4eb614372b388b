/**
 * The vendor's calls per minute, shared among tills. When the budget is exhausted a till gets a reservation (a future
 * second) and `Retry-After` until then; one reservation per till keeps it fair. A till that was served within the last
 * minute queues behind every reservation, and none takes more than its share.
 * Knows nothing of routes and customers; the arithmetic is a pure function of whole seconds.
 */
import { ProxyRefusal } from './answer.js';
import type { AtomicStore } from './atomic-store.js';
import type { BucketName } from './routes.js';

/** The vendor's minute, and one second more because moments are kept as whole seconds. */
const WINDOW = 61;
/** Seconds that a reservation is kept for a till that comes late. */
const GRACE = 10;
/** Nothing is reserved further away; the queue stays bounded. */
const HORIZON = 600;

/** A call that was let through: when, whose, and how many of them in that second. */
type Served = readonly [second: number, session: string, count: number];

/** A till that has to come back, and the second that is reserved for it. */
type Reservation = readonly [second: number, session: string];

/** What is known of one bucket. */
export interface Bucket {
  readonly served: readonly Served[];
  readonly reserved: readonly Reservation[];
}

/** How much of a bucket there is a minute: for all, and for one till. */
export interface Quota {
  readonly all: number;
  readonly each: number;
}

/** An empty bucket. */
export const emptyBucket: Bucket = { served: [], reserved: [] };

/** Lets a call through (`wait` is 0) or gives the seconds until it will be, and the bucket as it is then. */
export function admit(bucket: Bucket, session: string, second: number, quota: Quota): { bucket: Bucket; wait: number } {
  const served = bucket.served.filter(([at]) => at > second - WINDOW);
  // Only a clock that was set back can make a reservation lie further away than any that is given.
  const reserved = bucket.reserved.filter(([at]) => at + GRACE > second && at <= second + HORIZON);
  const mine = reserved.find(([, owner]) => owner === session);
  if (mine && mine[0] > second) return { bucket: { served, reserved }, wait: mine[0] - second };
  const others = reserved.filter((entry) => entry !== mine);
  const slot = mine ? second : firstSlot({ served, reserved: others }, session, second, quota);
  if (slot === second) return { bucket: { served: withCall(served, second, session), reserved: others }, wait: 0 };
  const kept = slot - second > HORIZON ? others : [...others, [slot, session] as const];
  return { bucket: { served, reserved: kept }, wait: slot - second };
}

/** The first second at which a till can be let through without breaking a reservation or a minute. */
function firstSlot(bucket: Bucket, session: string, second: number, quota: Quota): number {
  const own = bucket.served.filter(([, owner]) => owner === session);
  const each = own.map(toSpan);
  // A reservation counts from the moment it is due to the last one it can be taken at, so that no late till breaks a minute.
  const all = [
    ...bucket.served.map(toSpan),
    ...bucket.reserved.map(([at]) => ({ from: at, to: at + GRACE, count: 1 })),
  ];
  const start = own.length > 0 ? Math.max(second, ...bucket.reserved.map(([at]) => at)) : second;
  // There can be more room only when a call leaves the window.
  const later = all.map((span) => span.to + WINDOW).filter((slot) => slot > start && slot <= second + HORIZON);
  const slot = [start, ...later.sort((a, b) => a - b)].find((from) => {
    const to = from === second ? from : from + GRACE;
    return fits(all, from, to, quota.all) && fits(each, from, to, quota.each);
  });
  return slot ?? second + HORIZON + 1;
}

/** Calls that were, or will be, at some time between two seconds. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

function toSpan([at, , count]: Served): Span {
  return { from: at, to: at, count };
}

/** Whether one more call between two seconds keeps every window that may hold it within the limit. */
function fits(spans: readonly Span[], from: number, to: number, limit: number): boolean {
  // Going through time, a window gets fuller only where a span begins.
  const ends = [from, ...spans.map((span) => span.from).filter((end) => end > from && end < to + WINDOW)];
  return ends.every((end) => {
    const inside = spans.filter((span) => span.from <= end && span.to > end - WINDOW);
    return inside.reduce((sum, span) => sum + span.count, 0) < limit;
  });
}

function withCall(served: readonly Served[], second: number, session: string): readonly Served[] {
  const same = served.find(([at, owner]) => at === second && owner === session);
  const rest = served.filter((entry) => entry !== same);
  return [...rest, [second, session, (same?.[2] ?? 0) + 1]];
}

/** Acquires a call from a bucket, or refuses with the seconds to wait. */
export async function acquire(
  store: AtomicStore,
  name: BucketName,
  session: string,
  now: number,
  quota: Quota,
): Promise<void> {
  // Rounded up, a second never starts before the moment it stands for.
  const second = Math.ceil(now / 1000);
  const wait = await store.change(`limit:${name}`, (HORIZON + WINDOW) * 1000, (before) => {
    const step = admit(before === undefined ? emptyBucket : parse(before), session, second, quota);
    return { after: JSON.stringify(step.bucket), result: step.wait };
  });
  if (wait > 0) throw new ProxyRefusal('rate_limited', { retryAfter: wait });
}

function parse(text: string): Bucket {
  return JSON.parse(text) as Bucket;
}
