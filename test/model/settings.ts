/** Where the searches begin: every kind of operation, every way of the service, one window and two. */
import type { Earn, Redeem, RedeemCoupon } from '../../src/protocol/operation.js';
import type { Setting } from './world.js';

const earn: Earn = {
  kind: 'earn',
  customerCode: '1',
  cardType: 'point',
  amount: '85.50',
  externalId: 'A',
  manualCode: false,
};
const other: Earn = { ...earn, customerCode: '2' };
const redeem: Redeem = {
  kind: 'redeem',
  customerCode: '1',
  cardType: 'point',
  amount: '50',
  externalId: 'A',
  manualCode: false,
};
const coupon: RedeemCoupon = { kind: 'coupon', token: 't', manualCode: false };

const base = { isGated: false, remembers: true, hasLocks: true } as const;
const replays = ['same', 'current', 'conflict'] as const;
const orders = ['before', 'after'] as const;

/** One window, each way of the service; an earn without a PIN is refused by nothing. */
export const alone: Setting[] = [earn, redeem, coupon].flatMap((wish) =>
  (wish.kind === 'earn' ? [true] : [true, false]).flatMap((isGated) =>
    orders.flatMap((order) =>
      (wish.kind === 'coupon' ? (['same'] as const) : replays).map((replay) => ({
        ...base,
        name: `${wish.kind}, ${isGated ? 'PIN' : 'no PIN'}, ${replay} ${order} the gate`,
        wishes: [[wish]],
        isGated,
        order,
        replay,
      })),
    ),
  ),
);

/** Two windows, and what they may be without. */
export const together: Setting[] = [
  { ...base, name: 'two windows, no PIN', wishes: [[redeem], [redeem]], order: 'after', replay: 'same' },
  { ...base, name: 'two windows, a 409', wishes: [[redeem], [redeem]], order: 'before', replay: 'conflict' },
  { ...base, name: 'two windows, PIN', wishes: [[redeem], [redeem]], isGated: true, order: 'after', replay: 'current' },
  { ...base, name: 'two windows, one coupon', wishes: [[coupon], [coupon]], order: 'before', replay: 'same' },
  { ...base, name: 'two windows, other content', wishes: [[earn], [other]], order: 'before', replay: 'same' },
  {
    ...base,
    name: 'two windows, no locks',
    wishes: [[redeem], [redeem]],
    hasLocks: false,
    order: 'after',
    replay: 'same',
  },
  {
    ...base,
    name: 'two windows, full storage',
    wishes: [[earn], [earn]],
    isFull: true,
    order: 'before',
    replay: 'same',
  },
  {
    ...base,
    name: 'two windows, full storage, PIN',
    wishes: [[earn], [earn]],
    isFull: true,
    isGated: true,
    order: 'before',
    replay: 'same',
  },
];

/** One window whose page gives an id to other content. */
export const changed: Setting[] = [
  { ...base, name: 'other content under one id', wishes: [[earn, other]], order: 'before', replay: 'same' },
];

/** An order's id that another till has used before, for somebody else. */
export const reused: Setting[] = (['same', 'current', 'conflict'] as const).map((replay) => ({
  ...base,
  name: `an id of another till, ${replay}`,
  wishes: [[redeem]],
  order: 'before',
  replay,
  taken: 'A',
}));

const [hour, year] = [3_600_000, 31_536_000_000];

/** A till whose clock is set right, or wrong, in the middle of it. */
export const jumping: Setting[] = Object.entries({
  '26 hours ahead': 26 * hour,
  'eight days ahead': 192 * hour,
  'a year ahead': year,
  'a year behind': -year,
  'in 1970': -1_780_000_000_000,
}).map(([name, jump]) => ({
  ...base,
  name: `a clock ${name}`,
  wishes: [[redeem]],
  order: 'before',
  replay: 'same',
  jump,
}));

/** `MODEL_DEEPER=2` goes two events deeper. */
const deeper = Number(process.env['MODEL_DEEPER'] ?? 0);

/** Every setting with the depth that `npm test` goes to. */
export const searches: { setting: Setting; depth: number }[] = [
  ...alone.map((setting) => ({ setting, depth: 7 + deeper })),
  ...changed.map((setting) => ({ setting, depth: 7 + deeper })),
  ...together.map((setting) => ({ setting, depth: 6 + deeper })),
  ...[...reused, ...jumping].map((setting) => ({ setting, depth: 5 + deeper })),
];
