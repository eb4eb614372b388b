/**
 * The model: windows with the real runner, journal and reading of answers, a network and a service that a search drives one
 * action at a time, and what must hold after each of them.
 */
import { ConversationRunner, type RunnerOptions } from '../../src/flow/conversation-runner.js';
import type { CustomerContext } from '../../src/protocol/journal-record.js';
import type { Conversation } from '../../src/flow/conversation.js';
import { transition } from '../../src/flow/transition.js';
import { Journal } from '../../src/journal/journal.js';
import { PageMemory } from '../../src/journal/storage.js';
import type { Posting } from '../../src/protocol/operation.js';
import type { Reply } from '../../src/protocol/reply.js';
import { lost, toReply, type WireResponse } from '../../src/protocol/wire.js';
import { balances, contentOf, idOf, rightPin, Service, tooMany, type Ways } from './service.js';
import { FullStorage, Locks, SlowStorage } from './surroundings.js';

/** Where a search begins. */
export interface Setting extends Ways {
  name: string;
  /** What each window wants; a second wish of a window has the same id. */
  wishes: Posting[][];
  hasLocks: boolean;
  /** Whether windows can read each other's notes. */
  isFull?: boolean;
  /** Milliseconds that the till's clock may jump by, and back again. */
  jump?: number;
}

interface Request {
  window: number;
  operation: Posting;
  pin: string | undefined;
  /** The service has seen it, and this is its answer. */
  answer?: WireResponse;
  /** Whoever sent it still waits. */
  resolve: ((reply: Reply) => void) | null;
  /** Somebody was told for sure that nothing was or will be booked by it. */
  isDenied: boolean;
}

interface WindowState {
  runner: ConversationRunner;
  journal: Journal;
  isGone: { yes: boolean };
  elapse: (() => void) | null;
  /** Requests since the last tap. */
  sent: number;
  /** How many of them had no answer. */
  lost: number;
  /** A challenge died, and nobody tapped since. */
  isDead: boolean;
  /** The PIN of the turn under way. */
  pin: string | undefined;
  /** Somebody was told that nothing will be booked, and nobody tapped here since. */
  isDenied: boolean;
  /** What had been said to be booked when somebody tapped last. */
  told: ReadonlySet<string>;
  before: Conversation['phase'];
}

const customerContext: CustomerContext = { maskedEmail: 'a***@b.c', verification: 'qr', balances };
const wrongPin = '0001';
const mostRequests = 6;
const mostRepeats = 2;
/** What can follow on something else within a moment. */
const atOnce = ['answer', 'commit', 'deliver', 'twice', 'busy', 'lose', 'late', 'elapse', 'ghost'];
const day = 86_400_000;

/** One world, from its beginning. */
export class World {
  /** The first thing that must not be, or nothing. */
  violation: string | null = null;
  readonly #setting: Setting;
  readonly #service: Service;
  readonly #locks = new Locks();
  readonly #storage: SlowStorage;
  readonly #windows: WindowState[];
  #requests: Request[] = [];
  /** Ids with a try that nobody got an answer to: what was sent, and on which day. */
  readonly #unanswered = new Map<string, { content: string; day: number; tries: number }>();
  /** Ids that somebody was told are booked. */
  readonly #told = new Set<string>();
  /** How often a booking was told as news, by its id. */
  readonly #news = new Map<string, number>();
  #day = 0;
  #jumps = 0;
  #isUsedUp = false;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#service = new Service(setting);
    this.#storage = new SlowStorage(setting.wishes.length);
    this.#windows = setting.wishes.map((_, index) => this.#open(index));
  }

  /** What can happen next. */
  get actions(): string[] {
    return [
      ...this.#windows.flatMap((_, index) => this.#actionsOf(index)),
      ...this.#ghosts.map((_, index) => `ghost ${index}`),
      ...this.#timeActions(),
    ];
  }

  /** Two worlds with the same fingerprint go on alike. */
  get fingerprint(): string {
    const windows = this.#windows.map(
      ({ runner: { state }, elapse, sent, lost: tries, isDead, isDenied, pin, told }) => {
        const { operation, error, ...rest } = state;
        return [
          rest,
          operation && contentOf(operation as Posting),
          error?.code,
          error?.retryable,
          elapse !== null,
          sent,
          tries,
          isDead,
          isDenied,
          pin,
          told.size,
        ];
      },
    );
    const requests = this.#requests.map(({ window, operation, pin, answer, resolve, isDenied }) => [
      window,
      contentOf(operation),
      pin,
      answer,
      resolve !== null,
      isDenied,
    ]);
    const known = [...this.#unanswered, ...this.#told];
    return JSON.stringify([
      windows,
      requests,
      known,
      this.#storage.fingerprint,
      this.#locks.fingerprint,
      this.#service.fingerprint,
      this.#day,
      this.#jumps,
      [...this.#news],
      this.#isUsedUp,
    ]);
  }

  /** Carries an action out, and everything that follows from it by itself. */
  async act(action: string): Promise<void> {
    const [name = '', place = '0'] = action.split(' ');
    // Nobody taps so soon after something else that news could be missing; without locks nothing waits for late ones.
    if (!atOnce.includes(name) || !this.#setting.hasLocks) this.#storage.arrive();
    const index = Number(place);
    if (name === 'ghost') this.#process(this.#ghosts[index]!);
    else if (name === 'expire') this.#service.expire();
    else if (name === 'day') this.#day += 1;
    else if (name === 'jump') this.#jumps += 1;
    else this.#actAt(name, index);
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
    this.#windows.forEach((_, window) => this.#demandProgress(window));
    this.#demandNotes();
  }

  get #ghosts(): Request[] {
    return this.#requests.filter(({ resolve }) => resolve === null);
  }

  #live(window: number): Request | undefined {
    return this.#requests.find((request) => request.window === window && request.resolve !== null);
  }

  #timeActions(): string[] {
    const phases = this.#windows.map(({ runner }) => runner.state.phase);
    // No turn lasts a day, and what was booked a day ago is the merchant's to remember.
    // A clock that jumped and a day that passed look the same: together they cannot be told apart.
    const isLong =
      this.#setting.jump === undefined &&
      phases.includes('unconfirmed') &&
      !phases.includes('pending') &&
      !phases.includes('pin') &&
      this.#day === 0 &&
      this.#told.size === 0;
    const canJump = this.#setting.jump !== undefined && this.#jumps < 2;
    return [
      ...(this.#service.isChallenging ? ['expire'] : []),
      ...(isLong ? ['day'] : []),
      ...(canJump ? ['jump'] : []),
    ];
  }

  #actionsOf(index: number): string[] {
    const { runner, elapse } = this.#windows[index]!;
    const { phase, elsewhere, waiting } = runner.state;
    const request = this.#live(index);
    const taps: string[] = [];
    if (request)
      taps.push(
        ...(request.answer
          ? ['deliver', 'lose']
          : ['answer', 'commit', 'twice', 'busy', 'lose', ...(this.#ghosts.length === 0 ? ['late'] : [])]),
      );
    if (elapse) taps.push('elapse');
    if (phase === 'pin') taps.push('right', 'wrong', 'renew', 'cancel', 'reset');
    else if (phase === 'pending') taps.push('cancel', 'reset');
    else this.#setting.wishes[index]!.forEach((_, wish) => taps.push(`submit${wish}`));
    if (phase === 'unconfirmed') taps.push('reset');
    if (!this.#setting.isFull && phase !== 'idle' && (request || elsewhere || waiting || phase !== 'pending'))
      taps.push('reload');
    return taps.map((tap) => `${tap} ${index}`);
  }

  #actAt(name: string, index: number): void {
    const window = this.#windows[index]!;
    const { runner } = window;
    const request = this.#live(index);
    switch (name) {
      case 'answer':
        return this.#reply(request!, this.#process(request!));
      case 'commit':
        return void this.#process(request!);
      case 'deliver':
        return this.#reply(request!, request!.answer!);
      case 'twice':
        return this.#twice(request!);
      case 'busy':
        return this.#reply(request!, tooMany);
      case 'lose':
        return this.#lose(request!);
      case 'late':
        return this.#forsake(request!);
      case 'elapse':
        return window.elapse?.();
      case 'right':
        return this.#tap(window, rightPin, () => runner.enter(rightPin));
      case 'wrong':
        return this.#tap(window, wrongPin, () => runner.enter(wrongPin));
      case 'renew':
        return this.#tap(window, undefined, () => runner.renew());
      case 'cancel':
        return runner.cancel();
      case 'reset':
        return runner.reset();
      case 'reload':
        return this.#reload(index);
      default:
        return this.#tap(window, undefined, () =>
          runner.submit(this.#setting.wishes[index]![Number(name.at(-1))]!, customerContext),
        );
    }
  }

  #tap(window: WindowState, pin: string | undefined, act: () => void): void {
    // A challenge that died takes no PIN: only a new challenge or a new submit may send.
    if (pin === undefined) window.isDead = false;
    Object.assign(window, { sent: 0, lost: 0, pin, isDenied: false, told: new Set(this.#told) });
    act();
  }

  #process(request: Request): WireResponse {
    const booked = this.#service.books.length;
    request.answer = this.#service.answer(request.operation, request.pin);
    if (this.#service.books.length > booked && request.isDenied)
      this.#fail('a booking that somebody was told there would not be');
    if (request.resolve === null) this.#forget(request);
    return request.answer;
  }

  #forget(request: Request): void {
    this.#requests = this.#requests.filter((one) => one !== request);
  }

  /** The browser sends it again by itself: what comes back is the answer to the second one. */
  #twice(request: Request): void {
    const first = this.#process(request);
    const isKnown = this.#setting.remembers && first.status === 200;
    this.#reply(request, isKnown ? first : this.#service.answer(request.operation, request.pin));
  }

  #reply(request: Request, answer: WireResponse): void {
    const reply = toReply(request.operation, answer);
    if (reply.kind === 'pin' && (reply.reason === 'expired' || reply.reason === 'exceeded'))
      this.#windows[request.window]!.isDead = true;
    if (reply.kind !== 'lost') this.#settle(idOf(request.operation), reply.kind === 'done');
    this.#end(request, reply);
  }

  /** One try has its answer; a success answers all of them. */
  #settle(id: string, isAll: boolean): void {
    const unanswered = this.#unanswered.get(id);
    if (!unanswered) return;
    unanswered.tries -= 1;
    if (isAll || unanswered.tries === 0) this.#unanswered.delete(id);
  }

  #lose(request: Request): void {
    this.#windows[request.window]!.lost += 1;
    this.#end(request, lost('network'));
  }

  #end(request: Request, reply: Reply): void {
    const { resolve } = request;
    this.#forget(request);
    request.resolve = null;
    resolve?.(reply);
  }

  /** Nobody waits for it any longer, but it may still arrive. */
  #forsake(request: Request): void {
    const { resolve } = request;
    if (request.answer) this.#forget(request);
    request.resolve = null;
    this.#windows[request.window]!.lost += 1;
    resolve?.(lost('timeout'));
  }

  #reload(index: number): void {
    const request = this.#live(index);
    if (request) {
      request.resolve = null;
      if (request.answer) this.#forget(request);
    }
    this.#windows[index]!.isGone.yes = true;
    this.#locks.release(index);
    this.#windows[index] = this.#open(index);
    const { runner, journal } = this.#windows[index]!;
    const [trace] = journal.unanswered();
    if (trace) runner.restore(trace);
  }

  #open(index: number): WindowState {
    const { hasLocks, isFull } = this.#setting;
    const isGone = { yes: false };
    const storage = isFull ? new FullStorage() : this.#storage.view(index);
    const journal = new Journal({
      endpoint: '',
      storage,
      memory: new PageMemory(),
      now: () => 1_780_000_000_000 + this.#day * (day + 1) + (this.#jumps % 2) * (this.#setting.jump ?? 0),
    });
    const parts: RunnerOptions = {
      send: (operation, { pin, signal }) => this.#send(index, operation as Posting, pin, signal),
      journal,
      lock: hasLocks ? this.#locks.for(index, (operation) => journal.name(operation)) : () => Promise.resolve(() => {}),
      pause: (_, signal) => this.#pause(index, isGone, signal),
      now: () => 0,
      random: () => 0.5,
      deadline: () => 10_000,
      onchange: (state) => this.#onChange(index, state),
    };
    return {
      runner: new ConversationRunner(parts),
      journal,
      isGone,
      elapse: null,
      sent: 0,
      lost: 0,
      isDead: false,
      pin: undefined,
      isDenied: false,
      told: new Set(),
      before: 'idle',
    };
  }

  #pause(index: number, isGone: { yes: boolean }, signal: AbortSignal): Promise<void> {
    const window = this.#windows[index]!;
    return new Promise((resolve) => {
      if (window.runner.state.elsewhere) {
        this.#storage.arrive();
        return isGone.yes ? undefined : resolve();
      }
      const end = (): void => {
        window.elapse = null;
        if (!isGone.yes) resolve();
      };
      window.elapse = end;
      signal.addEventListener('abort', end);
    });
  }

  #send(index: number, operation: Posting, pin: string | undefined, signal: AbortSignal): Promise<Reply> {
    const window = this.#windows[index]!;
    const [id, content] = [idOf(operation), contentOf(operation)];
    const unanswered = this.#unanswered.get(id);
    const trace = window.journal.trace(operation);
    window.sent += 1;
    if (window.sent > mostRequests || window.lost > mostRepeats) this.#fail('more requests than one tap may cause');
    if (window.isDead) this.#fail('a request without a tap after a challenge died');
    if (pin !== window.pin) this.#fail('a PIN that outlived its turn');
    if (trace?.kind !== 'open') this.#fail('a request that the journal does not know of');
    if (
      this.#setting.hasLocks &&
      this.#requests.some((one) => one.window !== index && one.resolve && idOf(one.operation) === id)
    )
      this.#fail('two windows at one operation');
    if (unanswered && unanswered.content !== content) this.#fail('an unanswered id was sent with other content');
    if (unanswered && unanswered.day !== this.#day && !this.#setting.isFull)
      this.#fail('an operation was repeated after a day');
    if (this.#isUsedUp && operation.kind === 'coupon')
      this.#fail('a coupon was sent again that is most likely redeemed');
    this.#unanswered.set(id, { content, day: unanswered?.day ?? this.#day, tries: (unanswered?.tries ?? 0) + 1 });
    return new Promise((resolve) => {
      const request: Request = { window: index, operation, pin, resolve, isDenied: window.isDenied };
      this.#requests.push(request);
      signal.addEventListener('abort', () => request.resolve && this.#fail('a posting under way was dropped'));
    });
  }

  #onChange(index: number, state: Conversation): void {
    const { phase, operation, answer, error } = state;
    const window = this.#windows[index]!;
    const isNew = phase !== window.before;
    window.before = phase;
    if (!operation) return this.#judgeRefusal(index, state);
    const entry = this.#service.books.filter(({ id }) => id === idOf(operation as Posting));
    if (entry.length > 1) this.#fail('booked twice');
    const isSame = entry[0]?.content === contentOf(operation as Posting);
    if (phase === 'done' && (!isSame || !answer)) this.#fail('"done" for what is not booked');
    if (phase === 'done') this.#tellDone(operation as Posting, state);
    if (error?.code === 'probably_redeemed') this.#isUsedUp = true;
    if (!isNew || (phase !== 'failed' && phase !== 'canceled')) return;
    // Who asks again for what was said to be booked, where that cannot be known, is told of the second try alone.
    const isAgain =
      (operation.kind === 'coupon' || this.#setting.isFull === true) && window.told.has(idOf(operation as Posting));
    if (isSame && !isAgain) this.#fail(`"${phase}" for what is booked`);
    this.#deny(index, operation as Posting);
  }

  /** A booking is news once; whoever asks again, and every other window, is told that it is none. */
  #tellDone(operation: Posting, { repeated }: Conversation): void {
    const { hasLocks, isFull, jump } = this.#setting;
    const id = idOf(operation);
    this.#told.add(id);
    if (repeated || operation.kind === 'coupon') return;
    this.#news.set(id, (this.#news.get(id) ?? 0) + 1);
    // By a clock that jumped a booked id is forgotten: then the service's word is passed on.
    if ((this.#news.get(id) ?? 0) > 1 && hasLocks && !isFull && jump === undefined) this.#fail('news twice');
  }

  /** What was sent and never answered stands in the notes, whatever the clock says. */
  #demandNotes(): void {
    const [window] = this.#windows;
    if (this.#setting.jump === undefined || !window || window.runner.state.phase === 'pending') return;
    const noted = window.journal.unanswered().map(({ operation }) => idOf(operation));
    if (window.runner.state.phase === 'unconfirmed' && noted.length === 0) this.#fail('an open note was thrown away');
  }

  /** What this window was sure of holds for everything that was sent here before; with locks, for other windows too. */
  #deny(index: number, operation: Posting): void {
    for (const request of this.#requests) {
      const isMeant = contentOf(request.operation) === contentOf(operation);
      if (isMeant && (this.#setting.hasLocks || request.window === index)) request.isDenied = true;
    }
    const others = this.#setting.hasLocks ? this.#windows.filter((_, window) => window !== index) : [];
    for (const other of others)
      other.isDenied ||=
        other.runner.state.phase === 'pending' &&
        contentOf(other.runner.state.operation as Posting) === contentOf(operation);
  }

  #judgeRefusal(index: number, { error }: Conversation): void {
    if (!error) return;
    const wishes = this.#setting.wishes[index]!;
    const has = (id: string): boolean => this.#service.books.some((book) => book.id === id);
    const isBooked = ({ id, content }: { id: string; content: string }): boolean =>
      wishes.length === 1 && idOf(wishes[0]!) === id && contentOf(wishes[0]!) === content;
    if (error.code === 'id_reused' && !wishes.some((wish) => has(idOf(wish)))) this.#fail('"reused" for what is not');
    if (this.#service.books.some(isBooked)) this.#fail('a refusal of what is booked');
  }

  /** Whoever is made to wait waits for something, and everybody else can leave. */
  #demandProgress(index: number): void {
    const {
      runner: { state },
      elapse,
    } = this.#windows[index]!;
    if (state.phase === 'pending') {
      const holder = this.#locks.holderBefore(index);
      const isServed = this.#live(index) ?? elapse ?? (holder !== undefined && holder !== index);
      if (!isServed) this.#fail('a window that waits for nothing');
    } else if (transition(state, { type: 'reset' }).state.phase !== 'idle') this.#fail('a state without a way out');
  }

  #fail(violation: string): void {
    this.violation ??= violation;
  }
}
