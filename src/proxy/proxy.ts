/**
 * The merchant's side: a handler of Fetch requests that stands between tills and the service and adds the key.
 * It holds the order of the checks and leaves each of them to its own file. It needs nothing but what every server with
 * the Fetch API has, and no DOM.
 */
import { Refusal, refusal, toResponse, type Answer } from './answer.js';
import { readBody, readQuery, type Fields } from './body.js';
import { Desk } from './desk.js';
import { checkOptions, type ProxyOptions, type Settings } from './options.js';
import { corsHeaders, isAllowedOrigin, preflight } from './origin.js';
import { findRoute, type Route } from './routes.js';
import { sha256 } from './sha256.js';
import { Shelf } from './store.js';
import { timer } from './upstream.js';
import { findWebhookRoute, Webhooks, type WebhookRoute } from './webhooks/webhooks.js';

/** The shape that workers, Deno and Bun serve as it stands. */
export interface LoyaliteProxy {
  fetch(request: Request): Promise<Response>;
}

/** What does not change from request to request. */
interface Setup {
  readonly settings: Settings;
  readonly desk: Desk;
  readonly webhooks: Webhooks | undefined;
}

/** What the log may know of a request while it is on its way. */
interface Trace {
  route: string;
  session?: string;
}

/** Makes the handler for the five calls of a till; throws when the set-up is not safe. */
export function createProxy(options: ProxyOptions): LoyaliteProxy {
  const settings = checkOptions(options);
  const { webhooks: given, store, now, apiKey } = settings;
  const merchant = sha256(`key:${apiKey}`).slice(0, 16);
  const webhooks = given && new Webhooks(given, new Shelf(store), now, merchant);
  const setup: Setup = { settings, desk: new Desk(settings, webhooks), webhooks };
  return { fetch: (request) => respond(setup, request) };
}

async function respond(setup: Setup, request: Request): Promise<Response> {
  const { settings } = setup;
  const started = settings.now();
  const trace: Trace = { route: 'unknown' };
  const response = await route(setup, request, trace).catch(() => unavailable(settings, request));
  writeLog(settings, {
    method: request.method,
    ...trace,
    status: response.status,
    duration: settings.now() - started,
  });
  return response;
}

/** A failure in the merchant's own hooks or store: nothing of it is told, it might quote what it was given. */
function unavailable(settings: Settings, request: Request): Response {
  return toResponse(refusal(503, 'proxy_unavailable'), corsHeaders(request.headers, settings.origins));
}

function writeLog(settings: Settings, entry: Parameters<Settings['log']>[0]): void {
  try {
    settings.log(entry);
  } catch {
    // A broken log must not take an answer from a till.
  }
}

async function route(setup: Setup, request: Request, trace: Trace): Promise<Response> {
  const { settings } = setup;
  const cors = corsHeaders(request.headers, settings.origins);
  try {
    const asks = request.method === 'OPTIONS';
    const method = asks ? undefined : request.method;
    const { pathname } = new URL(request.url);
    const question = setup.webhooks && findWebhookRoute(method, pathname, settings.basePath);
    if (question) trace.route = question;
    if (question === 'events' && !asks && setup.webhooks) return toResponse(await setup.webhooks.receive(request), {});
    const found = findRoute(method, pathname, settings.basePath);
    if (!found && !question) throw new Refusal(404, 'route_unknown');
    if (found) trace.route = found.name;
    if (!isAllowedOrigin(request.headers, settings.origins)) throw new Refusal(403, 'origin_refused');
    if (asks) return preflight(request, settings.origins);
    const content = found ? answer(setup, request, found, trace) : ask(setup, request, question, trace);
    return toResponse(await content, cors);
  } catch (error) {
    if (error instanceof Refusal) return toResponse(error.answer, cors);
    throw error;
  }
}

async function answer({ settings, desk }: Setup, request: Request, found: Route, trace: Trace): Promise<Answer> {
  const { session, till } = await signedIn(settings, request, trace);
  const fields = await read(settings, request, found);
  const repeat = request.headers.get('idempotency-key') ?? '';
  const coupon = request.headers.get('loyalite-operation') ?? '';
  return desk.serve({ route: found, session, till, fields, repeat, coupon });
}

/** What became of an operation, or of all of them. */
async function ask(
  { settings, webhooks }: Setup,
  request: Request,
  question: WebhookRoute | undefined,
  trace: Trace,
): Promise<Answer> {
  const { manager } = await signedIn(settings, request, trace);
  if (!webhooks || !question || question === 'events') throw new Refusal(404, 'route_unknown');
  return webhooks.ask(question, request, { manager });
}

interface SignedIn {
  readonly session: string;
  readonly till: string;
  readonly manager: boolean;
}

async function signedIn(settings: Settings, request: Request, trace: Trace): Promise<SignedIn> {
  const given = await settings.authorize(request);
  const { session, manager = false } = typeof given === 'object' && given !== null ? given : { session: given };
  if (!session) throw new Refusal(401, 'unauthorized');
  // The session may be a cookie's value: it is neither kept nor logged as it is.
  const till = sha256(`session:${session}`).slice(0, 32);
  trace.session = till.slice(0, 12);
  return { session, till, manager };
}

async function read(settings: Settings, request: Request, found: Route): Promise<Fields> {
  if (found.method === 'GET') return readQuery(new URL(request.url), found);
  const { promise, stop } = timer(settings.timeout);
  const late = promise.then(() => Promise.reject(new Refusal(408, 'request_timeout')));
  return Promise.race([readBody(request, found), late]).finally(stop);
}
