/**
 * Carries the conversation out: sends, pauses, keeps the journal, takes the lock. All of these are handed in, so that it runs
 * in a browser, on a server and in a model alike. The PIN lives in one turn's closure and nowhere else.
 */
import { LoyaliteError } from '../protocol/errors.js';
import { isPosting, type Operation, type Posting } from '../protocol/operation.js';
import type { Answer, Reply } from '../protocol/reply.js';
import type { Verification } from '../protocol/results.js';
import { idle, transition, type Action, type Command, type Conversation } from './transition.js';

/** What stays true of an operation over a reload: who it is for, and how that was shown. */
export interface Circumstances {
  maskedEmail: string;
  verification: Verification;
}

/** What the journal knows of an operation. */
export type Trace =
  /** An earlier try stands unanswered: it is repeated as it was sent, unless that was too long ago. */
  | { kind: 'open'; operation: Posting; circumstances: Circumstances; isFinal: boolean; at: number }
  /** The id was booked, with the same content or with another. */
  | { kind: 'booked'; operation: Posting; circumstances: Circumstances; isSame: boolean; at: number; answer: Answer };

/** Where unanswered and booked operations are written down. */
export interface Ledger {
  trace(operation: Posting): Trace | null;
  open(operation: Posting, circumstances: Circumstances): void;
  close(operation: Posting): void;
  book(operation: Posting, circumstances: Circumstances, answer: Answer): void;
}

/**
 * Takes an operation for this window alone, says `onwait` first where another window has it, and resolves to what lets it
 * go again; also when the signal is aborted.
 */
export type Lock = (operation: Posting, onwait: () => void, signal: AbortSignal) => Promise<() => void>;

/** What belongs to one try. */
export interface Try {
  pin?: string | undefined;
  signal: AbortSignal;
  /** Milliseconds that are left for it. */
  deadline: number;
}

/** All that a runner is handed. */
export interface RunnerParts {
  send(operation: Operation, attempt: Try): Promise<Reply>;
  journal: Ledger;
  lock: Lock;
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** Milliseconds of a clock that never jumps. */
  now(): number;
  random(): number;
  /** Milliseconds per try; a turn with its repeats takes at most two and a half times as long. */
  deadline(): number;
  /** Called after every change of state. */
  onchange(state: Conversation): void;
}

const nobody: Circumstances = { maskedEmail: '', verification: 'none' };

function bookedBefore({ isSame, at }: Trace & { kind: 'booked' }): LoyaliteError {
  const bookedAt = new Date(at).toISOString();
  return isSame
    ? new LoyaliteError('already_booked', 'This id was booked with the same content; nothing was sent.', { bookedAt })
    : new LoyaliteError('invalid_input', 'This id was booked with other content: set `external-id` to a new one.', { bookedAt });
}

/** One conversation at a time, carried out. */
export class Runner {
  readonly #parts: RunnerParts;
  #state = idle;
  #circumstances = nobody;
  /** Ends the request, pause or wait under way; a new one for each turn. */
  #turn = new AbortController();
  #release: (() => void) | undefined;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  get state(): Conversation {
    return this.#state;
  }

  /** Who the operation is for. */
  get circumstances(): Circumstances {
    return this.#circumstances;
  }

  /** Starts an operation; in `unconfirmed`, asks about the one that stands there, whatever is handed in. */
  submit(operation: Operation, circumstances: Circumstances = nobody): void {
    const { phase } = this.#state;
    const isFree = phase !== 'pending' && phase !== 'pin' && phase !== 'unconfirmed';
    const trace = (isFree || this.#isCouponUnseen()) && isPosting(operation) ? this.#parts.journal.trace(operation) : null;
    if (trace?.kind === 'open') return this.#resume(trace);
    // A coupon has no id of ours: whether its token is used is the service's word.
    if (trace && operation.kind !== 'coupon') return this.refuse(bookedBefore(trace));
    if (this.#isCouponUnseen()) return;
    if (isFree) this.#circumstances = circumstances;
    this.#begin({ type: 'submit', operation });
  }

  /** Shows an operation whose answer an earlier page never got; nothing is sent. */
  restore({ operation, circumstances, isFinal }: Trace & { kind: 'open' }): void {
    if (this.#state.phase !== 'idle') return;
    this.#circumstances = circumstances;
    this.#act({ type: 'restore', operation, final: isFinal });
  }

  /** Ends a submit before anything was sent. */
  refuse(error: LoyaliteError): void {
    this.#act({ type: 'refuse', error });
  }

  enter(pin: string): void {
    this.#begin({ type: 'enter' }, pin);
  }

  renew(): void {
    this.#begin({ type: 'renew' });
  }

  cancel(): void {
    this.#act({ type: 'cancel' });
  }

  reset(): void {
    this.#act({ type: 'reset' });
  }

  /** What stands unanswered is repeated as it was sent; what is too old to be repeated is only shown. */
  #resume(trace: Trace & { kind: 'open' }): void {
    this.#act({ type: 'reset' });
    this.#circumstances = trace.circumstances;
    if (trace.isFinal) return this.restore(trace);
    this.#begin({ type: 'submit', operation: trace.operation, lost: true });
  }

  /** A coupon that an earlier page left unanswered: its token was not kept, so it has to be shown again. */
  #isCouponUnseen(): boolean {
    const { phase, operation } = this.#state;
    return phase === 'unconfirmed' && operation?.kind === 'coupon' && !operation.token;
  }

  /** An action that may start a turn. */
  #begin(action: Action, pin?: string): void {
    const running = this.#turn;
    const before = this.#state;
    const next = transition(before, action);
    if (next.command?.type !== 'send') return;
    running.abort();
    this.#turn = new AbortController();
    const { signal } = this.#turn;
    this.#change(next.state);
    // A listener may have canceled or replaced the turn that it was just told of.
    if (!signal.aborted && next.state.operation) void this.#run(next.state.operation, signal, pin);
  }

  #act(action: Action): Command | undefined {
    const before = this.#state;
    const { state, command } = transition(before, action);
    if (command?.type === 'drop') this.#turn.abort();
    if (state === before) return command;
    if (action.type === 'reply') this.#record(state);
    this.#change(state);
    return command;
  }

  /** What an answer made certain is closed or booked; what it did not stays open. */
  #record({ operation, answer, lost }: Conversation): void {
    if (!operation || !isPosting(operation)) return;
    if (answer) this.#parts.journal.book(operation, this.#circumstances, answer);
    else if (!lost) this.#parts.journal.close(operation);
  }

  #change(state: Conversation): void {
    this.#state = state;
    if (state.phase !== 'pending' && state.phase !== 'pin') this.#unlock();
    this.#parts.onchange(state);
  }

  #unlock(): void {
    this.#release?.();
    this.#release = undefined;
  }

  async #run(operation: Operation, signal: AbortSignal, pin?: string): Promise<void> {
    if (isPosting(operation) && !this.#release && !(await this.#take(operation, signal))) return;
    const { pause, now, random } = this.#parts;
    const start = now();
    const budget = this.#parts.deadline() * 2.5;
    let command: Command | undefined = { type: 'send' };
    while (command && !signal.aborted) {
      const spent = (): number => now() - start - this.#state.waited;
      if (command.type === 'pause') {
        await pause(command.ms, signal);
        if (signal.aborted) return;
        command = this.#act({ type: 'elapsed' });
        continue;
      }
      const reply = await this.#try(operation, { pin, signal, deadline: budget - spent() });
      if (signal.aborted) return;
      command = this.#act({ type: 'reply', reply, spent: spent(), budget, random: random() });
    }
  }

  /** The journal is written before the first byte leaves. */
  #try(operation: Operation, attempt: Try): Promise<Reply> {
    const { verification } = this.#circumstances;
    const circumstances: Circumstances = { ...this.#circumstances, verification: attempt.pin === undefined ? verification : 'pin' };
    if (isPosting(operation)) this.#parts.journal.open(operation, circumstances);
    return this.#parts.send(operation, attempt);
  }

  /** Takes the operation for this window; `false` when it ended in another one, or was given up meanwhile. */
  async #take(operation: Posting, signal: AbortSignal): Promise<boolean> {
    let hadToWait = false;
    const onwait = (): void => {
      hadToWait = true;
      this.#act({ type: 'elsewhere' });
    };
    const release = await this.#parts.lock(operation, onwait, signal);
    if (signal.aborted) {
      release();
      return false;
    }
    this.#release = release;
    return this.#isStillOurs(this.#parts.journal.trace(operation), hadToWait);
  }

  /** Another window may have ended the operation before this one had the lock. */
  #isStillOurs(trace: Trace | null, hadToWait: boolean): boolean {
    const { lost, operation } = this.#state;
    const isBooked = trace?.kind === 'booked' && (hadToWait || operation?.kind !== 'coupon');
    if (!isBooked && (lost || (!trace && !hadToWait) || (trace?.kind === 'booked'))) return true;
    this.#act({ type: 'settled', answer: isBooked ? trace.answer : trace ? 'lost' : 'none' });
    return false;
  }
}
