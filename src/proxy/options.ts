/**
 * What a merchant hands to the proxy, checked once. A proxy that is set up wrongly does not start; no message repeats
 * a value that was handed in, because one of them is the key.
 */
import { hashOf } from './hash.js';
import { createMemoryStore } from './memory-store.js';
import type { ProxyStore } from './store.js';
import type { Hook } from './time-limit.js';
import type { Verify } from './verify.js';
import { checkWebhooks, type WebhookOptions, type WebhookSettings } from './webhooks/options.js';

/** One line for the merchant's log. Nothing of a customer, a PIN, a QR text, a query or a key is in it. */
export interface LogEntry {
  readonly method: string;
  /** Name of the route, or `unknown`. */
  readonly route: string;
  readonly status: number;
  /** Milliseconds from the request to its answer. */
  readonly duration: number;
  /** Beginning of a hash of the till's session, where the till was authorized. */
  readonly session?: string;
  /** Which part of your own set-up failed or took too long, where the status is 503 for that; `onerror` has its error. */
  readonly fault?: Hook;
}

/**
 * How much is let through. The first two are calls per minute of all tills together, at first the vendor's own limits;
 * change them when the vendor's change. `Infinity` takes a limit away.
 */
export interface Limits {
  /** Look-ups and enrolments, counted together: 30. */
  customers: number;
  /** Earns, redemptions and coupons, counted together: 60. */
  postings: number;
  /** The part of them that one till may take: 0.5. */
  share: number;
  /** PIN challenges that one till may start for one customer or coupon in ten minutes: 5. */
  challenges: number;
  /** PIN challenges for one customer or coupon in ten minutes over all sessions, so that signing in again gains nothing: 8. */
  customerChallenges: number;
  /** Answers `customer_not_found` that one till may meet in ten minutes: 20. */
  misses: number;
}

const defaultLimits: Limits = {
  customers: 30,
  postings: 60,
  share: 0.5,
  challenges: 5,
  customerChallenges: 8,
  misses: 20,
};

/** Who is at the till: a session's id, alone or with its rights, or nobody. */
export type Authorized = string | null | { readonly session: string; readonly manager?: boolean };

/** How a proxy is set up. */
export interface ProxyOptions {
  /** The service's address, `https://{slug}.loyalite.app`; `http` is accepted on the machine itself only. */
  upstream: string;
  /** The secret key. It is added to the upstream request and appears nowhere else. */
  apiKey: string;
  /**
   * Who is at the till: the session's id, or `null` for nobody; `{ session, manager: true }` for a manager, who may see what
   * stayed open. It sees the request before its body was read and must leave the body alone.
   */
  authorize: (request: Request) => Authorized | Promise<Authorized>;
  /** Path that the five routes stand under; `/loyalite` when left out. */
  basePath?: string;
  /** Foreign origins that may call, `https://till.example` or an app's `capacitor://localhost`; none when left out. */
  origins?: readonly string[];
  /**
   * Lets an earn or redeem pass only for a customer whose QR this till looked up in the last 15 minutes, and no coupon that
   * the till itself calls typed; else 403 `verification_required`.
   */
  verifiedOnly?: boolean;
  /** Asked before a posting goes out, to compare it with the merchant's own order. */
  verify?: Verify;
  /** Takes in the service's signed events under `{basePath}/events`, and answers what became of lost operations. */
  webhooks?: WebhookOptions;
  /** Other limits than the vendor's. */
  limits?: Partial<Limits>;
  /**
   * Where booked ids, answers, limits and scans are kept. In memory when left out, with one warning on the console: a
   * restart then forgets which ids were booked. For one server `createSqliteStore` of `loyalite-elements/store-sqlite`.
   */
  store?: ProxyStore;
  /**
   * Whose ids these are, where one store serves several merchants or the key may change: notes are kept under this name.
   * When left out they are kept under a hash of `apiKey`.
   */
  merchant?: string;
  /** Called with one entry per request. */
  log?: (entry: LogEntry) => void;
  /** Called with what a hook or the store threw, which may quote anything; the till learns nothing of it. */
  onerror?: (error: unknown, hook: Hook) => void;
  /** Milliseconds for the service's whole answer, 8000 when left out: less than the ten seconds that a till waits. */
  timeout?: number;
  /** Milliseconds for each answer of `authorize`, `verify` and the store, 3000 when left out; then 503. */
  hookTimeout?: number;
  /** Instead of the global `fetch`, say a sandbox in the same process. */
  fetch?: (request: Request) => Promise<Response>;
  /** Instead of `Date.now`. */
  now?: () => number;
}

/** The options with every default filled in. */
export interface Settings extends Required<Omit<ProxyOptions, 'origins' | 'limits' | 'verify' | 'webhooks' | 'fetch'>> {
  readonly origins: ReadonlySet<string>;
  readonly limits: Limits;
  readonly verify: Verify | undefined;
  readonly webhooks: WebhookSettings | undefined;
  readonly fetch: ProxyOptions['fetch'];
}

/** Checks the options and fills in the defaults; throws a `TypeError` that names the option at fault. */
export function checkOptions(options: ProxyOptions): Settings {
  if (typeof options.authorize !== 'function') throw new TypeError('createProxy: authorize is required');
  const now = options.now ?? Date.now;
  const upstream = checkUpstream(options.upstream);
  const timeout = checkTime('timeout', options.timeout ?? 8000);
  return {
    upstream,
    apiKey: checkKey(options.apiKey),
    authorize: options.authorize,
    basePath: checkBasePath(options.basePath ?? '/loyalite'),
    origins: new Set((options.origins ?? []).map(checkOrigin)),
    verifiedOnly: options.verifiedOnly ?? false,
    verify: options.verify,
    webhooks: options.webhooks && checkWebhooks(options.webhooks, upstream, timeout),
    limits: checkLimits(options.limits ?? {}),
    store: options.store ?? unsafeStore(now),
    merchant: hashOf(options.merchant === undefined ? `key:${options.apiKey}` : `merchant:${options.merchant}`).slice(
      0,
      16,
    ),
    log: options.log ?? (() => undefined),
    onerror: options.onerror ?? (() => undefined),
    timeout,
    hookTimeout: checkTime('hookTimeout', options.hookTimeout ?? 3000),
    fetch: options.fetch,
    now,
  };
}

let isWarned = false;

/** Memory, which is right for tests alone: whoever takes it by leaving `store` out is told so, once. */
function unsafeStore(now: () => number): ProxyStore {
  if (!isWarned) {
    isWarned = true;
    // eslint-disable-next-line no-console -- A developer has to read it, and there is no error to throw.
    console.warn(
      'createProxy: no store was given. Booked ids are kept in memory and forgotten by a restart; give `store`, say createSqliteStore() of loyalite-elements/store-sqlite.',
    );
  }
  return createMemoryStore({ now });
}

function checkTime(name: string, ms: number): number {
  if (!(ms > 0 && ms < 2 ** 31)) throw new TypeError(`createProxy: ${name} must be a number of milliseconds`);
  return ms;
}

function checkUpstream(text: unknown): string {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw new TypeError('createProxy: upstream must be the address of the service');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new TypeError('createProxy: upstream must be https');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new TypeError('createProxy: upstream must be a plain address, without credentials, query or fragment');
  }
  return url.href.replace(/\/+$/, '');
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

function checkKey(key: unknown): string {
  // Whatever a header cannot carry would make fetch throw, with the value in its message.
  if (typeof key !== 'string' || !/^[\x21-\x7e]+$/.test(key)) {
    throw new TypeError('createProxy: apiKey is required and must be printable');
  }
  return key;
}

function checkBasePath(path: string): string {
  if (!/^(\/[\w.~-]+)*\/?$/.test(path)) throw new TypeError('createProxy: basePath must look like /loyalite');
  return path.replace(/\/$/, '');
}

/**
 * The origin of a page, or of an app whose shell gives it a scheme of its own: `capacitor://localhost`, `tauri://localhost`,
 * `app://till`. Of those `URL` knows no origin, so they are held as they are written. `null` and files stand for anybody.
 */
function checkOrigin(origin: string): string {
  const isApp =
    /^(?!(?:https?|wss?|ftp|file|data|blob|about|javascript):)[a-z][a-z0-9+.-]*:\/\/[a-z0-9.-]+(?::\d{1,5})?$/.test(
      origin,
    );
  if (!isApp && (/^file:/.test(origin) || !URL.canParse(origin) || new URL(origin).origin !== origin)) {
    throw new TypeError('createProxy: origins must look like https://till.example or capacitor://localhost');
  }
  return origin;
}

function checkLimits(given: Partial<Limits>): Limits {
  const limits = { ...defaultLimits };
  for (const name of Object.keys(limits) as (keyof Limits)[]) {
    const limit = given[name] ?? limits[name];
    if (!(limit > 0)) throw new TypeError(`createProxy: limits.${name} must be a number above zero`);
    limits[name] = limit;
  }
  return limits;
}
