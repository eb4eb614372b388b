/**
 * Ties one conversation to a Lit host: asks the host for a connection when an operation starts, tells it of every change, and
 * knows when patience is to be asked for. A posting under way runs on when the host is removed.
 */
import type { ReactiveControllerHost } from 'lit';
import type { ConversationRunner } from '../flow/conversation-runner.js';
import type { CustomerContext, OpenRecord } from '../protocol/journal-record.js';
import { idle, type Conversation } from '../flow/conversation.js';
import type { connect, ConnectOptions } from '../headless/connect.js';
import type { LoyaliteError } from '../protocol/errors.js';
import type { Operation } from '../protocol/operation.js';

const unknownCustomer: CustomerContext = { maskedEmail: '', verification: 'none' };

/** What a conversation needs of its host. */
export interface ConversationHost {
  /** Where operations go from now on. */
  connection(): Omit<ConnectOptions, 'onchange' | 'isShown'>;
  /** Opens one; only asked for once that is loaded. */
  readonly connect: typeof connect;
  /** Called after every change, with the state before. */
  onconversation(state: Conversation, before: Conversation): void;
}

/** One conversation of one host. */
export class ConversationController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #parts: ConversationHost;
  #runner: ConversationRunner | null = null;
  /** For whom an operation is that waits for the conversation to be loaded. */
  #heldFor = unknownCustomer;
  #isHeld = false;
  #state = idle;
  #isSlow = false;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, parts: ConversationHost) {
    this.#host = host;
    this.#parts = parts;
    // Not itself: Lit keeps its list of controllers where every script finds it.
    host.addController({ hostDisconnected: () => this.#leave() });
  }

  get state(): Conversation {
    return this.#state;
  }

  get customerContext(): CustomerContext {
    return this.#runner?.customerContext ?? this.#heldFor;
  }

  /** Whether an answer takes so long that the cashier should be told. */
  get isSlow(): boolean {
    return this.#isSlow;
  }

  /** A PIN dialog cannot go on without its element; one that was only moved comes back at once. */
  #leave(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected && this.#state.phase === 'pin') this.#runner?.cancel();
    });
  }

  /** Under way, but nothing leaves before the conversation is loaded: until then it can be called back. */
  hold(operation: Operation, customerContext = unknownCustomer): Conversation {
    this.#runner = null;
    this.#heldFor = customerContext;
    const held: Conversation = { ...idle, phase: 'pending', held: true, operation: Object.freeze(operation) };
    this.#onchange(held);
    // A listener may have called it back already, or begun another one.
    this.#isHeld ||= this.#state === held;
    return held;
  }

  submit(operation: Operation, customerContext?: CustomerContext): void {
    this.#rested().submit(operation, customerContext);
  }

  restore(trace: OpenRecord): void {
    this.#rested().restore(trace);
  }

  /** Ends a submit before anything was sent; also where there is no endpoint to connect to. */
  refuse(error: LoyaliteError): void {
    if (this.#runner && this.#isBusy) return this.#runner.refuse(error);
    this.#runner = null;
    this.#heldFor = unknownCustomer;
    this.#onchange({ ...idle, phase: 'failed', error });
  }

  enter(pin: string): void {
    this.#runner?.enter(pin);
  }

  renew(): void {
    this.#runner?.renew();
  }

  cancel(): void {
    const { held, operation } = this.#state;
    if (this.#runner) this.#runner.cancel();
    else if (held && operation) this.#onchange({ ...idle, phase: 'canceled', operation });
  }

  reset(): void {
    if (this.#runner) this.#runner.reset();
    else if (this.#state !== idle) this.#onchange(idle);
  }

  get #isBusy(): boolean {
    return ['pending', 'pin', 'unconfirmed', 'consent'].includes(this.#state.phase);
  }

  /** An operation that is not over keeps the endpoint it began with. */
  #rested(): ConversationRunner {
    if (this.#runner && this.#isBusy) return this.#runner;
    const runner = this.#parts.connect({
      ...this.#parts.connection(),
      isShown: () => this.#host.isConnected,
      onchange: (state) => this.#onchange(state),
    });
    this.#runner = runner;
    return runner;
  }

  #onchange(state: Conversation): void {
    const before = this.#state;
    this.#state = state;
    // Whoever waits has waited since the tap.
    const goesOn = this.#isHeld && state.phase === 'pending';
    this.#isHeld = false;
    if (!goesOn) this.#restartPatience(state);
    this.#host.requestUpdate();
    this.#parts.onconversation(state, before);
  }

  #restartPatience({ phase, waiting }: Conversation): void {
    clearTimeout(this.#slowTimer);
    this.#isSlow = false;
    if (phase === 'pending' && !waiting)
      this.#slowTimer = setTimeout(this.#onSlow, (this.#parts.connection().deadline ?? 10_000) * 0.4);
  }

  readonly #onSlow = (): void => {
    this.#isSlow = true;
    this.#host.requestUpdate();
  };
}
