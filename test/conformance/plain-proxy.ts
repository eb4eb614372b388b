/**
 * A small proxy as somebody else might write it, in steps that a careless author could get wrong one at a time.
 * It shares no line with the one in `src/proxy/`.
 */

/** A request on its way through. */
export interface Passage {
  request: Request;
  path: string;
  body: string;
}

/** The steps of a proxy. */
export interface Steps {
  isRoute: (method: string, path: string) => boolean;
  isOwnPage: (headers: Headers) => boolean;
  session: (request: Request) => boolean;
  noSession: () => Response;
  isJson: (type: string) => boolean;
  most: number;
  headersUp: (headers: Headers) => Record<string, string>;
  bodyUp: (body: string) => string;
  ask: (url: string, init: RequestInit) => Promise<Response>;
  headersDown: (answer: Response) => Record<string, string>;
  answer: (answer: Response, headers: Record<string, string>) => Promise<Response>;
  remembered: (passage: Passage) => Response | undefined;
  remember: (passage: Passage, answer: Response) => void;
  log: (passage: Passage) => void;
}

/** The key that it holds. */
export const key = 'sk_live_plain_proxy_key';
const refuse = (status: number, error: string): Response => Response.json({ error }, { status });
const five = new Set([
  'GET /webhook/customer',
  'POST /webhook/customer',
  'POST /webhook/pos',
  'POST /webhook/redeem',
  'POST /webhook/coupons/redeem',
]);

/** The steps done right. */
export const careful: Steps = {
  isRoute: (method, path) => five.has(`${method} ${path}`),
  isOwnPage: (headers) =>
    headers.get('origin') === 'http://127.0.0.1' || headers.get('sec-fetch-site') === 'same-origin',
  session: (request) => request.headers.get('x-till') === 'till-session-0001',
  noSession: () => refuse(401, 'no_session'),
  isJson: (type) => type === 'application/json',
  most: 8192,
  headersUp: () => ({ 'x-api-key': key, 'content-type': 'application/json' }),
  bodyUp: (body) => body,
  ask: (url, init) => fetch(url, init),
  headersDown: (answer) => {
    const wait = answer.headers.get('retry-after');
    return {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(wait ? { 'retry-after': wait } : {}),
    };
  },
  answer: async (answer, headers) => {
    const text = await answer.text();
    const redirect = answer.status >= 300 && answer.status < 400;
    const sound = answer.headers.get('content-type') === 'application/json' && !text.includes(key);
    if (redirect || !sound) return refuse(502, 'bad_answer');
    JSON.parse(text);
    return new Response(text, { status: answer.status, headers });
  },
  remembered: () => undefined,
  remember: () => undefined,
  log: () => undefined,
};

/** The handler with some steps done otherwise. */
export function plainProxy(upstream: string, change: Partial<Steps> = {}): (request: Request) => Promise<Response> {
  const steps = { ...careful, ...change };
  return (request) => pass(steps, upstream, request).catch(() => refuse(502, 'bad_answer'));
}

async function pass(steps: Steps, upstream: string, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const path = pathname.replace(/^\/api/, '');
  if (!pathname.startsWith('/api/') || !steps.isRoute(request.method, path)) return refuse(404, 'no_such_route');
  if (!steps.isOwnPage(request.headers)) return refuse(403, 'foreign');
  if (!steps.session(request)) return steps.noSession();
  if (request.method === 'POST' && !steps.isJson(request.headers.get('content-type') ?? ''))
    return refuse(415, 'not_json');
  const body = await request.text();
  if (body.length > steps.most) return refuse(413, 'too_long');
  const passage = { request, path, body };
  steps.log(passage);
  return forward(steps, `${upstream}${path}${search}`, passage);
}

async function forward(steps: Steps, url: string, passage: Passage): Promise<Response> {
  const known = steps.remembered(passage);
  if (known) return known;
  const { method, headers } = passage.request;
  const body = method === 'GET' ? null : steps.bodyUp(passage.body);
  const answer = await steps.ask(url, { method, headers: steps.headersUp(headers), body, redirect: 'manual' });
  const told = await steps.answer(answer, steps.headersDown(answer));
  steps.remember(passage, told.clone());
  return told;
}
