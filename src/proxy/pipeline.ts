/**
 * What happens to a call that was let in, as a list of steps around the call of the service: memory first, because a repeat
 * costs nothing and must find its answer; then the merchant's rules; then the limits; then the service. Knows nothing of HTTP.
 */
import { ProxyRefusal, type ProxyAnswer } from './answer.js';
import { AtomicStore } from './atomic-store.js';
import { AttemptLimiter, type Counter } from './attempt-limiter.js';
import type { Fields } from './body.js';
import { IdempotencyCache } from './idempotency-cache.js';
import { identify, subjectOf, type Identity } from './identity.js';
import { acquire } from './limits.js';
import type { Settings } from './options.js';
import type { Route } from './routes.js';
import { Scans } from './scans.js';
import { callUpstream } from './upstream.js';
import { checkOperation, fieldText, toOperation } from './verify.js';
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

/** A call with what the steps need to know of it. */
interface Context extends Call {
  readonly identity: Identity | undefined;
  /** Whether its customer was scanned in this session; read once, when it is first needed. */
  wasScanned?: Promise<boolean>;
}

/** One step: answers by itself, throws a `ProxyRefusal`, or goes on to the `next` and may look at its answer. */
type Step = (context: Context, next: () => Promise<ProxyAnswer>) => Promise<ProxyAnswer>;

/** Serves calls, one after the other or many at once. */
export class CallPipeline {
  readonly #settings: Settings;
  readonly #store: AtomicStore;
  readonly #scans: Scans;
  readonly #attempts: AttemptLimiter;
  readonly #cache: IdempotencyCache;
  readonly #webhooks: Webhooks | undefined;

  constructor(settings: Settings, webhooks: Webhooks | undefined) {
    this.#settings = settings;
    this.#webhooks = webhooks;
    this.#store = new AtomicStore(settings.store, settings.hookTimeout);
    this.#scans = new Scans(this.#store, settings.now);
    this.#attempts = new AttemptLimiter(this.#store, settings.now);
    this.#cache = new IdempotencyCache(this.#store, settings.now, settings.timeout);
  }

  /** Gives the answer to a call; throws a `ProxyRefusal` where the proxy itself says no, and nothing was sent then. */
  handle(call: Call): Promise<ProxyAnswer> {
    const isPosting = call.route.bucket === 'postings';
    const context: Context = {
      ...call,
      identity: isPosting
        ? identify({ ...call, route: call.route.name, merchant: this.#settings.merchant })
        : undefined,
    };
    return runSteps(isPosting ? this.#posting : this.#lookup, context);
  }

  readonly #lookup: readonly Step[] = [
    (context, next) => this.#recordScan(context, next),
    (context, next) => this.#checkAttempts(context, next),
    (context, next) => this.#acquire(context, next),
    (context, next) => this.#countAttempts(context, next),
    (context) => this.#callService(context),
  ];

  readonly #posting: readonly Step[] = [
    (context, next) => this.#answerFromMemory(context, next),
    (context, next) => this.#requireScan(context, next),
    (context, next) => this.#askMerchant(context, next),
    (context, next) => this.#checkAttempts(context, next),
    (context, next) => this.#acquire(context, next),
    (context, next) => this.#countAttempts(context, next),
    (context, next) => this.#recordPassed(context, next),
    (context) => this.#callService(context),
  ];

  #answerFromMemory({ identity }: Context, next: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    return identity ? this.#cache.run(identity, next) : next();
  }

  /** With `verifiedOnly`: a customer scanned in this session, or an operation that was let through before. */
  async #requireScan(context: Context, next: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    if (this.#settings.verifiedOnly && !(await this.#isVouched(context)))
      throw new ProxyRefusal('verification_required');
    return next();
  }

  async #isVouched(context: Context): Promise<boolean> {
    const { route, fields, identity } = context;
    const isVouched = route.name === 'coupon' ? fields['manual_code'] !== true : await this.#wasScanned(context);
    return isVouched || (identity !== undefined && this.#scans.hasPassed(operationOf(identity)));
  }

  async #askMerchant({ route, session, fields }: Context, next: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    const { verify, hookTimeout } = this.#settings;
    if (verify) await checkOperation(verify, hookTimeout, toOperation(route.name, session, fields));
    return next();
  }

  /** Before a turn is taken from the bucket, and without writing anything. */
  async #checkAttempts(context: Context, next: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    await this.#attempts.check(await this.#counters(context));
    return next();
  }

  async #acquire({ route, till }: Context, next: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    const { now, limits } = this.#settings;
    const all = limits[route.bucket];
    const quota = { all, each: Math.max(1, all * limits.share) };
    if (all < Infinity) await acquire(this.#store, route.bucket, till.slice(0, 12), now(), quota);
    return next();
  }

  async #countAttempts(context: Context, next: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    return this.#attempts.run(await this.#counters(context), next);
  }

  /** An operation that leaves may be asked for again without another scan, because its answer may be lost. */
  async #recordPassed({ identity }: Context, next: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    if (this.#settings.verifiedOnly && identity) await this.#scans.recordPassed(operationOf(identity));
    return next();
  }

  async #recordScan({ till, fields }: Context, next: () => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    const answer = await next();
    // The answer reaches the till even where the store fails now: the customer then has to be scanned once more.
    if ('qr' in fields) await this.#scans.recordScan(till, answer).catch(() => undefined);
    return answer;
  }

  #callService({ route, fields, coupon }: Context): Promise<ProxyAnswer> {
    const call = (): Promise<ProxyAnswer> => callUpstream(this.#settings, route, fields);
    return this.#webhooks ? this.#webhooks.carry({ route: route.name, fields, key: coupon }, call) : call();
  }

  async #counters(context: Context): Promise<Counter[]> {
    const { till, fields } = context;
    const { challenges, customerChallenges, misses } = this.#settings.limits;
    const counters: Counter[] = [];
    if (await this.#isGuessable(context))
      counters.push({ key: `misses:${till}`, code: 'customer_not_found', max: misses });
    const subject = subjectOf(fields);
    if (subject !== undefined) {
      // The PIN of the last challenge must still get through; only a challenge more than that is too many.
      const more = fieldText(fields['verification_pin'])?.trim() ? 1 : 0;
      const code = 'pin_required';
      counters.push({ key: `challenges:${till}:${subject}`, code, max: challenges + more });
      counters.push({ key: `customer-challenges:${subject}`, code, max: customerChallenges + more });
    }
    return counters.filter(({ max }) => max < Infinity);
  }

  /** Whether a person may have made up the customer code. */
  async #isGuessable(context: Context): Promise<boolean> {
    const { route, fields } = context;
    if (route.bucket === 'customers') return 'code' in fields;
    return route.name !== 'coupon' && !(await this.#wasScanned(context));
  }

  #wasScanned(context: Context): Promise<boolean> {
    const { till, fields } = context;
    return (context.wasScanned ??= this.#scans.wasScanned(till, fieldText(fields['customer_code']) ?? ''));
  }
}

/** Runs the first step, which runs the second, and so on. */
function runSteps(steps: readonly Step[], context: Context): Promise<ProxyAnswer> {
  const run = async (index: number): Promise<ProxyAnswer> => {
    const step = steps[index];
    if (!step) throw new Error('The last step has no next one.');
    return step(context, () => run(index + 1));
  };
  return run(0);
}

function operationOf({ key, content }: Identity): string {
  return `${key}:${content}`;
}
