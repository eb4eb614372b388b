/**
 * One call of the service: the key is added here and stands nowhere else. Whatever comes back that is not JSON of the
 * service itself (a redirect, a page, half an answer) is no answer, and becomes one of two codes.
 */
import { ownAnswer, type ProxyAnswer } from './answer.js';
import { isJson, readText, type Fields } from './body.js';
import type { ProxyCodeName } from './codes.js';
import type { Route } from './routes.js';
import { timer } from './time-limit.js';

/** Maximum size of an answer of the service, in bytes after decompression. */
const MAX_BYTES = 256 * 1024;

/** Where the service is and how it is asked. */
export interface Upstream {
  readonly upstream: string;
  readonly apiKey: string;
  /** Instead of the global `fetch`. */
  readonly fetch: ((request: Request) => Promise<Response>) | undefined;
  readonly timeout: number;
}

/** Asks the service once and answers in any case; it never throws. */
export async function callUpstream(to: Upstream, route: Route, fields: Fields): Promise<ProxyAnswer> {
  const controller = new AbortController();
  const { promise: silence, stop } = timer(to.timeout);
  const giveUp = (code: ProxyCodeName): ProxyAnswer => {
    // Whatever is still coming in is of no use and must not hold a connection.
    controller.abort();
    return ownAnswer(code);
  };
  const answer = exchange(to, route, fields, controller.signal).then(
    (usable) => usable ?? giveUp('bad_gateway'),
    // The error may quote the request, and with it the key: nothing of it is kept.
    () => giveUp('bad_gateway'),
  );
  return Promise.race([answer, silence.then(() => giveUp('upstream_timeout'))]).finally(stop);
}

/** The platform takes an address quicker than a `Request`. */
function send(to: Upstream, route: Route, fields: Fields, signal: AbortSignal): Promise<Response> {
  const query = route.method === 'GET' ? `?${toQuery(fields)}` : '';
  const init = buildInit(to.apiKey, route, fields, signal);
  const address = to.upstream + route.path + query;
  return to.fetch ? to.fetch(new Request(address, init)) : fetch(address, init);
}

function buildInit(apiKey: string, { method }: Route, fields: Fields, signal: AbortSignal): RequestInit {
  const headers = { accept: 'application/json', 'x-api-key': apiKey };
  const common = { method, redirect: 'manual', signal } as const;
  if (method === 'GET') return { ...common, headers };
  return { ...common, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(fields) };
}

function toQuery(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
}

/** Gives the answer, or `undefined` where it is none of the service's own. */
async function exchange(
  to: Upstream,
  route: Route,
  fields: Fields,
  signal: AbortSignal,
): Promise<ProxyAnswer | undefined> {
  const response = await send(to, route, fields, signal);
  const { status, headers } = response;
  // In a browser a redirect that was not followed has status 0.
  if (status < 200 || (status >= 300 && status < 400) || !isJson(headers)) return undefined;
  const body = await readText(response, MAX_BYTES);
  JSON.parse(body);
  // A service that repeats what it was sent must not hand the key to a page.
  if (body.includes(to.apiKey)) return undefined;
  const retryAfter = headers.get('retry-after');
  const date = Date.parse(headers.get('date') ?? '');
  return { status, body, ...(retryAfter !== null && { retryAfter }), ...(date > 0 && { date }) };
}
