/**
 * Carries the conversation out: sends, pauses, keeps the journal, takes the lock. All of these are handed in, so that it runs
 * in a browser, on a server and in a model alike. The PIN lives in one turn's closure and nowhere else. It is longer than most:
 * lock, journal, tries and reports share one turn and one state, and apart each could change the state behind the others' backs.
 */
import { LoyaliteError } from '../protocol/errors.js';
import { isPosting, type Operation, type Posting } from '../protocol/operation.js';
import type { Answer, Reply } from '../protocol/reply.js';
import type { Reported } from '../protocol/reported.js';
import { lost } from '../protocol/wire.js';
import type { CustomerContext, JournalRecord, OpenRecord } from '../protocol/journal-record.js';
import { watchReports } from './report-watch.js';
import type { SendAttempt, RunnerOptions } from './runner-options.js';
import { idle, isCheckable, type Conversation } from './conversation.js';
import { isReport, isReportable, transition, type Action, type Command } from './transition.js';

export type { SendAttempt, JournalPort, Lock, RunnerOptions } from './runner-options.js';

const unknownCustomer: CustomerContext = { maskedEmail: '', verification: 'none' };

const idReused = ({ at }: JournalRecord & { kind: 'booked' }): LoyaliteError =>
  new LoyaliteError('id_reused', 'This id was booked with other content.', {
    bookedAt: new Date(at).toISOString(),
  });

const otherKind = (): LoyaliteError =>
  new LoyaliteError('id_reused', 'This id stands unanswered for another kind of operation.');
const otherCoupon = (): LoyaliteError =>
  new LoyaliteError('invalid_input', 'This is another coupon than the one that stands unanswered.');

/** Asked anew each time: it changes while something is awaited. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

/** Delays in ms between looks at the journal once another window's lock is free: what it wrote last may arrive after its lock. */
const recheckDelays = [20, 80, 150, 250];

/** One conversation at a time, carried out. */
export class ConversationRunner {
  readonly #parts: RunnerOptions;
  #state = idle;
  #customerContext = unknownCustomer;
  /** Ends the request, pause or wait under way; a new one for each turn. */
  #turn = new AbortController();
  #release: (() => void) | undefined;

  constructor(parts: RunnerOptions) {
    this.#parts = parts;
  }

  get state(): Conversation {
    return this.#state;
  }

  /** Who the operation is for. */
  get customerContext(): CustomerContext {
    return this.#customerContext;
  }

  /** Starts an operation; in `unconfirmed`, asks about the one that stands there, whatever is handed in. */
  submit(operation: Operation, customerContext: CustomerContext = unknownCustomer): void {
    const { phase } = this.#state;
    const isFree = phase !== 'pending' && phase !== 'pin' && phase !== 'unconfirmed';
    const isUnseen = this.#isCouponUnseen();
    const trace = (isFree || isUnseen) && isPosting(operation) ? this.#parts.journal.trace(operation) : null;
    if (trace?.kind === 'open' || (trace?.kind === 'booked' && isUnseen)) return this.#resume(trace, operation);
    if (isUnseen) return this.#refuseCoupon();
    // A coupon has no id of ours: whether its token is used is the service's word.
    if (trace?.kind === 'booked' && operation.kind !== 'coupon') return this.#recall(trace);
    if (isFree) this.#customerContext = customerContext;
    this.#begin({ type: 'submit', operation }, { isNew: isFree });
  }

  /** Shows an operation whose answer an earlier page never got; nothing is sent. */
  restore({ operation, customerContext, isFinal }: OpenRecord): void {
    if (this.#state.phase !== 'idle') return;
    this.#customerContext = customerContext;
    this.#act({ type: 'restore', operation, final: isFinal });
  }

  /** Ends a submit before anything was sent. */
  refuse(error: LoyaliteError): void {
    this.#act({ type: 'refuse', error });
  }

  enter(pin: string): void {
    this.#begin({ type: 'enter' }, { pin });
  }

  renew(): void {
    this.#begin({ type: 'renew' });
  }

  cancel(): void {
    const { operation } = this.#state;
    const isOvertaken = operation !== undefined && isPosting(operation) && this.#isOvertaken(operation);
    this.#act({ type: 'cancel', ...(isOvertaken && { lost: true }) });
  }

  reset(): void {
    this.#act({ type: 'reset' });
  }

  /** What was booked before is told once more; under an id of other content nothing is sent. */
  #recall(trace: JournalRecord & { kind: 'booked' }): void {
    if (!trace.isSame) return this.refuse(idReused(trace));
    this.#customerContext = trace.customerContext;
    this.#act({ type: 'recall', operation: trace.operation, answer: trace.answer, at: trace.at });
  }

  /** What stands unanswered is repeated as it was sent; what is not to be repeated is only shown. */
  #resume(trace: JournalRecord & { kind: 'open' | 'booked' }, { kind }: Operation): void {
    if (trace.operation.kind !== kind) return this.refuse(otherKind());
    this.#customerContext = trace.customerContext;
    if (trace.kind === 'open' && (trace.isFinal || trace.doubt)) return void this.#show(trace);
    this.#begin({ type: 'submit', operation: trace.operation, lost: true });
  }

  /** Ends what was submitted with what stands unanswered in its place. */
  #show({ operation, customerContext, isFinal, doubt }: OpenRecord): false {
    this.#customerContext = customerContext;
    return this.#end({ type: 'restore', operation, final: isFinal, doubt, asked: true });
  }

  /** A coupon that an earlier page left unanswered: its token was not kept, so it has to be shown again. */
  #isCouponUnseen(): boolean {
    const { phase, operation } = this.#state;
    return phase === 'unconfirmed' && operation?.kind === 'coupon' && !operation.token;
  }

  /** While one coupon stands unanswered, another is not sent in its place. */
  #refuseCoupon(): void {
    const { operation } = this.#state;
    if (operation && isCheckable(this.#state))
      this.#act({ type: 'restore', operation, asked: true, cause: otherCoupon() });
  }

  /** An action that may start a turn. */
  #begin(action: Action, how: { pin?: string; isNew?: boolean } = {}): void {
    const running = this.#turn;
    const before = this.#state;
    const next = transition(before, action);
    if (next.command?.type !== 'send') return;
    running.abort();
    this.#turn = new AbortController();
    const { signal } = this.#turn;
    this.#change(next.state);
    // A listener may have canceled or replaced the turn that it was just told of.
    if (!signal.aborted && next.state.operation) void this.#run(next.state.operation, signal, how);
  }

  #act(action: Action): Command | undefined {
    const before = this.#state;
    const { state, command } = transition(before, action);
    if (command?.type === 'drop') this.#turn.abort();
    if (state === before) return command;
    const isReported = action.type === 'reported' && state.phase === 'done' && !state.repeated;
    if (action.type === 'reply' || isReported) this.#record(state);
    this.#change(state);
    return command;
  }

  /** What an answer made certain is closed or booked; what it did not stays open. */
  #record({ operation, answer, lost, pinned, error }: Conversation): void {
    if (!operation || !isPosting(operation)) return;
    const { journal } = this.#parts;
    if (answer) journal.book(operation, this.#proven(pinned), answer);
    else if (error?.code === 'probably_redeemed') journal.mark(operation, 'used');
    else if (error?.code === 'answer_mismatch') journal.mark(operation, 'mismatch');
    else if (!lost) journal.close(operation);
  }

  #proven(isPinned = false): CustomerContext {
    return isPinned ? { ...this.#customerContext, verification: 'pin' } : this.#customerContext;
  }

  #change(state: Conversation): void {
    const before = this.#state;
    this.#state = state;
    if (state.phase !== 'pending' && state.phase !== 'pin') this.#unlock();
    const isNews = before.phase !== 'unconfirmed' || before.operation !== state.operation;
    // A turn of its own: a check, a reset or another operation ends it.
    if (state.phase === 'unconfirmed' && isNews) this.#watch(state);
    this.#parts.onchange(state);
  }

  #watch(state: Conversation): void {
    const { operation } = state;
    if (!this.#parts.outcome || !operation || !isPosting(operation) || !isReportable(state)) return;
    this.#turn = new AbortController();
    void watchReports(this.#parts, operation, this.#turn.signal, (told) => {
      this.#report(operation, told);
      return this.#state.phase !== 'unconfirmed';
    });
  }

  /** What was reported counts once: where another window has booked it by now, that is told. */
  #report(operation: Posting, told: Reported): void {
    const trace = told.kind === 'booked' ? this.#parts.journal.trace(operation) : null;
    if (told.kind !== 'booked' || trace?.kind !== 'booked') this.#act({ type: 'reported', told });
    else if (trace.isSame) this.#act({ type: 'reported', told: { ...told, answer: trace.answer }, at: trace.at });
  }

  /** Before a lost operation is sent again, the backend is asked what was reported of it: then nobody has to give a PIN. */
  async #isReported(operation: Posting, signal: AbortSignal): Promise<boolean> {
    const { outcome } = this.#parts;
    if (!outcome) return false;
    const told = await outcome(operation, signal);
    if (!isAborted(signal)) this.#report(operation, told);
    return isAborted(signal) || this.#state.phase !== 'pending';
  }

  #unlock(): void {
    this.#release?.();
    this.#release = undefined;
  }

  async #run(
    operation: Operation,
    signal: AbortSignal,
    { pin, isNew }: { pin?: string; isNew?: boolean },
  ): Promise<void> {
    if (isPosting(operation) && isNew && this.#parts.allow && !(await this.#isAllowed(operation, signal))) return;
    // Whoever has just taken the lock has looked into the journal.
    let isChecked = !isPosting(operation) || !this.#release;
    if (isPosting(operation) && !this.#release) {
      // Without a wait, the request leaves before anything is drawn.
      this.#release = this.#parts.lockedAhead?.(operation) ?? undefined;
      const isOurs = this.#release
        ? this.#isOurs(this.#parts.journal.trace(operation), operation, {})
        : await this.#take(operation, signal);
      if (!isOurs) return;
    }
    if (isPosting(operation) && pin === undefined && this.#state.lost && (await this.#isReported(operation, signal)))
      return;
    const { pause, now, random } = this.#parts;
    const budget = this.#parts.deadline() * 2.5;
    // Counted, not read off the clock: a till that slept in a pause still has the time for its next try.
    let spent = 0;
    let command: Command | undefined = { type: 'send' };
    while (command && !isAborted(signal)) {
      if (command.type === 'pause') {
        if (this.#state.waiting === undefined) spent += command.ms;
        await pause(command.ms, signal);
        if (isAborted(signal)) return;
        command = this.#act({ type: 'elapsed' });
        continue;
      }
      if (
        isPosting(operation) &&
        !isChecked &&
        !this.#isOurs(this.#parts.journal.trace(operation), operation, { isFirst: false })
      )
        return;
      isChecked = false;
      const start = now();
      // A doubtful scan is looked up in one reading after the other.
      const reply = await this.#try(this.#state.operation ?? operation, { pin, signal, deadline: budget - spent });
      if (isAborted(signal)) return;
      spent += now() - start;
      if (isPosting(operation) && reply.kind === 'done' && this.#isNoNews(operation, reply.answer)) return;
      const isOvertaken = isPosting(operation) && this.#isOvertaken(operation);
      command = this.#act({
        type: 'reply',
        reply,
        spent,
        budget,
        random: random(),
        known: this.#customerContext.balances,
        ...(isOvertaken && { lost: true }),
      });
    }
  }

  /**
   * Whether another window has booked meanwhile what this one was answered: it may have learned it from a report while this
   * one still had the lock. Then this is no news, and a discount must not be told twice. A coupon's note may be of an earlier
   * use, so that its answer is the service's word.
   */
  #isNoNews(operation: Posting, answer: Answer): boolean {
    const trace = operation.kind === 'coupon' ? null : this.#parts.journal.trace(operation);
    if (trace?.kind !== 'booked' || !trace.isSame) return false;
    // A report tells less than an answer.
    return !this.#settle(isReport(trace.answer) ? { ...trace, answer } : trace);
  }

  /** Without locks another window may send the same meanwhile: then what this one was told makes nothing certain. */
  #isOvertaken(operation: Posting): boolean {
    const trace = this.#parts.journal.trace(operation);
    return trace?.kind === 'booked' || (trace?.kind === 'open' && !trace.isOwn);
  }

  /** The page may refuse what nobody has noted or sent yet; whoever cancels meanwhile has booked nothing. */
  async #isAllowed(operation: Posting, signal: AbortSignal): Promise<boolean> {
    const { allow } = this.#parts;
    this.#act({ type: 'held' });
    // A listener may have canceled what it was just told of.
    const error = isAborted(signal) ? null : await allow?.(operation, signal);
    if (isAborted(signal)) return false;
    if (error) return this.#end({ type: 'taken', error });
    this.#act({ type: 'alone' });
    return !isAborted(signal);
  }

  /** The journal is written before the first byte leaves; that a PIN was taken, only once the service has said so. */
  async #try(operation: Operation, attempt: SendAttempt): Promise<Reply> {
    if (isPosting(operation)) this.#parts.journal.open(operation, this.#customerContext);
    try {
      return await this.#parts.send(operation, attempt);
    } catch {
      // Whatever was thrown on the way, it may have been sent.
      return lost('network');
    }
  }

  /** Takes the operation for this window; `false` when it ended in another one, or was given up meanwhile. */
  async #take(operation: Posting, signal: AbortSignal): Promise<boolean> {
    let hadToWait = false;
    const onwait = (): void => {
      hadToWait = true;
      this.#act({ type: 'elsewhere' });
    };
    const release = await this.#parts.lock(operation, onwait, signal);
    if (isAborted(signal)) {
      release();
      return false;
    }
    this.#release = release;
    const trace = await this.#look(operation, hadToWait, signal);
    return !isAborted(signal) && this.#isOurs(trace, operation, { hadToWait });
  }

  /** What the journal says, once another window's last word has had time to arrive. */
  async #look(operation: Posting, hadToWait: boolean, signal: AbortSignal): Promise<JournalRecord | null> {
    const { journal, pause } = this.#parts;
    let trace = journal.trace(operation);
    for (const ms of hadToWait ? recheckDelays : []) {
      if (trace?.kind === 'booked' || isAborted(signal)) break;
      await pause(ms, signal);
      trace = journal.trace(operation);
    }
    return trace;
  }

  /** Whether this window is to send: another may have ended the operation meanwhile, or sent something else in its place. */
  #isOurs(trace: JournalRecord | null, { kind }: Posting, { hadToWait = false, isFirst = true }): boolean {
    const { lost } = this.#state;
    // A coupon that was redeemed here before and is handed in afresh: whether it can be is the service's word.
    if (trace?.kind === 'booked') return (kind === 'coupon' && isFirst && !hadToWait && !lost) || this.#settle(trace);
    if (trace?.kind === 'open' && trace.operation.kind !== kind)
      return this.#end({ type: 'taken', error: otherKind() });
    if (trace?.kind === 'open' && (!lost || !trace.isSame || trace.isFinal || trace.doubt)) return this.#show(trace);
    if (trace?.kind === 'closed' && hadToWait) return this.#end({ type: 'settled', answer: 'none' });
    // Without a note of its own, the other window's silence proves nothing.
    if (!trace && hadToWait) return this.#end({ type: 'settled', answer: 'lost' });
    this.#act({ type: 'alone' });
    return true;
  }

  #end(action: Action): false {
    this.#act(action);
    return false;
  }

  #settle(trace: JournalRecord & { kind: 'booked' }): false {
    if (!trace.isSame) return this.#end({ type: 'taken', error: idReused(trace) });
    this.#customerContext = trace.customerContext;
    return this.#end({ type: 'settled', answer: trace.answer, at: trace.at });
  }
}
