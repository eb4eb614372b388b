/**
 * The whole sale in one call, for a till that draws its own screen or has none: find or enrol, redeem if the balance covers
 * it, earn on the full total. The rules of the conversation are the elements' own.
 */
import type { Fetch } from '../client/loyalite-client.js';
import type { Journal } from '../journal/journal.js';
import { isKey, LoyaliteError } from '../protocol/errors.js';
import { externalIdFor } from '../protocol/external-id.js';
import type { Balances } from '../protocol/journal-record.js';
import { canonicalAmount, canonicalCount, currencyDigits } from '../protocol/money.js';
import type { Earn, Enrol, Find, Inquiry, Redeem } from '../protocol/operation.js';
import { toCustomer, toEarning, toRedemption } from '../protocol/outcome.js';
import type { BalanceAnswer, CustomerAnswer, ReportedAnswer } from '../protocol/reply.js';
import type { Checkout, Consent, Customer, Earning, Redemption, Verification } from '../protocol/results.js';
import { openJournal } from './connect.js';
import { HeadlessConversation, type PinPrompt } from './headless-conversation.js';

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
  /**
   * The order's id, unique for ever and over all tills: the idempotency key of the earn, and with `redeem_` before it of the
   * redemption.
   */
  orderId: string;
  /** Points to redeem first; skipped where the balance does not cover them. */
  pointsToRedeem?: number;
  /** Asks the customer for the PIN: its digits as a string, or `null` to give up. */
  promptForPin: PinPrompt;
}

/** A finished sale, and the redemption that was left out, if any. */
export interface CheckoutReport extends Checkout {
  /** The balance did not cover the redemption, so it was not tried. */
  skipped?: { points: number; pointBalance: number };
}

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
  // Not every caller has TypeScript, and a consent that was not given may never be sent.
  const { terms, privacy }: { terms: unknown; privacy: unknown } = consents;
  if (terms !== true || privacy !== true) throw invalid('Terms and privacy both have to be agreed to.');
  return {
    kind: 'enrol',
    email,
    ticks: { terms: true, privacy: true, ...(consents.marketing && { marketing: true }) },
  };
}

function consentRecord({ consents }: CheckoutOptions, isNew: boolean): Consent | undefined {
  if (!consents || !isNew) return undefined;
  const { marketing = false, termsUrl = '', privacyUrl = '', locale = '' } = consents;
  return { terms: true, privacy: true, marketing, termsUrl, privacyUrl, locale, at: new Date().toISOString() };
}

const text = (value: string | number): string => String(value);

/** Not every caller has TypeScript: ids and codes that came as numbers are the text that they stand for. */
function withTexts(options: CheckoutOptions): CheckoutOptions {
  const { orderId, code } = options as { orderId?: string; code?: string };
  return { ...options, orderId: text(orderId ?? ''), ...(code !== undefined && { code: text(code) }) };
}

/** How many points are to be redeemed, as a canonical count. */
function pointsOf({ pointsToRedeem = 0 }: CheckoutOptions): string {
  const points = pointsToRedeem === 0 ? '0' : canonicalCount(String(pointsToRedeem));
  if (points === null) throw invalid('`pointsToRedeem` is no whole number of points.');
  return points;
}

/** Of what was only reported they may not be known. */
function balancesOf({ points, stamps }: BalanceAnswer | ReportedAnswer): Balances | undefined {
  return points === undefined || stamps === undefined ? undefined : { points, stamps };
}

interface Booked<P> {
  operation: P;
  answer: BalanceAnswer | ReportedAnswer;
  verification: Verification;
  /** An earlier call booked it. */
  repeated?: true;
}

/** One sale of one customer, with the notes of what earlier calls did for it. */
class Sale {
  readonly #options: CheckoutOptions;
  readonly #journal: Journal;
  readonly #customer: Customer;
  /** What the customer has by now. */
  #balances: Balances | undefined;

  constructor(options: CheckoutOptions, journal: Journal, customer: Customer) {
    this.#options = options;
    this.#journal = journal;
    this.#customer = customer;
    this.#balances = { points: customer.pointBalance, stamps: customer.stampCount };
  }

  /** Redeems, or leaves out what the balance does not cover; an earlier call may have taken what is missing from it. */
  async redeem(amount: string): Promise<{ redemptions: Redemption[]; isCovered: boolean }> {
    if (amount === '0') return { redemptions: [], isCovered: true };
    const operation: Redeem = { kind: 'redeem', ...this.#booking('redeem'), amount };
    const before = this.#journal.trace(operation)?.kind;
    const isCovered = Number(amount) <= this.#customer.pointBalance || before === 'open' || before === 'booked';
    if (!isCovered) return { redemptions: [], isCovered };
    const { operation: sent, answer, verification, ...told } = await this.#book(operation);
    return { redemptions: [{ ...toRedemption(sent, answer, verification), ...told }], isCovered };
  }

  async earn(amount: string): Promise<Earning> {
    const earn: Earn = { kind: 'earn', ...this.#booking('earn'), amount };
    const { operation, answer, verification, ...told } = await this.#book(earn);
    return { ...toEarning(operation, answer, verification), ...told };
  }

  #booking(kind: 'earn' | 'redeem'): Omit<Earn, 'kind' | 'amount'> {
    const { customerCode, manualCode } = this.#customer;
    const { orderId } = this.#options;
    const cardType = 'point';
    return { customerCode, cardType, manualCode, orderId, externalId: externalIdFor({ kind, cardType, orderId }) };
  }

  /** What an earlier call booked with the same content is told again; what it left unanswered is repeated as it was sent. */
  async #book<P extends Earn | Redeem>(operation: P): Promise<Booked<P>> {
    const { maskedEmail, verification } = this.#customer;
    const talk = new HeadlessConversation({ ...this.#options, journal: this.#journal });
    const state = await talk.run(operation, {
      maskedEmail,
      verification,
      ...(this.#balances && { balances: this.#balances }),
    });
    const answer = state.answer as BalanceAnswer | ReportedAnswer;
    // A remembered answer tells what the customer had then.
    if (!state.repeated) this.#balances = balancesOf(answer);
    return {
      operation: state.operation as P,
      answer,
      verification: state.pinned ? 'pin' : talk.customerContext.verification,
      ...(state.repeated && { repeated: true }),
    };
  }
}

/**
 * Serves one customer from look-up to earn and resolves to the report; rejects with a `LoyaliteError` whose code says why.
 * After `unconfirmed`, call it again with the same order: what was booked is not booked twice.
 *
 * @example
 * ```ts
 * import { checkout } from 'loyalite-elements/headless';
 *
 * const { customer, earned } = await checkout({
 *   endpoint: '/loyalite',
 *   orderId: '2026-11-28-0042',
 *   orderTotal: '85.50',
 *   currency: 'TRY',
 *   code: '482193',
 *   promptForPin: async ({ remainingAttempts }) => prompt(`PIN? ${remainingAttempts ?? ''}`),
 * });
 * console.log(customer.maskedEmail, earned.points);
 * ```
 */
export async function checkout(given: CheckoutOptions): Promise<CheckoutReport> {
  const options = withTexts(given);
  const amount = canonicalAmount(options.orderTotal, options.currency ? currencyDigits(options.currency) : 2);
  if (amount === null) throw invalid('`orderTotal` is no decimal amount.');
  if (!options.orderId) throw invalid('`orderId` is needed.');
  if ([options.code, options.qr, options.email, options.orderId].some(isKey))
    throw new LoyaliteError('misconfigured', 'A secret key is no text of a sale: only the backend may hold it.');
  const points = pointsOf(options);
  const find = inquiry(options);
  const journal = options.journal ?? openJournal(options.endpoint);
  const found = (await new HeadlessConversation({ ...options, journal }).run(find)).answer as CustomerAnswer;
  const customer = toCustomer(find, found, consentRecord(options, found.isNew));
  const sale = new Sale(options, journal, customer);
  const { redemptions, isCovered } = await sale.redeem(points);
  const earned = await sale.earn(amount);
  return {
    customer,
    redemptions,
    earned,
    ...(!isCovered && { skipped: { points: Number(points), pointBalance: customer.pointBalance } }),
  };
}
