/**
 * Plays one schedule: cashiers who tap while things go wrong, then a calm in which everything unanswered is checked. In the end
 * every word that was on a screen is held against the service's own ledger.
 */
import { isCheckable, type Conversation } from '../../src/flow/conversation.js';
import { PageMemory } from '../../src/journal/storage.js';
import type { Posting, Redeem } from '../../src/protocol/operation.js';
import type { LedgerEntry } from '../../src/sandbox.js';
import { createChance, pick, seedOf, type Chance } from './chance.js';
import { Clock } from './clock.js';
import { patience, type LeftAlone } from './left-alone.js';
import { Locks } from './locks.js';
import { createSchedule, type Schedule } from './schedule.js';
import { Lane, type Servers } from './servers.js';
import { Window, type Surroundings } from './window.js';

/** What came of a schedule. */
export interface Outcome {
  schedule: Schedule;
  /** What went wrong on the way. */
  struck: string[];
  lostAfterCommit: number;
  endings: string[];
  /** Sentences on everything that must not be; empty is good. */
  faults: string[];
  /** What happened, in order. */
  story: string[];
  /** Lost answers that nobody touched while events came in. */
  leftAlone: LeftAlone[];
}

/** A word that was on a screen. */
interface Ending {
  at: number;
  phase: 'done' | 'failed' | 'canceled';
  code: string;
  operation: Posting | undefined;
}

const [minute, day] = [60_000, 86_400_000];

/** Storage with no room left. */
class FullStorage extends PageMemory {
  override setItem(): never {
    throw new DOMException('full', 'QuotaExceededError');
  }
}

class Play {
  readonly #schedule: Schedule;
  readonly #chance: Chance;
  readonly #lane: Lane;
  readonly #locks = new Locks(() => this.#wake());
  readonly #around: Surroundings;
  readonly #windows: Window[];
  readonly #endings: Ending[] = [];
  readonly #faults: string[] = [];
  readonly #story: string[] = [];
  /** Moments of taps and of bookings, on one scale. */
  #moment = 0;
  #taps: number[] = [];
  #bookings: number[] = [];
  readonly #clock = new Clock();
  /** By the window that its answer was lost in. */
  readonly #leftAlone = new Map<number, LeftAlone>();
  readonly #untouched = new Set<number>();
  /** What each window wants. */
  #wishes: readonly Posting[];
  #isDayOver = false;
  #extra: string[] = [];
  #wakers: (() => void)[] = [];
  /** Redemptions that a page was told of and the till has not stored yet, by window. */
  readonly #heard = new Map<string, Redeem>();
  /** What the till took off the sale, by the id of the redemption. */
  readonly #discounts = new Map<string, number>();
  /** How often a redemption was told as news. */
  #news = 0;

  constructor(seed: number, servers: Servers, hasEvents: boolean) {
    const schedule = createSchedule(seed, hasEvents);
    this.#schedule = schedule;
    this.#wishes = schedule.wishes;
    this.#chance = createChance(seedOf(seed, 'cashier'));
    const windowOf = (request: string): Window | undefined =>
      this.#windows.find(({ name }) => request.startsWith(`${name}.`));
    const listener = {
      ontrouble: (request: string, what: string) => this.#story.push(`   ${request}: ${what}`),
      onheld: (request: string) => {
        windowOf(request)?.hold(request);
        this.#wake();
      },
      onsilence: (request: string) => windowOf(request)?.giveUp(request),
    };
    this.#lane = new Lane(servers, schedule, listener, () => this.#clock.now);
    servers.lanes.set(String(seed), this.#lane);
    this.#around = {
      lane: () => this.#lane,
      locks: this.#locks,
      hasLocks: schedule.hasLocks,
      storage: schedule.isFull ? new FullStorage() : new PageMemory(),
      clock: this.#clock,
      hasEvents,
      onasked: () => this.#wake(),
      random: createChance(seedOf(seed, 'jitter')),
      onchange: (window, state) => this.#onChange(window, state),
    };
    this.#windows = schedule.wishes.map((_, index) => this.#openWindow(`w${index}`, index));
  }

  async run(): Promise<Outcome> {
    await this.#prepare();
    for (let step = 0; step < this.#schedule.steps; step += 1) {
      await this.#quiet();
      await this.#act(Math.floor(this.#chance() * this.#windows.length));
    }
    await this.#resolve();
    this.#audit();
    for (const window of this.#windows) window.close();
    return {
      schedule: this.#schedule,
      struck: [...this.#lane.struck, ...this.#extra],
      lostAfterCommit: this.#lane.lostAfterCommit,
      endings: this.#windows.map(({ state }) => state.phase + (state.error ? ` ${state.error.code}` : '')),
      faults: this.#faults,
      story: this.#story,
      leftAlone: [...this.#leftAlone.values()],
    };
  }

  /** Where events are taken in, coupons are those that this shop's proxy has seen issued. */
  async #prepare(): Promise<void> {
    const token = await this.#lane.prepare();
    if (token === undefined) return;
    this.#wishes = this.#wishes.map((wish) => ({ ...wish, token, key: 'key-of-the-coupon' }));
  }

  /** The customer is looked up anew by each page. */
  #openWindow(name: string, index: number): Window {
    const wish = this.#wishes[index]!;
    const { points, stamps } = this.#lane.sandbox.phone(wish.kind === 'coupon' ? '482193' : wish.customerCode);
    return new Window(name, this.#around, {
      maskedEmail: 'a***@gmail.com',
      verification: 'qr',
      balances: { points, stamps },
    });
  }

  /** A page is told of a redemption: it is to take its worth off the sale, once. */
  #hear({ name }: Window, { phase, operation, repeated }: Conversation): void {
    if (phase !== 'done' || operation?.kind !== 'redeem') return;
    if (!repeated) this.#news += 1;
    this.#heard.set(name, operation);
  }

  /** As README has it: a sale's discounts stand under the ids of their redemptions. */
  #store(name: string): void {
    const redemption = this.#heard.get(name);
    if (redemption) this.#discounts.set(redemption.externalId, Number(redemption.amount));
    this.#heard.delete(name);
  }

  #wake(): void {
    for (const wake of this.#wakers.splice(0)) wake();
  }

  /** Until nothing moves by itself; a till that never comes to rest has no way out. */
  async #quiet(): Promise<void> {
    for (let turns = 0; this.#windows.some((window) => window.isMoving); turns += 1) {
      if (turns > 500) throw new Error(`schedule ${this.#schedule.seed} never comes to rest`);
      await new Promise<void>((resolve) => this.#wakers.push(resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #onChange(window: Window, state: Conversation): void {
    this.#note();
    const { phase, operation, error, waiting } = state;
    this.#follow(window, phase);
    this.#tell(
      window,
      [
        phase,
        error?.code,
        state.pin?.reason,
        state.lost && 'lost',
        state.elsewhere && 'elsewhere',
        waiting && 'waiting',
      ]
        .filter(Boolean)
        .join(' '),
    );
    if (phase === 'done' || phase === 'failed' || phase === 'canceled') {
      this.#endings.push({
        at: (this.#moment += 1),
        phase,
        code: error?.code ?? '',
        operation: operation as Posting | undefined,
      });
      this.#judge(this.#endings.at(-1)!);
      this.#hear(window, state);
    }
    if (waiting && !this.#lane.isCalm && this.#chance() < 0.2) queueMicrotask(() => window.runner.cancel());
    this.#wake();
  }

  /** What was left alone ends by itself; once somebody has tapped, what comes is not its own doing. */
  #follow(window: Window, phase: Conversation['phase']): void {
    const index = this.#windows.indexOf(window);
    const left = this.#leftAlone.get(index);
    if (left && phase === 'done' && this.#untouched.has(index))
      this.#leftAlone.set(index, { ...left, isAnswered: left.isAnswered || this.#lane.hasAnswer, isDone: true });
    if (phase !== 'unconfirmed') this.#untouched.delete(index);
  }

  /** New bookings get their moment as soon as anything is heard of them. */
  #note(): void {
    while (this.#bookings.length < this.#lane.ledger.length) this.#bookings.push((this.#moment += 1));
  }

  #tap(act: () => void): void {
    this.#note();
    this.#taps.push((this.#moment += 1));
    act();
  }

  #tell(window: Window, text: string): void {
    this.#story.push(`${window.name}: ${text}`);
  }

  /** What a cashier does next. */
  #choose<T extends string>(window: Window, weights: Readonly<Record<T, number>>): T {
    const choice = pick(this.#chance, weights);
    this.#tell(window, `— ${choice}`);
    return choice;
  }

  /** One thing that one cashier does. */
  #act(index: number): void | Promise<void> {
    const window = this.#windows[index]!;
    const { phase } = window.state;
    if (this.#chance() < 0.5) this.#store(window.name);
    if (window.held.size > 0) return this.#actHeld(index);
    if (this.#locks.isWaiting(window.name)) return this.#actElsewhere(index);
    if (phase === 'pin') return this.#actPin(index);
    if (phase === 'unconfirmed') return this.#actUnconfirmed(index);
    const again = this.#choose(window, { submit: phase === 'idle' ? 9 : 3, nothing: 2, reload: 1 });
    if (again === 'submit') this.#submit(index);
    if (again === 'reload') this.#reload(index);
  }

  #actHeld(index: number): void {
    const next = this.#choose(this.#windows[index]!, { release: 5, reload: 3, nothing: 2 });
    if (next === 'release') this.#lane.held.find(({ request }) => this.#windows[index]!.held.has(request))?.release();
    if (next === 'release') this.#windows[index]!.held.clear();
    if (next === 'reload') this.#reload(index);
  }

  #actElsewhere(index: number): void {
    const { runner } = this.#windows[index]!;
    const next = this.#choose(this.#windows[index]!, { wait: 6, cancel: 2, reset: 1, reload: 1 });
    if (next === 'cancel') runner.cancel();
    if (next === 'reset') runner.reset();
    if (next === 'reload') this.#reload(index);
  }

  #actPin(index: number): void {
    const { runner, state } = this.#windows[index]!;
    const isDead = state.pin?.reason === 'expired' || state.pin?.reason === 'exceeded';
    const next = this.#choose(this.#windows[index]!, {
      right: isDead ? 0 : 12,
      wrong: isDead ? 0 : 3,
      late: isDead ? 0 : 1,
      renew: isDead ? 12 : 1,
      cancel: 2,
      reset: 1,
      reload: 1,
    });
    if (next === 'late') this.#pass(3 * minute, 'pin expired');
    if (next === 'right' || next === 'late') this.#tap(() => runner.enter(this.#pin(index)));
    if (next === 'wrong') this.#tap(() => runner.enter(this.#pin(index) === '0000' ? '0001' : '0000'));
    if (next === 'wrong') this.#extra.push('wrong pin');
    if (next === 'renew') this.#tap(() => runner.renew());
    if (next === 'cancel') runner.cancel();
    if (next === 'reset') runner.reset();
    if (next === 'reload') this.#reload(index);
  }

  #actUnconfirmed(index: number): void | Promise<void> {
    const { runner } = this.#windows[index]!;
    const next = this.#choose(this.#windows[index]!, {
      check: 10,
      later: 3,
      reload: 3,
      day: 0.5,
      wait: this.#schedule.event ? 10 : 0,
    });
    if (next === 'wait') return this.#leaveAlone();
    if (next === 'check') this.#submit(index);
    if (next === 'later') runner.reset();
    if (next === 'reload') this.#reload(index);
    if (next === 'day') return this.#waitADay();
  }

  /** What was booked a day ago is the merchant's to remember. */
  async #waitADay(): Promise<void> {
    await this.#leaveAlone();
    if (this.#isToldBooked) return;
    this.#pass(day + minute, 'a day');
    this.#isDayOver = true;
  }

  /** Nobody taps for a while, and what the service reports arrives. */
  async #leaveAlone(): Promise<void> {
    const { event, path } = this.#schedule;
    if (!event || path !== 'proxy') return;
    const isLost = ({ state: { phase, operation, error } }: Window): boolean =>
      phase === 'unconfirmed' && error?.code !== 'answer_mismatch' && this.#isBooked(operation as Posting);
    for (const [index, window] of this.#windows.entries()) {
      if (!isLost(window)) continue;
      this.#leftAlone.set(index, { isAnswered: this.#lane.hasAnswer, fate: event, isDone: false });
      this.#untouched.add(index);
    }
    for (let step = 0; step < patience.steps; step += 1) {
      this.#clock.pass(patience.step);
      for (const window of this.#windows) window.giveUpQuestions();
      await this.#lane.deliver();
      await new Promise((resolve) => setImmediate(resolve));
      await this.#quiet();
    }
  }

  #isBooked(operation: Posting): boolean {
    const entry = this.#entry(operation);
    return entry !== undefined && (operation.kind === 'coupon' || entry.amount === Number(operation.amount));
  }

  #submit(index: number): void {
    const window = this.#windows[index]!;
    this.#tap(() => window.runner.submit(this.#wishes[index]!, window.customerContext));
  }

  #pass(ms: number, name: string): void {
    this.#clock.pass(ms);
    this.#extra.push(name);
  }

  #pin(index: number): string {
    const wish = this.#wishes[index]!;
    return this.#lane.sandbox.phone(wish.kind === 'coupon' ? '482193' : wish.customerCode).pin ?? '9999';
  }

  /** A page that cannot keep notes forgets when it is reloaded, which nothing can mend. */
  #reload(index: number): void {
    if (this.#schedule.isFull) return;
    this.#extra.push('reload');
    const before = this.#windows[index]!;
    before.close();
    // What the page heard and the till had not stored yet is gone with it.
    if (this.#chance() < 0.5) this.#heard.delete(before.name);
    this.#store(before.name);
    const window = this.#openWindow(`${before.name}r`, index);
    this.#windows[index] = window;
    window.restore(this.#wishes[index]!);
    this.#wake();
  }

  /** The trouble is over: everything held arrives, everything unanswered is checked. */
  async #resolve(): Promise<void> {
    this.#story.push('calm');
    this.#lane.isCalm = true;
    if (this.#schedule.event) await this.#waitForEvents();
    for (let round = 0; round < 30; round += 1) {
      for (const held of [...this.#lane.held]) held.release();
      for (const window of this.#windows) window.held.clear();
      await this.#quiet();
      const isBusy = this.#windows.map((_, index) => this.#settle(index)).includes(true);
      for (const { name } of this.#windows) this.#store(name);
      if (!isBusy && this.#lane.held.length === 0) return;
    }
    this.#faults.push('no way out: after thirty rounds something is still to be checked');
  }

  /** The answers that were lost, and another till's sale beside them, before anybody taps again. */
  async #waitForEvents(): Promise<void> {
    for (const held of [...this.#lane.held]) held.release();
    for (const window of this.#windows) window.held.clear();
    await this.#quiet();
    await this.#lane.besides();
    await this.#leaveAlone();
  }

  /** Does what brings a window nearer to an ending, if anything does. */
  #settle(index: number): boolean {
    const { runner, state, name } = this.#windows[index]!;
    if (state.phase === 'pending') return this.#locks.isWaiting(name);
    const isDead = state.pin?.reason === 'expired' || state.pin?.reason === 'exceeded';
    if (state.phase === 'pin') this.#tap(() => (isDead ? runner.renew() : runner.enter(this.#pin(index))));
    else if (this.#isWorthChecking(state)) this.#submit(index);
    else return false;
    return true;
  }

  #checks = 0;

  #isWorthChecking(state: Conversation): boolean {
    // The sale lacks what its customer paid with points: it is asked for once more.
    if (state.phase === 'idle' && this.#isToldBooked && this.#missing() > 0) return true;
    if (state.phase === 'idle')
      return this.#endings.length === 0 || this.#windows.every((window) => window.journal.unanswered().length > 0);
    // A service that answers a repeated id with a 409 never says more.
    return state.phase === 'unconfirmed' && isCheckable(state) && (this.#checks += 1) <= 6;
  }

  #entry(operation: Posting): LedgerEntry | undefined {
    const { ledger } = this.#lane;
    if (operation.kind === 'coupon') return ledger.find((entry) => entry.operation === 'coupon');
    return ledger.find(({ externalId }) => externalId === operation.externalId);
  }

  /** Holds a word on a screen against the ledger, at the moment it appears. */
  #judge({ phase, code, operation }: Ending): void {
    const wish = operation ?? this.#wishes[0]!;
    const entry = this.#entry(wish);
    const isSame =
      entry !== undefined &&
      (wish.kind === 'coupon' || (entry.operation === wish.kind && entry.amount === Number(wish.amount)));
    const say = (text: string): void => void this.#faults.push(`lie: ${text} (${wish.kind}, ${phase} ${code})`);
    if (phase === 'done' && !isSame) say('done, but the ledger says otherwise');
    if (code === 'id_reused' && !entry) say('called booked, but it is not');
    if (phase !== 'done' && operation && entry && isSame && !this.#isAskedAgain(operation))
      say('ended without a booking, but it was booked');
  }

  get #isToldBooked(): boolean {
    return this.#endings.some(({ phase }) => phase === 'done');
  }

  /** Who asks again for what was said to be booked, where that cannot be known, is told of the second try alone. */
  #isAskedAgain({ kind }: Posting): boolean {
    return (kind === 'coupon' || this.#schedule.isFull) && this.#isToldBooked;
  }

  /** How much less was taken off the sale than its customer paid with points. */
  #missing(): number {
    const redeemed = this.#lane.ledger.filter(({ operation }) => operation === 'redeem');
    const discounts = [...this.#discounts.values(), ...[...this.#heard.values()].map(({ amount }) => Number(amount))];
    const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
    return sum(redeemed.map(({ amount }) => amount)) - sum(discounts);
  }

  /** What was taken off sales against what customers paid for it; what nobody was told of may be missing, and nothing else. */
  #auditDiscounts(): void {
    const missing = this.#missing();
    if (missing < 0) this.#faults.push('discount too many: more was taken off than was redeemed');
    if (missing > 0 && this.#isToldBooked) this.#faults.push('discount too few: redeemed and told, and not taken off');
    if (this.#news > 1 && this.#schedule.hasLocks && !this.#schedule.isFull)
      this.#faults.push('discount too many: one redemption was news twice');
  }

  #audit(): void {
    this.#note();
    this.#auditDiscounts();
    const { ledger } = this.#lane;
    // All windows want one thing, so that a second booking is one too many, whatever its id.
    if (ledger.length > 1) this.#faults.push('doubled: two bookings');
    const booked = this.#bookings[0] ?? Infinity;
    for (const { at, phase, code, operation } of this.#endings) {
      const isLate =
        operation && phase !== 'done' && booked > at && !this.#taps.some((tap) => tap > at && tap < booked);
      if (isLate && booked < Infinity) this.#faults.push(`lie: ${phase} ${code}, then booked without another tap`);
    }
    if (ledger.length > 0 && !this.#isKnown()) this.#faults.push('lost: a booking that no window and no note knows of');
  }

  /** Somebody was told, or is told that it is not known; where the service answers repeats, the former. */
  #isKnown(): boolean {
    if (this.#isToldBooked) return true;
    const { replay, isFull } = this.#schedule;
    const wishes = this.#wishes;
    const isAnswerable =
      replay !== 'conflict' && replay !== 'refuse' && wishes[0]!.kind !== 'coupon' && !this.#isDayOver && !isFull;
    const isOpen = this.#windows.some(({ journal }) =>
      wishes.some((wish) => ['open', 'booked'].includes(journal.trace(wish)?.kind ?? '')),
    );
    const isShown = this.#windows.some(({ state }) => state.phase === 'unconfirmed');
    return (isOpen || isShown) && !(isAnswerable && isShown);
  }
}

/** Plays the schedule of a seed. */
export async function play(seed: number, servers: Servers, hasEvents = false): Promise<Outcome> {
  const outcome = await new Play(seed, servers, hasEvents).run();
  servers.lanes.delete(String(seed));
  return outcome;
}
