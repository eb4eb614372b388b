/** One window of a till: the real runner, client and journal; only time, locks and the network's mood are handed in. */
import { LoyaliteClient } from '../../src/client/loyalite-client.js';
import { askReports } from '../../src/headless/ask-reports.js';
import { ConversationRunner, type RunnerOptions } from '../../src/flow/conversation-runner.js';
import type { Conversation } from '../../src/flow/conversation.js';
import { Journal } from '../../src/journal/journal.js';
import { PageMemory, type JournalStorage } from '../../src/journal/storage.js';
import type { CustomerContext } from '../../src/protocol/journal-record.js';
import type { Operation, Posting } from '../../src/protocol/operation.js';
import type { Reported } from '../../src/protocol/reported.js';
import type { Clock } from './clock.js';
import type { Locks } from './locks.js';
import type { Lane } from './servers.js';

/** What all windows of one till share. */
export interface Surroundings {
  lane(): Lane;
  locks: Locks;
  hasLocks: boolean;
  storage: JournalStorage;
  clock: Clock;
  /** Whether a lost answer is asked about. */
  hasEvents: boolean;
  random(): number;
  onchange(window: Window, state: Conversation): void;
  /** A question about a lost answer is over. */
  onasked(): void;
}

const never = new Promise<never>(() => {});
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A window from its opening to its reload. */
export class Window {
  readonly name: string;
  /** The customer as this page looked them up when it opened. */
  readonly customerContext: CustomerContext;
  readonly journal: Journal;
  readonly runner: ConversationRunner;
  /** Names of the requests under way that are held. */
  readonly held = new Set<string>();
  #count = 0;
  #isGone = false;
  #asking = 0;
  #patience = new Map<string, AbortController>();
  /** Names of the requests under way that ask what was reported. */
  readonly #questions = new Set<string>();
  readonly #around: Surroundings;

  constructor(name: string, around: Surroundings, customerContext: CustomerContext) {
    this.name = name;
    this.customerContext = customerContext;
    this.#around = around;
    this.journal = new Journal({
      endpoint: 'till',
      storage: around.storage,
      memory: new PageMemory(),
      now: () => around.clock.now,
    });
    this.runner = new ConversationRunner(this.#parts());
  }

  get state(): Conversation {
    return this.runner.state;
  }

  /** Whether something is going to happen here by itself. */
  get isMoving(): boolean {
    const isBusy = this.state.phase === 'pending' || this.#asking > 0;
    return isBusy && this.held.size === 0 && !this.#around.locks.isWaiting(this.name);
  }

  /** What an earlier page left is shown, as the elements do. */
  restore(wish: Posting): void {
    const [trace] = this.journal.unanswered().filter(({ operation }) => operation.kind === wish.kind);
    if (trace) this.runner.restore(trace);
  }

  /** The page is reloaded or its tab is closed: nothing that it began goes on here. */
  close(): void {
    this.#isGone = true;
    for (const patience of this.#patience.values()) patience.abort();
    this.#around.locks.release(this.name);
  }

  /** A request under way is held; of one that was given up nobody takes notice. */
  hold(request: string): void {
    if (this.#patience.has(request)) this.held.add(request);
  }

  /** The network is silent, and the deadline of a request is over. */
  giveUp(request: string): void {
    this.#patience.get(request)?.abort();
  }

  /** So much time has passed that the deadline of every question that is held is over; no cashier waits for it. */
  giveUpQuestions(): void {
    for (const request of [...this.held]) if (this.#questions.has(request)) this.giveUp(request);
  }

  #parts(): RunnerOptions {
    const { locks, hasLocks, hasEvents, clock, random, onchange } = this.#around;
    const isLeft = (): boolean => hasEvents && this.state.phase === 'unconfirmed';
    const nameOf = (operation: Posting): string => this.journal.name(operation);
    return {
      send: (operation, attempt) => this.#alive(this.#send(operation, attempt)),
      journal: this.journal,
      lock: hasLocks ? locks.for(this.name, nameOf) : () => Promise.resolve(() => {}),
      ...(hasEvents && { outcome: (...question) => this.#alive(this.#ask(...question)) }),
      isShown: () => !this.#isGone,
      // Between two tries no time passes; between two questions as much as they ask for.
      pause: (ms, signal) => this.#alive(isLeft() ? clock.wait(ms, signal) : soon()),
      now: () => 0,
      random,
      deadline: () => 10_000,
      onchange: (state) => onchange(this, state),
    };
  }

  async #alive<T>(promise: Promise<T>): Promise<T> {
    const value = await promise;
    return this.#isGone ? never : value;
  }

  async #ask(...[operation, signal]: Parameters<NonNullable<RunnerOptions['outcome']>>): Promise<Reported> {
    const patience = new AbortController();
    const names: string[] = [];
    const client = new LoyaliteClient({
      endpoint: this.#around.lane().address,
      fetch: (input, init) => {
        const request = `${this.name}.${++this.#count}`;
        names.push(request);
        this.#questions.add(request);
        this.#patience.set(request, patience);
        return this.#fetch(input, init, request);
      },
    });
    const end = (): void => patience.abort();
    signal.addEventListener('abort', end);
    this.#asking += 1;
    try {
      return await askReports(client, operation, patience.signal);
    } finally {
      this.#asking -= 1;
      signal.removeEventListener('abort', end);
      for (const request of names) this.#patience.delete(request);
      for (const request of names) this.held.delete(request);
      for (const request of names) this.#questions.delete(request);
      this.#around.onasked();
    }
  }

  #send(
    operation: Operation,
    { pin, signal }: Parameters<RunnerOptions['send']>[1],
  ): ReturnType<RunnerOptions['send']> {
    const request = `${this.name}.${++this.#count}`;
    const patience = new AbortController();
    this.#patience.set(request, patience);
    const client = new LoyaliteClient({
      endpoint: this.#around.lane().address,
      fetch: (input, init) => this.#fetch(input, init, request),
    });
    signal.addEventListener('abort', () => patience.abort());
    return client.send(operation, { pin, signal: patience.signal }).finally(() => {
      this.#patience.delete(request);
      this.held.delete(request);
    });
  }

  /** As a browser does, a request whose connection died may be sent a second time without telling anybody. */
  async #fetch(input: string, init: RequestInit, request: string): Promise<Response> {
    const send = (name: string): Promise<Response> =>
      fetch(input, { ...init, headers: { ...(init.headers as Record<string, string>), 'x-request': name } });
    try {
      return await send(request);
    } catch (reason) {
      if (init.signal?.aborted || !this.#around.lane().isRepeated(request)) throw reason;
      return send(`${request} again`);
    }
  }
}
