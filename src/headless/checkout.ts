/**
 * The whole sale in one call, for a till that draws its own screen or has none: find or enrol, redeem if the balance covers
 * it, earn on the full total. The rules of the conversation are the elements' own.
 */
import type { Fetch } from '../client/loyalite-client.js';
import type { Circumstances, Runner } from '../flow/runner.js';
import type { Conversation } from '../flow/transition.js';
import type { Journal } from '../journal/journal.js';
import { LoyaliteError } from '../protocol/errors.js';
import { canonicalAmount, canonicalCount, currencyDigits } from '../protocol/money.js';
import type { Earn, Enrol, Find, Inquiry, Operation, Redeem } from '../protocol/operation.js';
import { toCustomer, toEarning, toRedemption } from '../protocol/outcome.js';
import type { BalanceAnswer, CustomerAnswer } from '../protocol/reply.js';
import type { Checkout, Consent, Customer, Redemption, Verification } from '../protocol/results.js';
import { connect, openJournal } from './connect.js';

/** What the customer agreed to, and which texts were shown. */
export interface Consents {
  terms: true;
  privacy: true;
  marketing?: boolean;
  termsUrl?: string;
  privacyUrl?: string;
  locale?: string;
}

/** What a checkout needs to know. Exactly one of `email`, `code` and `qr`. */
export interface CheckoutOptions {
  /** Address of the merchant's backend, without the `/webhook/…` part. */
  endpoint: string;
  /** Stands in for the platform's `fetch`. */
  fetch?: Fetch;
  /** Milliseconds per try. Default 10000. */
  deadline?: number;
  /** Where unanswered operations are noted. By default the page's storage; on a server, this process' memory. */
  journal?: Journal;
  /** Customer's e-mail address. */
  email?: string;
  /** Customer's code, typed by a person. */
  code?: string;
  /** Text of the customer's QR, as it was scanned. */
  qr?: string;
  /** Needed to enrol a new customer by `email`. */
  consents?: Consents;
  /** Full total of the order as a decimal string, before any discount: `"85.50"`. */
  orderTotal: string;
  /** Currency of the total, ISO 4217: decides how many decimals it may have. Default: two. */
  currency?: string;
  /** The order's id: the idempotency key of the earn, and with `redeem_` before it of the redemption. */
  orderId: string;
  /** Points to redeem first; skipped where the balance does not cover them. */
  pointsToRedeem?: number;
  /** Asks the customer for the PIN: 2 or 4 digits as a string, or `null` to give up. */
  promptForPin(challenge: { remainingAttempts?: number; challengeId?: string }): Promise<string | null> | string | null;
}

/** A finished sale, and the redemption that was left out, if any. */
export interface CheckoutReport extends Checkout {
  /** The balance did not cover the redemption, so it was not tried. */
  skipped?: { points: number; pointBalance: number };
}

/** A dead challenge is replaced at most this often, lest a service that keeps refusing be asked without end. */
const maxChallenges = 3;

const invalid = (message: string): LoyaliteError => new LoyaliteError('invalid_input', message);

function inquiry({ email, code, qr, consents }: CheckoutOptions): Inquiry {
  const given = [email, code, qr].filter((value) => value !== undefined && value !== '');
  if (given.length !== 1) throw invalid('Exactly one of `email`, `code` and `qr` is needed.');
  if (email) return enrolment(email, consents);
  const find: Find = code ? { kind: 'find', by: 'code', text: code } : { kind: 'find', by: 'qr', text: qr ?? '' };
  return find;
}

function enrolment(email: string, consents?: Consents): Enrol {
  if (!consents) return { kind: 'enrol', email };
  return { kind: 'enrol', email, ticks: { terms: true, privacy: true, ...(consents.marketing && { marketing: true }) } };
}

function proof({ consents }: CheckoutOptions, isNew: boolean): Consent | undefined {
  if (!consents || !isNew) return undefined;
  const { marketing = false, termsUrl = '', privacyUrl = '', locale = '' } = consents;
  return { terms: true, privacy: true, marketing, termsUrl, privacyUrl, locale, at: new Date().toISOString() };
}

/** Runs one operation to its end, asking for PINs on the way. */
class Talk {
  readonly #runner: Runner;
  readonly #prompt: CheckoutOptions['promptForPin'];
  #challenges = 0;
  #reason: unknown;
  #onend: (state: Conversation) => void = () => {};
  #onfault: (reason: unknown) => void = () => {};

  constructor(options: CheckoutOptions, journal: Journal) {
    this.#prompt = options.promptForPin;
    this.#runner = connect({ ...options, journal, onchange: (state) => this.#onchange(state) });
  }

  run(operation: Operation, circumstances?: Circumstances): Promise<Conversation> {
    return new Promise((resolve, reject) => {
      this.#onend = resolve;
      this.#onfault = reject;
      this.#runner.submit(operation, circumstances);
    });
  }

  #onchange(state: Conversation): void {
    if (state.phase === 'pin') void this.#ask(state).catch((reason: unknown) => this.#leave(reason));
    else if (state.phase === 'canceled') this.#onfault(this.#reason ?? new LoyaliteError('canceled', 'The PIN was not given; nothing was booked.'));
    else if (state.error) this.#onfault(state.error);
    else if (state.phase === 'done') this.#onend(state);
  }

  async #ask({ pin }: Conversation): Promise<void> {
    if (pin?.reason === 'expired' || pin?.reason === 'exceeded') return this.#renew(pin.reason);
    const digits = await this.#prompt({
      ...(pin?.remainingAttempts !== undefined && { remainingAttempts: pin.remainingAttempts }),
      ...(pin?.challengeId !== undefined && { challengeId: pin.challengeId }),
    });
    if (digits === null) return this.#runner.cancel();
    if (!/^(?:\d{2}|\d{4})$/.test(digits)) throw invalid('A PIN has 2 or 4 digits and is a string.');
    this.#runner.enter(digits);
  }

  /** Nothing may stay open behind a rejection; what was lost before outranks the reason. */
  #leave(reason: unknown): void {
    this.#reason = reason;
    this.#runner.cancel();
  }

  #renew(reason: 'expired' | 'exceeded'): void {
    this.#challenges += 1;
    if (this.#challenges < maxChallenges) return this.#runner.renew();
    const code = reason === 'expired' ? 'pin_expired' : 'pin_attempts_exceeded';
    throw new LoyaliteError(code, 'The customer could not be verified in three challenges.');
  }
}

const proven = (customer: Customer, state: Conversation): Verification => (state.pinned ? 'pin' : customer.verification);

/**
 * Serves one customer from look-up to earn and resolves to the report; rejects with a `LoyaliteError` whose code says why.
 * After `unconfirmed`, call it again with the same order: what was booked is not booked twice.
 */
export async function checkout(options: CheckoutOptions): Promise<CheckoutReport> {
  const amount = canonicalAmount(options.orderTotal, options.currency ? currencyDigits(options.currency) : 2);
  if (amount === null) throw invalid('`orderTotal` is no decimal amount.');
  if (!options.orderId) throw invalid('`orderId` is needed.');
  const points = options.pointsToRedeem ? canonicalCount(String(options.pointsToRedeem)) : '0';
  if (points === null) throw invalid('`pointsToRedeem` is no whole number of points.');

  const journal = options.journal ?? openJournal(options.endpoint);
  const find = inquiry(options);
  const found = (await new Talk(options, journal).run(find)).answer as CustomerAnswer;
  const consent = proof(options, found.isNew);
  const customer = toCustomer(find, found, consent);
  const { customerCode, manualCode, maskedEmail, verification, pointBalance } = customer;
  const booking = { customerCode, cardType: 'point', manualCode } as const;
  const circumstances = { maskedEmail, verification };

  const redemptions: Redemption[] = [];
  const redeem = { kind: 'redeem', ...booking, amount: points, externalId: `redeem_${options.orderId}` } as const;
  const before = points === '0' ? null : journal.trace(redeem);
  // What an earlier call may have taken is missing from the balance that it was covered by.
  const isCovered = Number(points) <= pointBalance || before?.kind === 'open' || before?.kind === 'booked';
  if (before?.kind === 'booked' && before.isSame) {
    redemptions.push(toRedemption(redeem, before.answer as BalanceAnswer, before.circumstances.verification));
  } else if (points !== '0' && isCovered) {
    const state = await new Talk(options, journal).run(redeem, circumstances);
    redemptions.push(toRedemption(state.operation as Redeem, state.answer as BalanceAnswer, proven(customer, state)));
  }
  const earn = { kind: 'earn', ...booking, amount, externalId: options.orderId } as const;
  const state = await new Talk(options, journal).run(earn, circumstances);
  const earned = toEarning(state.operation as Earn, state.answer as BalanceAnswer, proven(customer, state));
  return { customer, redemptions, earned, ...(!isCovered && { skipped: { points: Number(points), pointBalance } }) };
}
