/** What was reported of a lost answer: when it is asked for, what it ends and what it only shows. No time passes. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { ConversationRunner } from '../../src/flow/conversation-runner.js';
import { askDelay } from '../../src/flow/retry.js';
import type { Conversation } from '../../src/flow/conversation.js';
import { Journal } from '../../src/journal/journal.js';
import { PageMemory } from '../../src/journal/storage.js';
import { LoyaliteError } from '../../src/protocol/errors.js';
import type { OpenRecord } from '../../src/protocol/journal-record.js';
import type { Earn, Posting } from '../../src/protocol/operation.js';
import type { Reply } from '../../src/protocol/reply.js';
import type { Reported } from '../../src/protocol/reported.js';

const earn: Earn = {
  kind: 'earn',
  customerCode: '482193',
  cardType: 'point',
  amount: '85.50',
  externalId: 'A-1',
  manualCode: false,
};
const context = { maskedEmail: 'a***@gmail.com', verification: 'qr' } as const;
const answer = { confirmedBy: 'event', stamps: 4, points: 206 } as const;
const booked: Reported = { kind: 'booked', answer, isAnswered: false, reports: [] };
const evidence: Reported = { kind: 'evidence', reports: [{ at: 7, byHand: false }] };
const unknown: Reported = { kind: 'unknown' };
const lost: Reply = { kind: 'lost', reason: 'conflict', sent: true, error: new LoyaliteError('unreachable', '') };
const done: Reply = { kind: 'done', answer: { stamps: 4, points: 206 } };
const pin: Reply = { kind: 'pin', reason: 'required' };

const rest = async (): Promise<void> => {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
};

/** One window whose proxy takes in reports; `told` is what it says next, and `unknown` after that. */
class Screen {
  readonly sent: Posting[] = [];
  readonly asked: Posting[] = [];
  readonly pauses: { ms: number; end: () => void }[] = [];
  readonly states: Conversation[] = [];
  readonly journal: Journal;
  readonly runner: ConversationRunner;
  told: Reported[] = [];
  replies: Reply[] = [];
  isShown: boolean | undefined = true;
  beforeReply = (): Promise<void> => Promise.resolve();

  constructor(storage = new PageMemory(), hasScreen = true) {
    this.journal = new Journal({ endpoint: '', storage, memory: new PageMemory(), now: () => 1_780_000_000_000 });
    this.runner = new ConversationRunner({
      send: (operation) => {
        this.sent.push(operation as Posting);
        return this.beforeReply().then(() => this.replies.shift() ?? lost);
      },
      outcome: (operation) => {
        this.asked.push(operation);
        return Promise.resolve(this.told.shift() ?? unknown);
      },
      ...(hasScreen && { isShown: () => this.isShown ?? false }),
      journal: this.journal,
      lock: () => Promise.resolve(() => {}),
      pause: (ms, signal) =>
        new Promise((end) => {
          this.pauses.push({ ms, end });
          signal.addEventListener('abort', () => end());
        }),
      now: () => 0,
      random: () => 0,
      deadline: () => 10_000,
      onchange: (state) => this.states.push(state),
    });
  }

  get state(): Conversation {
    return this.runner.state;
  }

  async submit(...told: Reported[]): Promise<void> {
    this.told = told;
    this.runner.submit(earn, context);
    await rest();
  }

  async elapse(): Promise<void> {
    this.pauses.at(-1)!.end();
    await rest();
  }
}

describe('the pauses between two questions', () => {
  it('grow from less than a second, and there is an end to them', () => {
    const delays = Array.from({ length: 25 }, (_, count) => askDelay(count));
    const seconds = delays.map((ms) => ms && ms / 1000);
    expect(seconds.slice(0, 12)).to.deep.equal([0, 0.8, 0.8, 0.8, 2, 4, 8, 15, 30, 60, 120, 300]);
    expect(delays.filter((ms) => ms === null).length).to.equal(2);
  });
});

describe('a lost answer', () => {
  it('is asked about once at once, and is done by a report', async () => {
    const screen = new Screen();
    await screen.submit(booked);
    expect(screen.states.map(({ phase }) => phase)).to.deep.equal(['pending', 'unconfirmed', 'done']);
    expect(screen.state).to.deep.include({ phase: 'done', confirmedBy: 'event', answer });
    expect(screen.state).not.to.have.any.keys('lost', 'error', 'pinned');
    expect(screen.sent.length).to.equal(1);
    expect(screen.journal.trace(earn)).to.include({ kind: 'booked' });
    expect(screen.pauses).to.deep.equal([]);
  });

  it('is asked about with growing pauses until something is known', async () => {
    const screen = new Screen();
    await screen.submit(unknown, unknown, unknown, unknown, booked);
    await screen.elapse();
    await screen.elapse();
    await screen.elapse();
    expect(screen.state.phase).to.equal('unconfirmed');
    await screen.elapse();
    expect(screen.pauses.map(({ ms }) => ms)).to.deep.equal([800, 800, 800, 2_000]);
    expect(screen.state.phase).to.equal('done');
  });

  it('stays not known for ever where nothing is reported', async () => {
    const screen = new Screen();
    await screen.submit();
    for (let count = 0; count < 22; count += 1) await screen.elapse();
    expect(screen.asked.length).to.equal(23);
    await screen.elapse();
    expect(screen.asked.length).to.equal(23);
    expect(screen.states.map(({ phase }) => phase)).to.deep.equal(['pending', 'unconfirmed']);
  });

  it('shows evidence, and stays what it is', async () => {
    const screen = new Screen();
    await screen.submit(evidence);
    expect(screen.state).to.deep.include({ phase: 'unconfirmed', lost: true, reports: evidence.reports });
    expect(screen.journal.trace(earn)).to.include({ kind: 'open' });
  });

  it('keeps what was booked by hand since', async () => {
    const screen = new Screen();
    const reports = [{ at: 9, byHand: true }];
    await screen.submit({ ...booked, reports });
    expect(screen.state).to.deep.include({ phase: 'done', reports });
  });

  it('is not asked about again where nobody takes in reports', async () => {
    const screen = new Screen();
    await screen.submit({ kind: 'unsupported' });
    expect([screen.asked.length, screen.pauses.length]).to.deep.equal([1, 0]);
  });

  it('is not asked about while it is on no screen', async () => {
    const screen = new Screen();
    screen.isShown = false;
    await screen.submit(booked);
    expect([screen.asked.length, screen.state.phase]).to.deep.equal([0, 'unconfirmed']);
    screen.isShown = true;
    await screen.elapse();
    expect([screen.asked.length, screen.state.phase]).to.deep.equal([1, 'done']);
  });

  it('is not asked about by itself where there is no screen at all', async () => {
    const screen = new Screen(new PageMemory(), false);
    await screen.submit(booked);
    expect([screen.asked.length, screen.state.phase]).to.deep.equal([0, 'unconfirmed']);
  });

  it('is left alone once somebody put it off', async () => {
    const screen = new Screen();
    await screen.submit(unknown, booked);
    screen.runner.reset();
    await screen.elapse();
    expect([screen.asked.length, screen.state.phase]).to.deep.equal([1, 'idle']);
  });

  it('of an earlier page is asked about as it is shown', async () => {
    const storage = new PageMemory();
    await new Screen(storage, false).submit();
    const screen = new Screen(storage);
    screen.told = [booked];
    screen.runner.restore(screen.journal.unanswered()[0]!);
    await rest();
    expect([screen.sent.length, screen.state.phase, screen.state.confirmedBy]).to.deep.equal([0, 'done', 'event']);
    expect(screen.runner.customerContext).to.deep.include(context);
  });

  it('that another window has found out about is told as what it is', async () => {
    const storage = new PageMemory();
    const [first, second] = [new Screen(storage), new Screen(storage)];
    await first.submit(unknown);
    second.told = [unknown, booked];
    second.runner.restore(second.journal.unanswered()[0]!);
    await rest();
    await second.elapse();
    first.told = [booked];
    await first.elapse();
    expect(second.state).not.to.have.property('repeated');
    expect(first.state).to.include({ phase: 'done', repeated: true, confirmedBy: 'event' });
  });

  it('that was answered with other balances is never made certain', async () => {
    const screen = new Screen();
    screen.replies = [lost];
    screen.runner.submit(earn, { ...context, balances: { points: 500, stamps: 4 } });
    await rest();
    screen.replies = [done];
    screen.told = [unknown];
    screen.runner.submit(earn);
    await rest();
    expect(screen.state.error).to.include({ code: 'answer_mismatch' });
    const before = screen.asked.length;
    expect(screen.pauses.length).to.equal(1);
    screen.told = [booked];
    await screen.elapse();
    expect([screen.asked.length, screen.state.phase]).to.deep.equal([before, 'unconfirmed']);
  });
});

describe('a check', () => {
  it('asks what was reported first: then nothing is sent and no PIN is asked for', async () => {
    const screen = new Screen();
    await screen.submit(unknown);
    screen.told = [booked];
    screen.replies = [pin];
    screen.runner.submit(earn);
    await rest();
    expect([screen.sent.length, screen.state.phase, screen.state.confirmedBy]).to.deep.equal([1, 'done', 'event']);
    expect(screen.journal.trace(earn)).to.include({ kind: 'booked' });
  });

  it('asks the service where nothing was reported', async () => {
    const screen = new Screen();
    await screen.submit(unknown);
    screen.told = [evidence];
    screen.replies = [done];
    screen.runner.submit(earn);
    await rest();
    expect([screen.sent.length, screen.state.phase]).to.deep.equal([2, 'done']);
    expect(screen.state).not.to.have.property('confirmedBy');
  });

  it('is not held up by the question when the PIN was entered', async () => {
    const screen = new Screen();
    await screen.submit(unknown);
    screen.replies = [pin, done];
    screen.runner.submit(earn);
    await rest();
    const before = screen.asked.length;
    screen.runner.enter('1234');
    await rest();
    expect([screen.asked.length, screen.state.phase]).to.deep.equal([before, 'done']);
  });
});

describe('a report that another window was told while this one still had the operation under way', () => {
  it('makes the answer that comes then no news, with all that it says', async () => {
    const storage = new PageMemory();
    const [first, other] = [new Screen(storage), new Screen(storage)];
    let answered = (): void => undefined;
    first.replies = [done];
    const held = new Promise<void>((resolve) => (answered = resolve));
    first.beforeReply = () => held;
    await first.submit();
    other.told = [booked];
    other.runner.restore(other.journal.trace(earn) as OpenRecord);
    await rest();
    answered();
    await rest();
    expect([other.state.phase, other.state.repeated]).to.deep.equal(['done', undefined]);
    expect([first.state.phase, first.state.repeated]).to.deep.equal(['done', true]);
    expect(first.state.answer).to.deep.equal({ stamps: 4, points: 206 });
    expect(first.state).not.to.have.property('confirmedBy');
  });
});
