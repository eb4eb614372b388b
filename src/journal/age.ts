/**
 * How old a note is, by a clock that cannot be trusted: a till without a battery begins in 1970, a wrong date is set right in the
 * middle of a sale. What a clock says decides nothing that could book twice or block an id for good.
 */

const minute = 60_000;
const day = 86_400_000;
/** No note was written before this package; an earlier date is a till that did not know the time. */
const epoch = Date.UTC(2025, 0);

/** Whether the two moments can be held against each other at all: not where a clock was wrong or was set back in between. */
const isComparable = (at: number, now: number): boolean => at >= epoch && now >= epoch && now - at >= -minute;

/** Whether something certain still stands: for a day at most, and not after the clock was set back beyond it. */
export const isRecent = (at: number, now: number): boolean => now - at >= -minute && now - at <= day - minute;

/** Whether what stands open is too old to be repeated. */
export const isOlderThanADay = (at: number, now: number): boolean => isComparable(at, now) && now - at > day;

/** Whether an id that stands open so long is free for whoever asks for it again. */
export const isStale = (at: number, now: number): boolean => isComparable(at, now) && now - at > 2 * day;
