/**
 * Takes note of every posting before it leaves and of what came of it, so that reports can be counted against them. What
 * cannot be noted is not sent, because a conclusion would leave it out; an answer that is there is never held up.
 */
import { serviceRefusals } from '../../protocol/service-refusals.js';
import type { Field, Fields } from '../body.js';
import { postingOf, type RouteName } from '../routes.js';
import { couponPage, customerPage, untiedCoupons } from './event.js';
import { withOutcome, withTry, type Card, type Outcome, type Subject } from './page.js';
import { codeOf, fieldOf, hashOf, isSuccess, readPosting, refusalOf, timer, type ProxyAnswer } from './proxy-parts.js';
import type { Records } from './records.js';
import type { ServiceClock } from './service-clock.js';

/** A call that is about to leave. */
export interface Departure {
  readonly route: RouteName;
  readonly fields: Fields;
  /** What a till calls one coupon by, over all its tries; empty where it sends none. */
  readonly key: string;
}

/** Longer waits for the store are not worth a till's time. */
const NOTE_PATIENCE = 2000;
const SETTLE_PATIENCE = 1000;

/** What the service alone can say; its answers tell its clock as well. */
const verdicts = ['pin_required', 'pin_invalid', 'pin_expired', 'pin_attempts_exceeded', ...serviceRefusals];
/** Refusals that say for sure that nothing was booked; the last two may be those of a server in between. */
const refusals = new Set([...verdicts, 'too many requests', 'invalid or missing API key']);

/** Notes postings of one proxy. */
export class PostingAttempts {
  readonly #records: Records;
  readonly #clock: ServiceClock;
  readonly #now: () => number;

  constructor(records: Records, clock: ServiceClock, now: () => number) {
    this.#records = records;
    this.#clock = clock;
    this.#now = now;
  }

  /** Makes a call and notes it, where it is a posting. */
  async carry(departure: Departure, call: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    const isPosting = departure.route !== 'lookup' && departure.route !== 'enrol';
    const noted = isPosting ? await this.#note(departure) : undefined;
    const sent = this.#now();
    const answer = await call();
    if (isOfService(answer)) this.#clock.observe(sent, this.#now(), answer.date);
    if (noted) await within(SETTLE_PATIENCE, this.#settle(departure, noted, answer)).catch(() => undefined);
    return answer;
  }

  async #note(departure: Departure): Promise<Noted> {
    const note = async (): Promise<Noted> => {
      await this.#records.shop();
      const subject = subjectOf(departure);
      const page = await this.#pageOf(departure);
      const { skew } = this.#clock;
      const at = this.#now() + (skew ?? 0);
      await Promise.all([
        this.#records.change(page, (before) => withTry(before, subject, at, skew !== undefined)),
        this.#records.list(page),
        subject.kind === 'coupon' && isCouponKey(departure.key) && this.#records.putKey(departure.key, page),
      ]);
      return { page, subject, wasSure: skew !== undefined };
    };
    return (await within(NOTE_PATIENCE, note())) ?? Promise.reject(refusalOf('proxy_unavailable'));
  }

  async #pageOf({ route, fields }: Departure): Promise<string> {
    if (route !== 'coupon') return customerPage(textOf(fields['customer_code']) ?? '');
    const id = await this.#records.coupon(tokenHash(fields['token']));
    return id === undefined ? untiedCoupons : couponPage(id);
  }

  async #settle({ route }: Departure, { page, subject, wasSure }: Noted, answer: ProxyAnswer): Promise<true> {
    const { skew } = this.#clock;
    const at = this.#now() + (skew ?? 0);
    const outcome = outcomeOf(route, answer);
    await Promise.all([
      this.#records.change(page, (before) => withOutcome(before, subject, outcome, at, wasSure ? undefined : skew)),
      route === 'earn' && outcome === 'done' && this.#tie(answer),
    ]);
    return true;
  }

  /** The answer to an earn that filled a card says which token belongs to which coupon. */
  async #tie({ body }: ProxyAnswer): Promise<void> {
    const coupon = fieldOf(body, 'coupon');
    if (typeof coupon !== 'object' || coupon === null) return;
    const { id, qr_token: token } = coupon as Record<string, unknown>;
    if (typeof token === 'string' && (typeof id === 'string' || typeof id === 'number')) {
      await this.#records.tie(tokenHash(token), String(id));
    }
  }
}

interface Noted {
  readonly page: string;
  readonly subject: Subject;
  readonly wasSure: boolean;
}

/** What is posted, as it is counted. */
function subjectOf({ route, fields, key }: Departure): Subject {
  const kind = postingOf(route);
  if (kind === 'coupon') return { id: isCouponKey(key) ? key : unnamed(), kind, card: 'coupon', value: 1 };
  const value = fields[kind === 'earn' ? 'amount' : 'value'];
  return {
    id: idOf(fields['external_id']),
    kind,
    card: cardOf(fields['card_type']),
    ...(typeof value === 'number' && { value }),
  };
}

/** An external id as it is kept. */
export function idOf(field: Field | undefined): string {
  const id = textOf(field);
  return id === undefined ? unnamed() : id.length > 64 ? `#${hashOf(id)}` : id;
}

/** The card of a posting; where a till leaves it to the service it may have been either. */
export function cardOf(field: Field | undefined): Card {
  return field === 'point' || field === 'stamp' ? field : 'any';
}

/** Whether a text can name a coupon's operation. */
export function isCouponKey(key: string): boolean {
  return /^[\w-]{16,64}$/.test(key);
}

function unnamed(): string {
  return `unnamed-${crypto.randomUUID()}`;
}

function tokenHash(token: Field | undefined): string {
  return hashOf(
    `coupon:${String(token ?? '')
      .normalize('NFKC')
      .trim()}`,
  );
}

function textOf(field: Field | undefined): string | undefined {
  return (typeof field === 'string' && field !== '') || typeof field === 'number' ? String(field) : undefined;
}

/** Whether no server in between can have made an answer: such a one has a clock of its own. */
function isOfService(answer: ProxyAnswer): boolean {
  return isSuccess(answer) || verdicts.includes(codeOf(answer) ?? '');
}

/** What an answer says of its posting; a refusal that is not one of the service's known ones may hide a booking. */
function outcomeOf(route: RouteName, answer: ProxyAnswer): Outcome {
  const reading = readPosting(postingOf(route), answer);
  if (reading === 'done') return 'done';
  if (reading === 'pin' || reading === 'busy') return 'refused';
  return !isSuccess(answer) && reading === 'refused' && refusals.has(codeOf(answer) ?? '') ? 'refused' : 'lost';
}

/** The result, or `undefined` where it does not come in time. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  const { promise, stop } = timer(ms);
  return Promise.race([work, promise.then(() => undefined)]).finally(stop);
}
