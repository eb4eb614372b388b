/** The runner with handed-in parts: what it sends, writes down, waits for and lets go, in which order. No time passes. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { ConversationRunner, type RunnerOptions, type SendAttempt } from '../../src/flow/conversation-runner.js';
import type { JournalRecord } from '../../src/protocol/journal-record.js';
import type { Conversation } from '../../src/flow/conversation.js';
import { Journal } from '../../src/journal/journal.js';
import { PageMemory } from '../../src/journal/storage.js';
import { LoyaliteError } from '../../src/protocol/errors.js';
import type { Earn, Find, Operation, RedeemCoupon } from '../../src/protocol/operation.js';
import type { PinReason, Reply } from '../../src/protocol/reply.js';

const earn: Earn = {
  kind: 'earn',
  customerCode: '482193',
  cardType: 'point',
  amount: '85.50',
  externalId: 'A-1',
  manualCode: false,
};
const coupon: RedeemCoupon = { kind: 'coupon', token: 'cq_1', manualCode: false };
const find: Find = { kind: 'find', by: 'code', text: '482193' };
const customerContext = { maskedEmail: 'a***@gmail.com', verification: 'qr' } as const;
const answer = { stamps: 0, points: 206 };

const done = { kind: 'done', answer } as const satisfies Reply;
const lost: Reply = { kind: 'lost', reason: 'network', sent: true, error: new LoyaliteError('unreachable', '') };
const offline: Reply = { ...lost, reason: 'offline', sent: false };
const refused = (code = 'insufficient_balance', status = 422): Reply => ({
  kind: 'refused',
  error: new LoyaliteError(code, '', { status }),
});
const pin = (reason: PinReason = 'required'): Reply => ({ kind: 'pin', reason });
const busy: Reply = { kind: 'busy', retryAfter: 2_000, error: new LoyaliteError('rate_limited', '', { status: 429 }) };

interface Sent extends SendAttempt {
  operation: Operation;
  reply: (reply: Reply) => void;
}

/** Lets everything happen that is going to happen by itself. */
const rest = async (): Promise<void> => {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
};

/** One window; several of them share a storage and locks. */
class TestWindow {
  readonly sent: Sent[] = [];
  readonly pauses: { ms: number; end: () => void }[] = [];
  readonly log: string[] = [];
  readonly journal: Journal;
  readonly runner: ConversationRunner;
  onstate: (state: Conversation) => void = () => {};
  clock = 0;

  constructor({ storage = new PageMemory(), ...more }: { storage?: PageMemory } & Partial<RunnerOptions> = {}) {
    this.journal = new Journal({ endpoint: '', storage, memory: new PageMemory(), now: () => 1_780_000_000_000 });
    this.runner = new ConversationRunner({
      send: (operation, attempt) => this.#send(operation, attempt),
      journal: this.journal,
      lock: () => Promise.resolve(() => this.log.push('unlock')),
      pause: (ms, signal) => this.#pause(ms, signal),
      now: () => this.clock,
      random: () => 0,
      deadline: () => 10_000,
      onchange: (state) => {
        this.log.push(state.phase);
        this.onstate(state);
      },
      ...more,
    });
  }

  get state(): Conversation {
    return this.runner.state;
  }

  /** Answers the request under way. */
  async reply(reply: Reply): Promise<void> {
    this.sent.at(-1)!.reply(reply);
    await rest();
  }

  async elapse(): Promise<void> {
    this.pauses.at(-1)!.end();
    await rest();
  }

  async submit(operation: Operation = earn): Promise<void> {
    this.runner.submit(operation, customerContext);
    await rest();
  }

  async enter(digits: string): Promise<void> {
    this.runner.enter(digits);
    await rest();
  }

  /** Loses every try of a turn. */
  async lose(): Promise<void> {
    for (let tries = 0; tries < 3; tries += 1) {
      await this.reply(lost);
      if (tries < 2) await this.elapse();
    }
  }

  #send(operation: Operation, attempt: SendAttempt): Promise<Reply> {
    this.log.push('send');
    return new Promise((reply) => this.sent.push({ operation, ...attempt, reply }));
  }

  #pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((end) => {
      this.pauses.push({ ms, end });
      signal.addEventListener('abort', () => end());
    });
  }
}

/** A lock that two windows can share: whoever comes second waits until the first lets go. */
function sharedLock(): RunnerOptions['lock'] {
  let last = Promise.resolve();
  let holders = 0;
  return async (_, onwait, signal) => {
    const before = last;
    let release = (): void => {};
    last = new Promise((resolve) => (release = resolve));
    if (holders++ > 0) onwait();
    await Promise.race([before, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
    return () => {
      holders -= 1;
      release();
    };
  };
}

const now = (): Promise<void> => Promise.resolve();
const traceOf = ({ journal }: TestWindow, operation = earn): JournalRecord['kind'] | undefined =>
  journal.trace(operation)?.kind;

describe('the runner and the journal', () => {
  it('writes a posting down before it is sent, and nothing of a look-up', async () => {
    const kinds: unknown[] = [];
    const window: TestWindow = new TestWindow({ send: () => (kinds.push(traceOf(window)), new Promise(() => {})) });
    await window.submit();
    expect(kinds).to.deep.equal(['open']);
    const other = new TestWindow();
    await other.submit(find);
    expect(other.journal.unanswered()).to.deep.equal([]);
  });

  it('books what was answered, with what was proven', async () => {
    const window = new TestWindow();
    await window.submit();
    await window.reply(pin());
    await window.enter('0007');
    await window.reply(done);
    expect(window.journal.trace(earn)).to.deep.include({
      kind: 'booked',
      answer,
      customerContext: { ...customerContext, verification: 'pin' },
    });
  });

  for (const [name, reply] of [
    ['the first pin_required', pin()],
    ['a refusal', refused()],
    ['a rate limit', busy],
    ['an offline browser', offline],
  ] as const) {
    it(`closes the open try with ${name}`, async () => {
      const window = new TestWindow();
      await window.submit();
      await window.reply(reply);
      expect(traceOf(window)).to.equal('closed');
    });
  }

  it('keeps it open once an answer was lost, whatever comes after but a success', async () => {
    const window = new TestWindow();
    await window.submit();
    await window.reply(lost);
    await window.elapse();
    for (const reply of [busy, pin()]) {
      await window.reply(reply);
      expect(traceOf(window)).to.equal('open');
      if (reply === busy) await window.elapse();
    }
    window.runner.cancel();
    expect(window.state.phase).to.equal('unconfirmed');
    expect(traceOf(window)).to.equal('open');
  });

  it('resumes what stands unanswered as it was sent, whatever is handed in, and for whom it was', async () => {
    const storage = new PageMemory();
    const [before, after] = [new TestWindow({ storage }), new TestWindow({ storage })];
    await before.submit();
    after.runner.submit(
      { ...earn, customerCode: '999999', amount: '1.00' },
      { maskedEmail: 'z***@b.c', verification: 'none' },
    );
    await rest();
    expect(after.sent[0]!.operation).to.deep.equal(earn);
    expect(after.runner.customerContext).to.deep.equal(customerContext);
    await after.reply(refused());
    expect(after.state.phase).to.equal('unconfirmed');
  });

  it('shows what an earlier page left, and sends only when somebody asks', async () => {
    const storage = new PageMemory();
    await new TestWindow({ storage }).submit();
    const window = new TestWindow({ storage });
    window.runner.restore(window.journal.unanswered()[0]!);
    await rest();
    expect(window.state).to.include({ phase: 'unconfirmed', restored: true });
    expect(window.sent).to.deep.equal([]);
    await window.submit();
    await window.reply(done);
    expect(window.state.phase).to.equal('done');
  });

  it('gives the booked result again for the same content, told as repeated, and sends nothing', async () => {
    const storage = new PageMemory();
    const first = new TestWindow({ storage });
    await first.submit();
    await first.reply(done);
    expect(first.state.repeated).to.equal(undefined);
    for (const window of [first, new TestWindow({ storage })]) {
      await window.submit();
      expect(window.state).to.deep.include({ phase: 'done', repeated: true, answer, bookedAt: 1_780_000_000_000 });
      expect(window.runner.customerContext).to.deep.equal(customerContext);
    }
    expect(first.sent).to.have.length(1);
  });

  it('refuses an id that was booked with other content, and sends nothing', async () => {
    const storage = new PageMemory();
    const first = new TestWindow({ storage });
    await first.submit();
    await first.reply(done);
    for (const change of [{ amount: '7.00' }, { customerCode: '517204' }, { cardType: 'stamp' as const }]) {
      const window = new TestWindow({ storage });
      await window.submit({ ...earn, ...change });
      expect(window.state.error).to.include({ code: 'id_reused', bookedAt: '2026-05-28T20:26:40.000Z' });
      expect(window.sent).to.deep.equal([]);
    }
  });

  it('ends as not known when the balances do not follow from the known ones, and is never sent again', async () => {
    const storage = new PageMemory();
    const [first, second] = [new TestWindow({ storage }), new TestWindow({ storage })];
    const redeem: Operation = { ...earn, kind: 'redeem', amount: '500', externalId: 'redeem_A-1' };
    first.runner.submit(redeem, { ...customerContext, balances: { points: 2450, stamps: 0 } });
    await rest();
    await first.reply({ kind: 'done', answer: { stamps: 0, points: 100 } });
    for (const window of [first, second]) {
      await window.submit(redeem);
      expect(window.state).to.include({ phase: 'unconfirmed' });
      expect(window.state.error).to.include({ code: 'answer_mismatch', retryable: false });
      expect(window.state.answer).to.equal(undefined);
    }
    expect([first.sent.length, second.sent.length]).to.deep.equal([1, 0]);
    expect(first.journal.unanswered()).to.deep.equal([]);
  });

  it('holds the answer to a check against what was known before the first try', async () => {
    const storage = new PageMemory();
    const first = new TestWindow({ storage });
    const redeem: Operation = { ...earn, kind: 'redeem', amount: '50', externalId: 'redeem_A-1' };
    first.runner.submit(redeem, { ...customerContext, balances: { points: 120, stamps: 0 } });
    await rest();
    const second = new TestWindow({ storage });
    // By now the customer was looked up again, and the first try was booked.
    second.runner.submit(redeem, { ...customerContext, balances: { points: 70, stamps: 0 } });
    await rest();
    await second.reply({ kind: 'done', answer: { stamps: 0, points: 70 } });
    expect(second.state.phase).to.equal('done');
  });

  it('believes a proxy that remembers the booking, and tells it as repeated', async () => {
    const window = new TestWindow();
    window.runner.submit(
      { ...earn, kind: 'redeem', amount: '50' },
      { ...customerContext, balances: { points: 70, stamps: 0 } },
    );
    await rest();
    await window.reply({ kind: 'done', answer: { stamps: 0, points: 70 }, bookedAt: 7 });
    expect(window.state).to.include({ phase: 'done', repeated: true, bookedAt: 7 });
  });

  it('does not call its own lost try repeated', async () => {
    const window = new TestWindow();
    await window.submit();
    await window.reply(lost);
    await window.elapse();
    await window.reply({ ...done, bookedAt: 7 });
    expect(window.state).to.include({ phase: 'done' }).and.not.to.have.property('repeated');
  });

  it('refuses an id that stands unanswered for another kind of operation', async () => {
    const window = new TestWindow();
    window.journal.open({ ...earn, kind: 'redeem' }, customerContext);
    await window.submit();
    expect(window.state).to.include({ phase: 'failed' }).and.to.have.nested.property('error.code', 'id_reused');
    expect(window.sent).to.deep.equal([]);
  });

  it('ends a submit of what is too old to be repeated, once, and sends nothing', async () => {
    const trace: JournalRecord = {
      kind: 'open',
      name: 'earn',
      operation: earn,
      customerContext,
      isSame: true,
      isFinal: true,
      isOwn: false,
      at: 0,
    };
    const journal = { trace: () => trace, open: () => {}, close: () => {}, book: () => {}, mark: () => {} };
    const window = new TestWindow({ journal });
    await window.submit();
    expect(window.state.error).to.include({ code: 'unconfirmed', retryable: false });
    expect(window.state.restored).to.equal(undefined);
    expect(window.log).to.deep.equal(['unconfirmed']);
  });
});

describe('a turn', () => {
  it('repeats with the same PIN from its own closure, and a later check goes without one', async () => {
    const window = new TestWindow();
    await window.submit();
    await window.reply(pin());
    await window.enter('0007');
    await window.lose();
    expect(window.state.phase).to.equal('unconfirmed');
    await window.submit();
    expect(window.sent.map((one) => one.pin)).to.deep.equal([undefined, '0007', '0007', '0007', undefined]);
    expect(JSON.stringify(window.state)).not.to.include('0007');
  });

  it('sends the very operation that was frozen, at every turn', async () => {
    const window = new TestWindow();
    const given = { ...earn };
    await window.submit(given);
    await window.reply(pin());
    expect(() => (given.amount = '1.00')).to.throw(TypeError);
    await window.enter('0007');
    await window.lose();
    await window.submit({ ...earn, amount: '2.00' });
    expect(new Set(window.sent.map(({ operation }) => operation)).size).to.equal(1);
  });

  it('shares one budget among its tries, and none of it goes into waits for a rate limit', async () => {
    const window = new TestWindow();
    await window.submit();
    window.clock = 9_000;
    await window.reply(lost);
    await window.elapse();
    window.clock = 10_000;
    await window.reply(busy);
    window.clock = 60_000;
    await window.elapse();
    expect(window.sent.map(({ deadline }) => deadline)).to.deep.equal([25_000, 15_750, 14_750]);
  });

  it('still has time for its next try after a till slept in a pause', async () => {
    const window = new TestWindow();
    await window.submit();
    await window.reply(lost);
    window.clock = 3_600_000;
    await window.elapse();
    expect(window.sent[1]!.deadline).to.equal(24_750);
  });

  it('takes anything thrown on the way for a lost answer', async () => {
    const window = new TestWindow({ send: () => Promise.reject(new TypeError('unexpected')) });
    await window.submit();
    expect(window.state).to.include({ phase: 'pending', lost: true, repeats: 1 });
  });

  it('is dropped when a newer look-up replaces it: its late answer changes nothing', async () => {
    const window = new TestWindow();
    await window.submit(find);
    await window.submit({ ...find, text: '517204' });
    expect(window.sent[0]!.signal.aborted).to.equal(true);
    window.sent[0]!.reply(refused('customer_not_found', 404));
    await rest();
    expect(window.state.phase).to.equal('pending');
  });

  it('ignores a second submit, a cancel and a reset while a posting is under way', async () => {
    const window = new TestWindow();
    await window.submit();
    await window.submit({ ...earn, externalId: 'A-2' });
    window.runner.cancel();
    window.runner.reset();
    expect(window.sent).to.have.length(1);
    expect(window.sent[0]!.signal.aborted).to.equal(false);
    expect(window.state.phase).to.equal('pending');
  });

  it('waits for a rate limit as told, can be canceled then, and sends nothing after that', async () => {
    const window = new TestWindow();
    await window.submit();
    await window.reply(busy);
    expect(window.pauses.at(-1)!.ms).to.equal(2_000);
    window.runner.cancel();
    await rest();
    expect(window.state.phase).to.equal('canceled');
    expect(window.sent).to.have.length(1);
  });

  it('goes on where a listener submits again from the ending itself', async () => {
    const window = new TestWindow();
    window.onstate = ({ phase, operation }) => {
      if (phase === 'done' && operation === first) window.runner.submit({ ...earn, externalId: 'A-2' });
    };
    const first = { ...earn };
    await window.submit(first);
    await window.reply(done);
    await window.reply(done);
    expect(window.sent.map(({ operation }) => (operation as Earn).externalId)).to.deep.equal(['A-1', 'A-2']);
    expect(window.state.phase).to.equal('done');
  });
});

describe('a coupon', () => {
  const restored = async (): Promise<TestWindow> => {
    const storage = new PageMemory();
    await new TestWindow({ storage }).submit(coupon);
    const window = new TestWindow({ storage });
    window.runner.restore(window.journal.unanswered()[0]!);
    return window;
  };

  it('that an earlier page left is checked when it is shown again, and its 409 is most likely our own', async () => {
    const window = await restored();
    await window.submit(coupon);
    expect(window.sent[0]!.operation).to.deep.equal(coupon);
    await window.reply(refused('coupon_already_used', 409));
    expect(window.state.error).to.include({ code: 'probably_redeemed' });
  });

  it('is not replaced by another one while it stands unanswered', async () => {
    const window = await restored();
    await window.submit({ ...coupon, token: 'cq_2' });
    expect(window.sent).to.deep.equal([]);
    expect(window.state.error)
      .to.include({ code: 'unconfirmed', retryable: true })
      .and.to.have.nested.property('cause.code', 'invalid_input');
  });

  it('that is most likely redeemed is never sent again, not even after a reset', async () => {
    const window = await restored();
    await window.submit(coupon);
    await window.reply(refused('coupon_already_used', 409));
    window.runner.reset();
    await window.submit(coupon);
    expect(window.sent).to.have.length(1);
    expect(window.state.error).to.include({ code: 'probably_redeemed', retryable: false });
  });
});

describe('the page that is asked before a booking leaves', () => {
  const asked = (): TestWindow & { say: (error: LoyaliteError | null) => Promise<void>; signals: AbortSignal[] } => {
    const signals: AbortSignal[] = [];
    let tell: (error: LoyaliteError | null) => void = () => {};
    const allow: RunnerOptions['allow'] = (_, signal) => {
      signals.push(signal);
      return new Promise((resolve) => (tell = resolve));
    };
    const say = (error: LoyaliteError | null): Promise<void> => {
      tell(error);
      return rest();
    };
    return Object.assign(new TestWindow({ allow }), { say, signals });
  };
  const refusal = new LoyaliteError('vetoed', '');

  it('holds it before the lock, the note and the first byte, and lets it go', async () => {
    const window = asked();
    await window.submit();
    expect(window.state).to.include({ phase: 'pending', held: true });
    expect([window.sent, window.journal.trace(earn)]).to.deep.equal([[], null]);
    await window.say(null);
    expect(window.state).to.not.have.property('held');
    await window.reply(done);
    expect([window.state.phase, window.sent.length]).to.deep.equal(['done', 1]);
  });

  it('refuses it: nothing is sent and nothing is left open', async () => {
    const window = asked();
    await window.submit();
    await window.say(refusal);
    expect(window.state).to.include({ phase: 'failed', error: refusal });
    expect([window.sent, window.journal.trace(earn), window.log.includes('unlock')]).to.deep.equal([[], null, false]);
  });

  it('is told when the cashier leaves, and what it says afterwards counts for nothing', async () => {
    const window = asked();
    await window.submit();
    window.runner.cancel();
    expect([window.state.phase, window.signals[0]!.aborted]).to.deep.equal(['canceled', true]);
    await window.say(null);
    expect([window.state.phase, window.sent]).to.deep.equal(['canceled', []]);
  });

  it('is asked once for a booking, not for its PIN, its new PIN or a check', async () => {
    const window = asked();
    await window.submit();
    await window.say(null);
    await window.reply(pin());
    window.runner.renew();
    await rest();
    await window.reply(pin());
    await window.enter('0007');
    await window.lose();
    expect(window.state.phase).to.equal('unconfirmed');
    await window.submit();
    await window.reply(done);
    expect([window.state.phase, window.signals.length]).to.deep.equal(['done', 1]);
  });

  it('is not asked about a look-up, nor about what is booked already', async () => {
    const window = asked();
    await window.submit(find);
    await window.reply({ kind: 'done', answer: { code: '482193' } as never });
    window.journal.book(earn, customerContext, answer);
    await window.submit();
    expect([window.state.phase, window.signals]).to.deep.equal(['done', []]);
  });
});

describe('two windows', () => {
  const pair = (more: Partial<RunnerOptions> = {}): TestWindow[] => {
    const storage = new PageMemory();
    const lock = sharedLock();
    return [0, 1].map(() => new TestWindow({ storage, lock, ...more }));
  };

  it('take turns: the second says so, sends nothing and receives the first one’s result', async () => {
    const [first, second] = pair() as [TestWindow, TestWindow];
    await first.submit();
    await second.submit();
    expect(second.state).to.include({ phase: 'pending', elsewhere: true });
    await first.reply(done);
    expect(second.state).to.deep.include({ phase: 'done', answer });
    expect(second.sent).to.deep.equal([]);
  });

  it('keep turns over the PIN: the lock is let go with the ending, not before', async () => {
    const [first, second] = pair({ pause: now }) as [TestWindow, TestWindow];
    await first.submit();
    await first.reply(pin());
    await second.submit();
    expect(second.state.elsewhere).to.equal(true);
    await first.enter('0007');
    await first.reply(done);
    expect(second.state.phase).to.equal('done');
  });

  it('end alike when the first is canceled', async () => {
    const [first, second] = pair({ pause: now }) as [TestWindow, TestWindow];
    await first.submit();
    await first.reply(pin());
    await second.submit();
    first.runner.cancel();
    await rest();
    expect([first, second].map(({ state }) => state.phase)).to.deep.equal(['canceled', 'canceled']);
  });

  it('both do not know when the first lost its answer; the second sends only when somebody asks', async () => {
    const [first, second] = pair({ pause: now }) as [TestWindow, TestWindow];
    await first.submit();
    await first.reply(pin());
    await second.submit();
    await first.enter('0007');
    for (let tries = 0; tries < 3; tries += 1) await first.reply(lost);
    expect(second.state).to.include({ phase: 'unconfirmed' });
    expect(second.sent).to.deep.equal([]);
    await second.submit();
    await second.reply(done);
    expect(second.state.phase).to.equal('done');
  });

  it('hold what was locked ahead: the first byte leaves within the submit, and the lock is let go with the ending', async () => {
    const log: string[] = [];
    const lockedAhead = (): (() => void) => () => log.push('let go');
    const window = new TestWindow({ lockedAhead, lock: () => Promise.reject(new Error('asked')) });
    window.runner.submit(earn, customerContext);
    expect([window.sent.length, traceOf(window)]).to.deep.equal([1, 'open']);
    await window.reply(done);
    expect([window.state.phase, log]).to.deep.equal(['done', ['let go']]);
  });

  it('look again before they believe: a note may arrive after the lock', async () => {
    const [first, second] = pair() as [TestWindow, TestWindow];
    await first.submit();
    await first.reply(pin());
    await second.submit();
    first.runner.cancel();
    await rest();
    expect(second.state.elsewhere).to.equal(true);
    first.journal.book(earn, customerContext, answer);
    await second.elapse();
    expect(second.state.phase).to.equal('done');
  });

  it('refuse the second one’s other content once the first is booked', async () => {
    const [first, second] = pair({ pause: now }) as [TestWindow, TestWindow];
    await first.submit();
    await first.reply(pin());
    await second.submit({ ...earn, customerCode: '999999' });
    await first.enter('0007');
    await first.reply(done);
    expect(second.state).to.include({ phase: 'failed' }).and.to.have.nested.property('error.code', 'id_reused');
  });

  it('can leave the wait, which is not known then and never canceled', async () => {
    const [first, second] = pair() as [TestWindow, TestWindow];
    await first.submit();
    await second.submit();
    second.runner.cancel();
    expect(second.state.phase).to.equal('unconfirmed');
    await first.reply(done);
    await second.submit();
    await rest();
    expect(second.state.phase).to.equal('done');
  });

  it('do not take silence for a canceled operation where they have no notes in common', async () => {
    const lock = sharedLock();
    const [first, second] = [new TestWindow({ lock, pause: now }), new TestWindow({ lock, pause: now })];
    await first.submit();
    await second.submit();
    await first.reply(done);
    expect(second.state.phase).to.equal('unconfirmed');
  });

  it('without locks, do not call failed or canceled what the other one sent too', async () => {
    for (const [reply, leave] of [
      [refused(), false],
      [pin(), true],
    ] as const) {
      const storage = new PageMemory();
      const [first, second] = [new TestWindow({ storage }), new TestWindow({ storage })];
      await first.submit();
      await second.submit();
      await second.reply(done);
      await first.reply(reply);
      if (leave) first.runner.cancel();
      expect(first.state.phase).to.equal('unconfirmed');
      await first.submit();
      expect(first.state.phase).to.equal('done');
    }
  });
});
