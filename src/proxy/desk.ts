/**
 * What happens to a call that was let in: memory first, because a repeat costs nothing and must find its answer; then
 * the merchant's rules; then the limits; then the service. Knows nothing of HTTP.
 */
import { Refusal, type Answer } from './answer.js';
import type { Fields } from './body.js';
import { Guesses, type Count } from './guessing.js';
import { takeTurn, type Quota } from './limits.js';
import type { Settings } from './options.js';
import { Replays, type Identity } from './replay.js';
import { postingOf, type BucketName, type Route } from './routes.js';
import { Scans } from './scans.js';
import { sha256 } from './sha256.js';
import { Shelf } from './store.js';
import { callUpstream } from './upstream.js';
import { checkOperation, textOf } from './verify.js';
import type { Webhooks } from './webhooks/webhooks.js';

/** A call of an authorized till. */
export interface Call {
  readonly route: Route;
  /** What `authorize` gave, for the merchant's own hook. */
  readonly session: string;
  /** The session hashed, for everything that is kept. */
  readonly till: string;
  readonly fields: Fields;
  /** The `Idempotency-Key` header, empty where there is none. */
  readonly repeat: string;
  /** What a till calls one coupon by, over all its tries; empty where it sends none. */
  readonly coupon: string;
}

/** Serves calls, one after the other or many at once. */
export class Desk {
  readonly #settings: Settings;
  readonly #shelf: Shelf;
  readonly #scans: Scans;
  readonly #guesses: Guesses;
  readonly #replays: Replays;
  readonly #webhooks: Webhooks | undefined;

  constructor(settings: Settings, webhooks: Webhooks | undefined) {
    this.#settings = settings;
    this.#webhooks = webhooks;
    this.#shelf = new Shelf(settings.store);
    this.#scans = new Scans(this.#shelf);
    this.#guesses = new Guesses(this.#shelf, settings.now);
    this.#replays = new Replays(this.#shelf, settings.now, settings.timeout);
  }

  /** Gives the answer to a call; throws a `Refusal` where the proxy itself says no. */
  async serve(call: Call): Promise<Answer> {
    const { name } = call.route;
    if (name !== 'lookup' && name !== 'enrol') return this.#post(call);
    const answer = await this.#ask(call, 'code' in call.fields);
    if ('qr' in call.fields) await this.#scans.note(call.till, answer);
    return answer;
  }

  async #post(call: Call): Promise<Answer> {
    const identity = identify(call);
    if (!identity) return this.#ask(call, !(await this.#checkCustomer(call, undefined)));
    const operation = identity.key + identity.body;
    return this.#replays.once(identity, async () =>
      this.#ask(call, !(await this.#checkCustomer(call, operation)), operation),
    );
  }

  /** Holds a posting against the merchant's rules and tells whether its customer, if it names one, was scanned here. */
  async #checkCustomer(call: Call, operation: string | undefined): Promise<boolean> {
    const { route, session, till, fields } = call;
    const isCoupon = route.name === 'coupon';
    const scanned = isCoupon || (await this.#scans.has(till, textOf(fields['customer_code']) ?? ''));
    if (this.#settings.verifiedOnly) {
      const vouched = isCoupon ? fields['manual_code'] !== true : scanned;
      const passed = vouched || (operation !== undefined && (await this.#scans.hasPassed(operation)));
      if (!passed) throw new Refusal(403, 'verification_required');
    }
    if (this.#settings.verify) await checkOperation(this.#settings.verify, route.name, session, fields);
    return scanned;
  }

  /**
   * Asks the service, within the limits. `guessable` says that a person may have made up the customer code; an `operation`
   * that leaves may be asked for again without another scan, because its answer may be lost.
   */
  async #ask(call: Call, guessable: boolean, operation?: string): Promise<Answer> {
    const { route, till, fields } = call;
    const quota = this.#quota(route.bucket);
    const admit = async (): Promise<void> => {
      if (quota.all < Infinity)
        await takeTurn(this.#shelf, route.bucket, till.slice(0, 12), this.#settings.now(), quota);
    };
    return this.#guesses.under(this.#counts(call, guessable), admit, async () => {
      if (this.#settings.verifiedOnly && operation !== undefined) await this.#scans.pass(operation);
      const send = (): Promise<Answer> => callUpstream(this.#settings, route, fields);
      const departure = { route: route.name, fields, key: call.coupon };
      return this.#webhooks ? this.#webhooks.carry(departure, send) : send();
    });
  }

  #counts({ till, fields }: Call, guessable: boolean): Count[] {
    const { challenges, misses } = this.#settings.limits;
    const counts: Count[] = [];
    if (guessable) counts.push({ key: `misses:${till}`, code: 'customer_not_found', most: misses });
    const subject = subjectOf(fields);
    if (subject !== undefined) {
      // The PIN of the last challenge must still get through; only a challenge more than that is too many.
      const most = textOf(fields['verification_pin'])?.trim() ? challenges + 1 : challenges;
      counts.push({ key: `challenges:${till}:${subject}`, code: 'pin_required', most });
    }
    return counts.filter(({ most }) => most < Infinity);
  }

  #quota(bucket: BucketName): Quota {
    const { share, [bucket]: all } = this.#settings.limits;
    return { all, each: Math.max(1, all * share) };
  }
}

/** Whom a PIN challenge is for; a coupon's token is worth something and is not kept as it is. */
function subjectOf(fields: Fields): string | undefined {
  const token = textOf(fields['token']);
  if (token !== undefined) return sha256(token);
  const code = textOf(fields['customer_code']);
  return code === undefined ? undefined : shortened(plain(code));
}

/** One customer must not be counted as several, whatever spellings of a number the service takes for the same. */
function plain(code: string): string {
  const text = code.normalize('NFKC').trim().toLowerCase();
  const number = text === '' ? NaN : Math.trunc(Number(text));
  return Number.isSafeInteger(number) ? String(number) : text;
}

/** Longer names are kept as their hash. */
const LONGEST_NAME = 64;

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `#${sha256(name)}` : name;
}

/** What a repeat is known by: the external id, or for a coupon the header that a till sends with each try of its own. */
function identify({ route, till, fields, repeat }: Call): Identity | undefined {
  const kind = postingOf(route.name);
  const id = kind === 'coupon' ? repeat : textOf(fields['external_id']);
  if (!id) return undefined;
  const { verification_pin: pin, ...rest } = fields;
  return {
    key: `reply:${till}:${route.name}:${shortened(id)}`,
    body: sha256(JSON.stringify(rest)),
    pin: JSON.stringify(pin ?? null),
    kind,
  };
}
