/** One window of a till: the real runner, client and journal; only time, locks and the network's mood are handed in. */
import { LoyaliteClient } from '../../../src/client/loyalite-client.js';
import { ConversationRunner, type RunnerOptions } from '../../../src/flow/conversation-runner.js';
import type { Conversation } from '../../../src/flow/transition.js';
import { Journal } from '../../../src/journal/journal.js';
import { PageMemory, type JournalStorage } from '../../../src/journal/storage.js';
import type { CustomerContext } from '../../../src/protocol/journal-record.js';
import type { Operation, Posting } from '../../../src/protocol/operation.js';
import type { Locks } from './locks.js';
import type { Lane } from './servers.js';

/** What all windows of one till share. */
export interface Surroundings {
  lane(): Lane;
  locks: Locks;
  hasLocks: boolean;
  storage: JournalStorage;
  now(): number;
  random(): number;
  onchange(window: Window, state: Conversation): void;
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
  #patience = new Map<string, AbortController>();
  readonly #around: Surroundings;

  constructor(name: string, around: Surroundings, customerContext: CustomerContext) {
    this.name = name;
    this.customerContext = customerContext;
    this.#around = around;
    this.journal = new Journal({
      endpoint: 'till',
      storage: around.storage,
      memory: new PageMemory(),
      now: around.now,
    });
    this.runner = new ConversationRunner(this.#parts());
  }

  get state(): Conversation {
    return this.runner.state;
  }

  /** Whether something is going to happen here by itself. */
  get isMoving(): boolean {
    return this.state.phase === 'pending' && this.held.size === 0 && !this.#around.locks.isWaiting(this.name);
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

  #parts(): RunnerOptions {
    const { locks, hasLocks, random, onchange } = this.#around;
    const nameOf = (operation: Posting): string => this.journal.name(operation);
    return {
      send: (operation, attempt) => this.#alive(this.#send(operation, attempt)),
      journal: this.journal,
      lock: hasLocks ? locks.for(this.name, nameOf) : () => Promise.resolve(() => {}),
      pause: () => this.#alive(soon()),
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
