/** The conversation as a table, phase by action, blanks included; then what each step keeps and what it forgets. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { idle, isCancelable, isCheckable, type Conversation } from '../../src/flow/conversation.js';
import { transition, type Action, type Step } from '../../src/flow/transition.js';
import { LoyaliteError } from '../../src/protocol/errors.js';
import type { Earn, Find, Operation, RedeemCoupon } from '../../src/protocol/operation.js';
import type { LossReason, PinReason, Reply } from '../../src/protocol/reply.js';

const earn: Earn = {
  kind: 'earn',
  customerCode: '482193',
  cardType: 'point',
  amount: '85.50',
  externalId: 'A-1',
  manualCode: false,
};
const other: Earn = { ...earn, externalId: 'A-2' };
const find: Find = { kind: 'find', by: 'code', text: '482193' };
const coupon: RedeemCoupon = { kind: 'coupon', token: 'cq_1', manualCode: false };
const answer = { stamps: 1, points: 206 };
const error = new LoyaliteError('insufficient_balance', '', { status: 422 });

const submit = (operation: Operation, lost?: boolean): Action => ({ type: 'submit', operation, ...(lost && { lost }) });
const reply = (given: Reply, spent = 0): Action => ({
  type: 'reply',
  reply: given,
  spent,
  budget: 25_000,
  random: 0.5,
});
const lost = (reason: LossReason): Reply => ({
  kind: 'lost',
  reason,
  sent: reason !== 'offline',
  error: new LoyaliteError('unreachable', '', { retryable: true }),
});
const pin = (reason: PinReason, remainingAttempts?: number): Reply => ({
  kind: 'pin',
  reason,
  ...(remainingAttempts !== undefined && { remainingAttempts }),
});
const refused = (code: string, status: number): Reply => ({
  kind: 'refused',
  error: new LoyaliteError(code, '', { status }),
});
const busy = (retryAfter?: number): Reply => ({
  kind: 'busy',
  error: new LoyaliteError('rate_limited', '', { status: 429 }),
  ...(retryAfter !== undefined && { retryAfter }),
});

/** The state that these actions lead to. */
const after = (...actions: Action[]): Conversation =>
  actions.reduce((state, action) => transition(state, action).state, idle);

const actions: Record<string, Action> = {
  submit: submit(other),
  cancel: { type: 'cancel' },
  reset: { type: 'reset' },
  enter: { type: 'enter' },
  renew: { type: 'renew' },
  restore: { type: 'restore', operation: other },
  'restore, asked': { type: 'restore', operation: other, asked: true },
  refuse: { type: 'refuse', error },
  elapsed: { type: 'elapsed' },
  elsewhere: { type: 'elsewhere' },
  held: { type: 'held' },
  alone: { type: 'alone' },
  taken: { type: 'taken', error },
  'booked there': { type: 'settled', answer },
  'given up there': { type: 'settled', answer: 'none' },
  'lost there': { type: 'settled', answer: 'lost' },
  done: reply({ kind: 'done', answer }),
  pin: reply(pin('required', 3)),
  dead: reply(pin('expired')),
  consent: reply({ kind: 'consent', error }),
  busy: reply(busy(2_000)),
  'busy for long': reply(busy(61_000)),
  refused: reply({ kind: 'refused', error }),
  lost: reply(lost('network')),
  'lost late': reply(lost('timeout'), 24_900),
  offline: reply(lost('offline')),
  conflict: reply(lost('conflict')),
};

const [lostOnce, elapsed] = [reply(lost('network')), { type: 'elapsed' } as const];
const states: Record<string, Conversation> = {
  idle,
  asking: after(submit(find)),
  sending: after(submit(earn)),
  'sending again': after(submit(earn), lostOnce, elapsed),
  pausing: after(submit(earn), lostOnce),
  waiting: after(submit(earn), reply(busy(2_000))),
  'waiting, lost': after(submit(earn, true), reply(busy(2_000))),
  held: after(submit(earn), { type: 'held' }),
  elsewhere: after(submit(earn), { type: 'elsewhere' }),
  'elsewhere, lost': after(submit(earn, true), { type: 'elsewhere' }),
  pin: after(submit(earn), reply(pin('required', 3))),
  'pin, lost': after(submit(earn, true), reply(pin('required', 3))),
  'dead challenge': after(submit(earn), reply(pin('exceeded'))),
  consent: after(submit({ kind: 'enrol', email: 'a@b.c' }), reply({ kind: 'consent', error })),
  done: after(submit(earn), reply({ kind: 'done', answer })),
  failed: after(submit(earn), reply({ kind: 'refused', error })),
  canceled: after(submit(earn), reply(pin('required', 3)), { type: 'cancel' }),
  unconfirmed: after(submit(earn, true), reply({ kind: 'refused', error })),
  final: after({ type: 'restore', operation: earn, final: true }),
  used: after({ type: 'restore', operation: coupon, doubt: 'used' }),
};

// `!` sends, `~` pauses first, `x` drops the request under way, `.` changes nothing, `-` cannot happen.
const tables = [
  `
                 | submit   | cancel       | reset | enter    | renew    | restore     | restore, asked | refuse
 idle            | pending! | .            | .     | .        | .        | unconfirmed | unconfirmed    | failed
 asking          | pending! | canceledx    | idlex | .        | .        | .           | unconfirmed    | .
 sending         | .        | .            | .     | .        | .        | .           | unconfirmed    | .
 sending again   | .        | .            | .     | .        | .        | .           | unconfirmed    | .
 pausing         | .        | .            | .     | .        | .        | .           | unconfirmed    | .
 waiting         | .        | canceledx    | idlex | .        | .        | .           | unconfirmed    | .
 waiting, lost   | .        | unconfirmedx | idlex | .        | .        | .           | unconfirmed    | .
 held            | .        | canceledx    | idlex | .        | .        | .           | unconfirmed    | .
 elsewhere       | .        | unconfirmedx | idlex | .        | .        | .           | unconfirmed    | .
 elsewhere, lost | .        | unconfirmedx | idlex | .        | .        | .           | unconfirmed    | .
 pin             | .        | canceledx    | idlex | pending! | pending! | .           | .              | .
 pin, lost       | .        | unconfirmedx | idlex | pending! | pending! | .           | .              | .
 dead challenge  | .        | canceledx    | idlex | .        | pending! | .           | .              | .
 consent         | pending! | canceledx    | idlex | .        | .        | .           | unconfirmed    | failed
 done            | pending! | .            | idlex | .        | .        | .           | unconfirmed    | failed
 failed          | pending! | .            | idlex | .        | .        | .           | unconfirmed    | failed
 canceled        | pending! | .            | idlex | .        | .        | .           | unconfirmed    | failed
 unconfirmed     | pending! | .            | idlex | .        | .        | .           | unconfirmed    | .
 final           | .        | .            | idlex | .        | .        | .           | unconfirmed    | .
 used            | .        | .            | idlex | .        | .        | .           | unconfirmed    | .
`,
  `
                 | elapsed  | held    | elsewhere | alone   | taken       | booked there | given up there | lost there
 idle            | .        | .       | .         | .       | .           | .            | .              | .
 asking          | -        | -       | -         | .       | -           | -            | -              | -
 sending         | -        | pending | pending   | .       | failed      | done         | canceled       | unconfirmed
 sending again   | -        | -       | pending   | .       | unconfirmed | done         | canceled       | unconfirmed
 pausing         | pending! | -       | -         | .       | -           | -            | -              | -
 waiting         | pending! | -       | -         | .       | -           | -            | -              | -
 held            | -        | -       | -         | pending | failed      | -            | -              | -
 elsewhere       | -        | -       | -         | pending | failed      | done         | canceled       | unconfirmed
 elsewhere, lost | -        | -       | -         | pending | unconfirmed | done         | canceled       | unconfirmed
 pin             | .        | .       | .         | .       | .           | .            | .              | .
 dead challenge  | .        | .       | .         | .       | .           | .            | .              | .
 consent         | .        | .       | .         | .       | .           | .            | .              | .
 done            | .        | .       | .         | .       | .           | .            | .              | .
 failed          | .        | .       | .         | .       | .           | .            | .              | .
 canceled        | .        | .       | .         | .       | .           | .            | .              | .
 unconfirmed     | .        | .       | .         | .       | .           | .            | .              | .
 final           | .        | .       | .         | .       | .           | .            | .              | .
 used            | .        | .       | .         | .       | .           | .            | .              | .
`,
  `
                | done | pin | dead | consent | busy     | busy for long | refused     | lost     | lost late   | offline     | conflict
 idle           | .    | .   | .    | .       | .        | .             | .           | .        | .           | .           | .
 asking         | done | -   | -    | consent | pending~ | failed        | failed      | pending~ | failed      | failed      | -
 sending        | done | pin | pin  | -       | pending~ | failed        | failed      | pending~ | unconfirmed | failed      | unconfirmed
 sending again  | done | pin | pin  | -       | pending~ | unconfirmed   | unconfirmed | pending~ | unconfirmed | unconfirmed | unconfirmed
 pin            | .    | .   | .    | .       | .        | .             | .           | .        | .           | .           | .
 dead challenge | .    | .   | .    | .       | .        | .             | .           | .        | .           | .           | .
 consent        | .    | .   | .    | .       | .        | .             | .           | .        | .           | .           | .
 done           | .    | .   | .    | .       | .        | .             | .           | .        | .           | .           | .
 failed         | .    | .   | .    | .       | .        | .             | .           | .        | .           | .           | .
 canceled       | .    | .   | .    | .       | .        | .             | .           | .        | .           | .           | .
 unconfirmed    | .    | .   | .    | .       | .        | .             | .           | .        | .           | .           | .
 final          | .    | .   | .    | .       | .        | .             | .           | .        | .           | .           | .
`,
];

const marks = { send: '!', pause: '~', drop: 'x' };
const written = (from: Conversation, { state, command }: Step): string =>
  state === from && !command ? '.' : state.phase + (command ? marks[command.type] : '');

const rows = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));

const meanings: Record<string, string> = {
  '.': 'changes nothing',
  '!': 'and sends',
  '~': 'and pauses',
  x: 'and drops the request',
};
const told = (cell: string): string => meanings[cell] ?? cell.replace(/[!~x]$/, (mark) => ` ${meanings[mark] ?? ''}`);

for (const table of tables) {
  const [[, ...names] = [], ...lines] = rows(table);
  for (const [row = '', ...cells] of lines) {
    describe(`the conversation at "${row}"`, () => {
      cells.forEach((cell, column) => {
        const name = names[column] ?? '';
        if (cell === '-') return;
        it(`on "${name}": ${told(cell)}`, () => {
          const from = states[row]!;
          expect(written(from, transition(from, actions[name]!))).to.equal(cell);
        });
      });
    });
  }
}

describe('a turn of the conversation', () => {
  it('freezes the operation at submit and repeats that very object at every turn', () => {
    const given = { ...earn };
    const started = after(submit(given));
    expect(Object.isFrozen(started.operation)).to.equal(true);
    const repeated = after(submit(given), reply(pin('required')), { type: 'enter' }, reply(lost('network')), {
      type: 'elapsed',
    });
    expect(repeated.operation).to.equal(started.operation);
  });

  it('sends the operation that stands there when an unconfirmed one is submitted, not the new one', () => {
    const { state } = transition(states['unconfirmed']!, submit(other));
    expect(state.operation).to.deep.equal(earn);
    expect(state.lost).to.equal(true);
  });

  it('repeats a lost turn twice and no more', () => {
    const twice = after(submit(earn), lostOnce, elapsed, lostOnce, elapsed);
    expect(twice.repeats).to.equal(2);
    expect(transition(twice, lostOnce).state).to.include({ phase: 'unconfirmed', loss: 'network' });
  });

  it('repeats with growing pauses, jittered by the number that is handed in', () => {
    const pause = (from: Conversation, random: number): number | undefined => {
      const { command } = transition(from, { type: 'reply', reply: lost('network'), spent: 0, budget: 25_000, random });
      return command?.type === 'pause' ? command.ms : undefined;
    };
    expect([0, 1].map((random) => pause(states['sending']!, random))).to.deep.equal([250, 500]);
    expect([0, 1].map((random) => pause(states['sending again']!, random))).to.deep.equal([500, 1_000]);
  });

  it('waits out a rate limit three times and no more', () => {
    const wait = reply(busy(2_000));
    const waited = after(submit(earn), wait, elapsed, wait, elapsed, wait, elapsed);
    expect(waited).to.include({ phase: 'pending', waits: 3 });
    expect(transition(waited, wait).state)
      .to.deep.include({ phase: 'failed' })
      .and.to.have.nested.property('error.code', 'rate_limited');
  });

  it('waits ten seconds for a look-up and sixty for a posting, all waits together', () => {
    const wait = reply(busy(8_000));
    expect(after(submit(find), wait, elapsed, wait).phase).to.equal('failed');
    expect(after(submit(earn), wait, elapsed, wait).phase).to.equal('pending');
    expect(after(submit(earn), reply(busy(40_000)), elapsed, reply(busy(40_000))).phase).to.equal('failed');
  });

  it('waits out a whole minute where the service asks for one, and ten seconds for a look-up', () => {
    const whole = (from: Action, ms: number): number | undefined => after(from, reply(busy(ms))).waiting;
    expect([whole(submit(earn), 60_000), whole(submit(find), 10_000)]).to.deep.equal([60_000, 10_000]);
    expect([whole(submit(earn), 60_001), whole(submit(find), 10_001)]).to.deep.equal([undefined, undefined]);
  });

  it('never waits less than it was told', () => {
    const { command, state } = transition(states['sending']!, reply(busy(7_000)));
    expect(command).to.deep.equal({ type: 'pause', ms: 7_250 });
    expect(state).to.include({ waiting: 7_250, waited: 7_250, waits: 1 });
  });

  it('starts counting afresh with the turn that carries the PIN', () => {
    const entered = after(submit(earn), reply(busy(2_000)), elapsed, reply(pin('required')), { type: 'enter' });
    expect(entered).to.include({ repeats: 0, waits: 0, waited: 0, pinned: true });
  });

  it('does not call an operation verified by a PIN once a new challenge was asked for', () => {
    const renewed = after(submit(earn), reply(pin('required')), { type: 'enter' }, reply(pin('expired')), {
      type: 'renew',
    });
    expect(renewed.pinned).to.equal(undefined);
    expect(
      after(submit(earn), reply(pin('required')), { type: 'enter' }, reply({ kind: 'done', answer })).pinned,
    ).to.equal(true);
  });

  it('takes a wrong PIN without tries left for a dead challenge', () => {
    const dead = after(submit(earn), reply(pin('required')), { type: 'enter' }, reply(pin('invalid', 0)));
    expect(dead.pin).to.deep.equal({ reason: 'exceeded', remainingAttempts: 0 });
    expect(transition(dead, { type: 'enter' })).to.deep.equal({ state: dead });
  });

  it('keeps the number of tries and the challenge for the overlay', () => {
    const asked = after(
      submit(earn),
      reply({ kind: 'pin', reason: 'required', remainingAttempts: 3, challengeId: 'c-1' }),
    );
    expect(asked.pin).to.deep.equal({ reason: 'required', remainingAttempts: 3, challengeId: 'c-1' });
  });
});

describe('an operation with a lost answer', () => {
  const endings: [string, Action[]][] = [
    ['a refusal', [reply({ kind: 'refused', error })]],
    ['a cancel at the PIN', [reply(pin('required')), { type: 'cancel' }]],
    ['a rate limit over budget', [reply(busy(61_000))]],
    ['an offline browser', [reply(lost('offline'))]],
  ];
  for (const [name, steps] of endings) {
    it(`ends unconfirmed with ${name}, and can be checked`, () => {
      const ended = after(submit(earn), lostOnce, elapsed, ...steps);
      expect(ended.phase).to.equal('unconfirmed');
      expect(ended.error).to.include({ code: 'unconfirmed', retryable: true });
      expect(isCheckable(ended)).to.equal(true);
    });
  }

  it('keeps the refusal as the cause', () => {
    expect(after(submit(earn), lostOnce, elapsed, reply({ kind: 'refused', error })).error?.cause).to.equal(error);
  });

  it('stays lost through PIN, wait and check until a success ends it', () => {
    const through = after(
      submit(earn),
      lostOnce,
      elapsed,
      reply(pin('required')),
      { type: 'enter' },
      reply(busy(2_000)),
      elapsed,
    );
    expect(through.lost).to.equal(true);
    const done = transition(through, reply({ kind: 'done', answer })).state;
    expect(done).to.include({ phase: 'done', answer });
    expect(done.lost).to.equal(undefined);
  });

  it('is not lost when nothing was sent, nor when it books nothing', () => {
    expect(after(submit(earn), reply(lost('offline'))))
      .to.include({ phase: 'failed' })
      .and.not.to.have.property('lost');
    expect(after(submit(find), lostOnce, elapsed, reply({ kind: 'refused', error })).phase).to.equal('failed');
  });

  for (const [code, status] of [
    ['coupon_already_used', 409],
    ['coupon_already_used', 422],
    ['something', 409],
  ] as const) {
    it(`is most likely redeemed when a coupon then meets ${status} ${code}, and is never sent again`, () => {
      const ended = after(submit(coupon), lostOnce, elapsed, reply(refused(code, status)));
      expect(ended.phase).to.equal('unconfirmed');
      expect(ended.error).to.include({ code: 'probably_redeemed', retryable: false });
      expect(isCheckable(ended)).to.equal(false);
      expect(transition(ended, submit(coupon))).to.deep.equal({ state: ended });
    });
  }

  it('leaves a coupon used that nothing was lost of', () => {
    expect(after(submit(coupon), reply(refused('coupon_already_used', 409))))
      .to.include({ phase: 'failed' })
      .and.to.have.nested.property('error.code', 'coupon_already_used');
  });
});

describe('an operation of an earlier page', () => {
  it('is shown as not known, to be checked by a tap', () => {
    const shown = after({ type: 'restore', operation: earn });
    expect(shown).to.deep.include({ phase: 'unconfirmed', operation: earn, lost: true, restored: true });
    expect(shown.error).to.include({ code: 'unconfirmed', retryable: true });
    expect(isCheckable(shown)).to.equal(true);
  });

  it('is final when it is too old, and most likely redeemed when its coupon was used', () => {
    expect(states['final']!.error).to.include({ code: 'unconfirmed', retryable: false });
    expect(states['used']!.error).to.include({ code: 'probably_redeemed', retryable: false });
  });

  it('is news rather than a memory once somebody asked for it', () => {
    const shown = after(submit(other), { type: 'restore', operation: earn, asked: true, cause: error });
    expect(shown).to.deep.include({ phase: 'unconfirmed', operation: earn }).and.not.have.property('restored');
    expect(shown.error?.cause).to.equal(error);
  });

  it('is sent with the token that is shown again where it is a coupon, whose token was not kept', () => {
    const restored = after({ type: 'restore', operation: { ...coupon, token: '' } });
    const { state, command } = transition(restored, submit(coupon, true));
    expect(state).to.deep.include({ phase: 'pending', operation: coupon, lost: true });
    expect(command).to.deep.equal({ type: 'send' });
  });
});

describe('the page that is asked first', () => {
  it('is no longer mentioned once it has let the booking go', () => {
    expect(states['held']).to.include({ held: true });
    expect(transition(states['held']!, actions['alone']!).state).to.not.have.property('held');
  });

  it('refuses with its own reason, and nothing counts as lost', () => {
    const { state } = transition(states['held']!, actions['taken']!);
    expect(state).to.deep.include({ phase: 'failed', error }).and.not.have.property('lost');
  });
});

describe('another window', () => {
  it('is no longer mentioned once it has let go', () => {
    expect(transition(states['elsewhere']!, actions['alone']!).state).to.not.have.property('elsewhere');
  });

  it('has the last word, even where an answer was lost here', () => {
    const [booked, givenUp] = [actions['booked there']!, actions['given up there']!].map(
      (action) => transition(states['elsewhere, lost']!, action).state,
    );
    expect(booked).to.deep.include({ phase: 'done', answer }).and.not.have.property('lost');
    expect(givenUp).to.include({ phase: 'canceled' }).and.not.have.property('lost');
  });
});

describe('isCancelable', () => {
  for (const [name, state] of Object.entries(states)) {
    it(`says of "${name}" what cancel does`, () => {
      expect(isCancelable(state)).to.equal(transition(state, { type: 'cancel' }).state !== state);
    });
  }
});
