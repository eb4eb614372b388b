/**
 * One operation carried to its end without a screen: whoever called is asked for PINs, and what would be a tap in an element is
 * a bounded number of tries here. Knows nothing of orders.
 */
import type { ConversationRunner } from '../flow/conversation-runner.js';
import type { CustomerContext } from '../protocol/journal-record.js';
import type { Conversation } from '../flow/conversation.js';
import { LoyaliteError } from '../protocol/errors.js';
import type { Operation } from '../protocol/operation.js';
import { isPin, pinLengths } from '../protocol/pin.js';
import { connect, type ConnectOptions } from './connect.js';

/** Asks the customer for the PIN: its digits as a string, or `null` to give up. */
export type PinPrompt = (challenge: {
  remainingAttempts?: number;
  challengeId?: string;
}) => Promise<string | null> | string | null;

/** What a talk needs to know. */
export interface HeadlessConversationOptions extends Omit<ConnectOptions, 'onchange'> {
  promptForPin: PinPrompt;
}

/** Challenges and PINs of one operation, lest a service that keeps refusing be asked without end. */
const maxChallenges = 3;
const maxPins = 9;

const notVerified = (code: string): LoyaliteError =>
  new LoyaliteError(code, 'The customer could not be verified in three challenges.');

/** Runs one operation to its end, asking for PINs on the way. */
export class HeadlessConversation {
  readonly #runner: ConversationRunner;
  readonly #prompt: PinPrompt;
  #challenges = 1;
  #pins = 0;
  #reason: unknown;
  #onend: (state: Conversation) => void = () => {};
  #onfault: (reason: unknown) => void = () => {};

  constructor({ promptForPin, ...options }: HeadlessConversationOptions) {
    this.#prompt = promptForPin;
    this.#runner = connect({ ...options, onchange: (state) => this.#onchange(state) });
  }

  /** Who the operation was for: of one that an earlier page left unanswered, as it was then. */
  get customerContext(): CustomerContext {
    return this.#runner.customerContext;
  }

  /** Resolves when it is done, and rejects with the reason when it ends otherwise. */
  run(operation: Operation, customerContext?: CustomerContext): Promise<Conversation> {
    return new Promise((resolve, reject) => {
      this.#onend = resolve;
      this.#onfault = reject;
      this.#runner.submit(operation, customerContext);
    });
  }

  #onchange(state: Conversation): void {
    if (state.phase === 'pin') void this.#ask(state).catch((reason: unknown) => this.#leave(reason));
    else if (state.phase === 'canceled')
      this.#onfault(this.#reason ?? new LoyaliteError('canceled', 'The PIN was not given; nothing was booked.'));
    else if (state.error) this.#onfault(state.error);
    else if (state.phase === 'done') this.#onend(state);
  }

  async #ask({ pin }: Conversation): Promise<void> {
    if (pin?.reason === 'expired') return this.#renew('pin_expired');
    if (pin?.reason === 'exceeded' || this.#pins === maxPins) return this.#renew('pin_attempts_exceeded');
    this.#pins += 1;
    const digits: unknown = await this.#prompt({
      ...(pin?.remainingAttempts !== undefined && { remainingAttempts: pin.remainingAttempts }),
      ...(pin?.challengeId !== undefined && { challengeId: pin.challengeId }),
    });
    if (digits === null) return this.#runner.cancel();
    if (typeof digits !== 'string' || !isPin(digits))
      throw new LoyaliteError('invalid_input', `A PIN has ${pinLengths.join(' or ')} digits and is a string.`);
    this.#runner.enter(digits);
  }

  /** Nothing may stay open behind a rejection; what was lost before outranks the reason. */
  #leave(reason: unknown): void {
    this.#reason = reason;
    this.#runner.cancel();
  }

  #renew(code: string): void {
    if (this.#challenges === maxChallenges || this.#pins === maxPins) throw notVerified(code);
    this.#challenges += 1;
    this.#runner.renew();
  }
}
