/**
 * The merchant's side: a handler of Fetch requests that stands between tills and the service and adds the key.
 * It holds the order of the checks and leaves each of them to its own file. It needs nothing but what every server with
 * the Fetch API has, and no DOM.
 */
import { ownAnswer, ProxyRefusal, toResponse, type ProxyAnswer } from './answer.js';
import { readBody, readQuery, type Fields } from './body.js';
import { hashOf } from './hash.js';
import { checkOptions, type LogEntry, type ProxyOptions, type Settings } from './options.js';
import { corsHeaders, isAllowedOrigin, preflight } from './origin.js';
import { CallPipeline } from './pipeline.js';
import { findRoute, pathOf, type Route } from './routes.js';
import { AtomicStore } from './atomic-store.js';
import { callHook, HookError, inTime, type Hook } from './time-limit.js';
import { findWebhookRoute, Webhooks, type WebhookRoute } from './webhooks/webhooks.js';

/** The shape that workers, Deno and Bun serve as it stands. */
export interface LoyaliteProxy {
  fetch(request: Request): Promise<Response>;
}

/** What does not change from request to request. */
interface Setup {
  readonly settings: Settings;
  readonly pipeline: CallPipeline;
  readonly webhooks: Webhooks | undefined;
}

/** What the log may know of a request while it is on its way. */
interface LogContext {
  route: string;
  session?: string;
  fault?: Hook;
}

/**
 * Makes the handler for the five calls of a till; throws a `TypeError` when the set-up is not safe.
 *
 * @example
 * ```ts
 * import { createProxy } from 'loyalite-elements/proxy';
 * import { createSqliteStore } from 'loyalite-elements/store-sqlite';
 *
 * const proxy = createProxy({
 *   upstream: 'https://your-shop.loyalite.app',
 *   apiKey: process.env['LOYALITE_API_KEY'] ?? '',
 *   authorize: (request) => sessionOf(request), // the session's id, or null for nobody
 *   store: createSqliteStore('loyalite.db'),
 * });
 * const response = await proxy.fetch(request);
 * ```
 */
export function createProxy(options: ProxyOptions): LoyaliteProxy {
  const settings = checkOptions(options);
  const { webhooks: given, store, hookTimeout, now, merchant } = settings;
  const webhooks = given && new Webhooks(given, new AtomicStore(store, hookTimeout), now, merchant);
  const setup: Setup = { settings, pipeline: new CallPipeline(settings, webhooks), webhooks };
  return { fetch: (request) => respond(setup, request) };
}

async function respond(setup: Setup, request: Request): Promise<Response> {
  const { settings } = setup;
  const started = settings.now();
  const context: LogContext = { route: 'unknown' };
  const response = await route(setup, request, context).catch((error: unknown) => {
    if (error instanceof HookError) context.fault = error.hook;
    report(settings, error);
    // Only what comes before the service can fail so, and nothing of the error is told: it might quote what it was given.
    return toResponse(ownAnswer('proxy_unavailable'), corsHeaders(request.headers, settings.origins));
  });
  writeLog(settings, {
    method: request.method,
    ...context,
    status: response.status,
    duration: settings.now() - started,
  });
  return response;
}

/** A broken log or `onerror` must not take an answer from a till. */
function writeLog(settings: Settings, entry: LogEntry): void {
  try {
    settings.log(entry);
  } catch {
    // Nobody is left to tell.
  }
}

function report(settings: Settings, error: unknown): void {
  try {
    if (error instanceof HookError) settings.onerror(error.cause ?? error, error.hook);
  } catch {
    // Nobody is left to tell.
  }
}

async function route(setup: Setup, request: Request, context: LogContext): Promise<Response> {
  const { settings } = setup;
  try {
    const asks = request.method === 'OPTIONS';
    const method = asks ? undefined : request.method;
    const pathname = pathOf(request.url);
    const question = setup.webhooks && findWebhookRoute(method, pathname, settings.basePath);
    if (question) context.route = question;
    if (question === 'events' && !asks && setup.webhooks) return toResponse(await setup.webhooks.receive(request), {});
    const found = findRoute(method, pathname, settings.basePath);
    if (!found && !question) throw new ProxyRefusal('route_unknown');
    if (found) context.route = found.name;
    if (!isAllowedOrigin(request.headers, settings.origins)) throw new ProxyRefusal('origin_refused');
    if (asks) return preflight(request, settings.origins);
    const content = found ? answer(setup, request, found, context) : ask(setup, request, question, context);
    return toResponse(await content, corsHeaders(request.headers, settings.origins));
  } catch (error) {
    if (error instanceof ProxyRefusal) return toResponse(error.answer, corsHeaders(request.headers, settings.origins));
    throw error;
  }
}

async function answer(
  { settings, pipeline }: Setup,
  request: Request,
  found: Route,
  context: LogContext,
): Promise<ProxyAnswer> {
  const { session, till } = await signedIn(settings, request, context);
  const fields = await read(settings, request, found);
  const repeat = request.headers.get('idempotency-key') ?? '';
  const coupon = request.headers.get('loyalite-operation') ?? '';
  return pipeline.handle({ route: found, session, till, fields, repeat, coupon });
}

/** What became of an operation, or of all of them. */
async function ask(
  { settings, webhooks }: Setup,
  request: Request,
  question: WebhookRoute | undefined,
  context: LogContext,
): Promise<ProxyAnswer> {
  const { manager } = await signedIn(settings, request, context);
  if (!webhooks || !question || question === 'events') throw new ProxyRefusal('route_unknown');
  return webhooks.ask(question, request, { manager });
}

interface SignedIn {
  readonly session: string;
  readonly till: string;
  readonly manager: boolean;
}

async function signedIn(settings: Settings, request: Request, context: LogContext): Promise<SignedIn> {
  const given = await callHook('authorize', settings.hookTimeout, () => settings.authorize(request));
  const { session, manager = false } = typeof given === 'object' && given !== null ? given : { session: given };
  if (!session) throw new ProxyRefusal('session_expired');
  // The session may be a cookie's value: it is neither kept nor logged as it is.
  const till = hashOf(`session:${session}`).slice(0, 32);
  context.session = till.slice(0, 12);
  return { session, till, manager };
}

async function read(settings: Settings, request: Request, found: Route): Promise<Fields> {
  if (found.method === 'GET') return readQuery(new URL(request.url), found);
  return inTime(settings.timeout, readBody(request, found), () => new ProxyRefusal('request_timeout'));
}
