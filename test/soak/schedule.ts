/** One schedule: who wants what, and what goes wrong with which request. It is a pure function of its seed. */
import type { Posting } from '../../src/protocol/operation.js';
import type { Fault, Preset, Replay } from '../../src/sandbox.js';
import { createChance, pick, seedOf } from './chance.js';
import type { EventFate } from './left-alone.js';

/** What happens to one request. */
export interface Trouble {
  fault: Fault | 'none';
  /** Between till and proxy, or between proxy and service. */
  leg: 'front' | 'back';
  /** It is held until the other window has acted, or the page was reloaded. */
  hold: 'before' | 'after' | 'no';
  /** The browser sends it a second time by itself when its connection dies. */
  isRepeated: boolean;
}

/** Everything that a schedule starts from. */
export interface Schedule {
  seed: number;
  replay: Replay;
  preset: Preset;
  /** Through the proxy, or through a pass-through that remembers nothing. */
  path: 'proxy' | 'plain';
  /** A page on plain `http://` has no locks. */
  hasLocks: boolean;
  /** Storage takes nothing more. */
  isFull: boolean;
  /** What each window wants. */
  wishes: Posting[];
  /** How many things the cashiers do before the trouble ends. */
  steps: number;
  /** What happens to the event of its booking; missing where the service posts none. */
  event?: EventFate;
  /** Another till books the same for the same customer, and may lose the answer. */
  neighbour: 'none' | 'answered' | 'lost';
  /** The line between proxy and service loses nearly every answer until the trouble ends. */
  hasOutage: boolean;
  troubleOf(request: string): Trouble;
}

const faults: Readonly<Record<Fault | 'none', number>> = {
  none: 28,
  'drop-after': 16,
  'error-after': 7,
  'drop-before': 7,
  'error-before': 4,
  html: 3,
  'html-after': 4,
  redirect: 2,
  truncated: 6,
  stalled: 4,
  drip: 2,
  'rate-limited': 4,
  'clock-skew': 2,
  malformed: 4,
  'other-shape': 4,
  silent: 6,
};
const outages = { 'drop-after': 3, 'error-after': 1, silent: 1 } as const;
/** Nothing goes wrong. */
export const calm: Trouble = { fault: 'none', leg: 'front', hold: 'no', isRepeated: false };

const booking = { customerCode: '482193', manualCode: false } as const;
const wishes: Readonly<Record<'points' | 'stamps' | 'redeem' | 'coupon', Posting>> = {
  points: { kind: 'earn', ...booking, cardType: 'point', amount: '85.50', externalId: 'A-1' },
  // The card of this customer is full with one more.
  stamps: { kind: 'earn', ...booking, customerCode: '517204', cardType: 'stamp', amount: '1', externalId: 'A-1' },
  // All the points there are: what is asked for twice is not covered twice.
  redeem: { kind: 'redeem', ...booking, cardType: 'point', amount: '120', externalId: 'redeem_A-1' },
  coupon: { kind: 'coupon', token: 'cq_free_coffee', manualCode: false },
};

const fates: Readonly<Record<EventFate, number>> = {
  none: 50,
  late: 15,
  twice: 10,
  never: 8,
  'out-of-order': 4,
  'wrong-signature': 5,
  'by-hand': 8,
};

/** What the service's events add to a schedule, which is otherwise the same as without them. */
function eventsOf(seed: number, wish: Posting): Pick<Schedule, 'event' | 'neighbour' | 'hasOutage'> {
  const chance = createChance(seedOf(seed, 'events'));
  const isPoints = wish.kind === 'earn' && wish.cardType === 'point';
  // By hand points are given; taken, they would make the answer to a redemption one that cannot be.
  const event = pick(chance, wish.kind === 'earn' ? fates : { ...fates, 'by-hand': 0 });
  return {
    event,
    neighbour: isPoints ? pick(chance, { none: 3, answered: 1, lost: 1 }) : 'none',
    hasOutage: chance() < 0.6,
  };
}

/** The schedule of a seed. */
export function createSchedule(seed: number, hasEvents = false): Schedule {
  const chance = createChance(seedOf(seed, 'schedule'));
  const wish = wishes[pick(chance, { points: 3, stamps: 2, redeem: 3, coupon: 2 })];
  const path = pick(chance, { proxy: 3, plain: 1 });
  const hasTwoWindows = chance() < 0.4;
  // Windows without common notes cannot know of each other's coupons, which have no id, nor of other content under an id.
  const isFull = chance() < 0.04 && wish.kind !== 'coupon';
  const other: Posting = wish.kind === 'coupon' || isFull || chance() < 0.85 ? wish : { ...wish, amount: '7' };
  const schedule = {
    seed,
    replay: pick(chance, { same: 1, current: 1, conflict: 1, refuse: 1 }),
    preset: pick(chance, { standard: 1, balanced: 1, strict: 1 }),
    path,
    hasLocks: !hasTwoWindows || chance() < 0.85,
    isFull,
    wishes: hasTwoWindows ? [wish, other] : [wish],
    steps: 3 + Math.floor(chance() * 8),
    ...(hasEvents ? eventsOf(seed, wish) : { neighbour: 'none' as const, hasOutage: false }),
  } as const;
  return { ...schedule, wishes: [...schedule.wishes], troubleOf: (request) => troubleOf(schedule, wish, request) };
}

function troubleOf(
  { seed, path, hasOutage }: Pick<Schedule, 'seed' | 'path' | 'hasOutage'>,
  wish: Posting,
  request: string,
): Trouble {
  // What the browser sent by itself arrives.
  if (request.endsWith('again')) return calm;
  const chance = createChance(seedOf(seed, request));
  if (hasOutage && chance() < 0.85) return { ...calm, fault: pick(chance, outages), leg: 'back' };
  const fault = pick(chance, faults);
  const leg = pick(chance, { front: 3, back: 1 });
  const hold = pick(chance, { no: 85, before: 6, after: 9 });
  const isDropped = leg === 'front' && fault.startsWith('drop-');
  // A coupon that the browser itself sends twice is told from a used one by the proxy's memory alone.
  const isTold = wish.kind !== 'coupon' || path === 'proxy';
  return { fault, leg, hold, isRepeated: isDropped && isTold && chance() < 0.3 };
}
