/** Proxies with one thing wrong each, and the checks that must find it. */
import { careful, key, type Passage, type Steps } from './plain-proxy.js';

/** A proxy that somebody did not think through. */
export interface Careless {
  /** What it does wrong. */
  fault: string;
  change: () => Partial<Steps>;
  /** Exactly these checks fail. */
  fails: string[];
}

/** Answers from a memory, under a name of the passage's choice. */
function memory(name: (passage: Passage) => string | undefined, keeps: (status: number) => boolean): Partial<Steps> {
  const kept = new Map<string, Response>();
  return {
    remembered: (passage) => kept.get(name(passage) ?? '')?.clone(),
    remember: (passage, answer) => {
      const found = name(passage);
      if (found !== undefined && keeps(answer.status)) kept.set(found, answer);
    },
  };
}

function externalId({ body }: Passage): string | undefined {
  return /"external_id":"([^"]+)"/.exec(body)?.[1];
}

/** Hands an answer on as it is, whatever `careful` would have refused it for. */
async function handOn(answer: Response, headers: Record<string, string>): Promise<Response> {
  if (answer.status >= 300 && answer.status < 400) return careful.answer(answer, headers);
  const type = answer.headers.get('content-type') ?? '';
  const text = (await answer.text()).replaceAll(key, '');
  return new Response(text, { status: answer.status, headers: { ...headers, 'content-type': type } });
}

const connection = ['host', 'connection', 'content-length', 'transfer-encoding'];

/** Every careless proxy. */
export const careless: Careless[] = [
  {
    fault: 'opens everything below /webhook',
    change: () => ({ isRoute: (_, path) => path.startsWith('/webhook') }),
    fails: ['only-five'],
  },
  {
    fault: 'does not look at the method',
    change: () => ({ isRoute: (_, path) => careful.isRoute('POST', path) }),
    fails: ['only-five'],
  },
  {
    fault: 'forgets a route',
    change: () => ({ isRoute: (method, path) => path !== '/webhook/redeem' && careful.isRoute(method, path) }),
    fails: ['routes'],
  },
  { fault: 'lets anybody in', change: () => ({ session: () => true }), fails: ['session'] },
  {
    fault: 'sends a till without a session to a login',
    change: () => ({ noSession: () => new Response(null, { status: 302, headers: { location: '/login' } }) }),
    fails: ['session'],
  },
  { fault: 'lets every page in', change: () => ({ isOwnPage: () => true }), fails: ['foreign-origin'] },
  {
    fault: 'trusts sandboxed frames',
    change: () => ({ isOwnPage: (headers) => headers.get('origin') === 'null' || careful.isOwnPage(headers) }),
    fails: ['foreign-origin'],
  },
  { fault: 'takes any content type', change: () => ({ isJson: () => true }), fails: ['content-type'] },
  { fault: 'takes bodies of any size', change: () => ({ most: Infinity }), fails: ['size'] },
  {
    fault: 'makes strings of numbers',
    change: () => ({ bodyUp: (body) => body.replace(/:([\d.]+)/g, ':"$1"') }),
    fails: ['bodies'],
  },
  {
    fault: 'makes a number of the PIN',
    change: () => ({ bodyUp: (body) => body.replace(/"verification_pin":"0*(\d+)"/, '"verification_pin":$1') }),
    fails: ['pin-turns'],
  },
  {
    fault: 'mints ids of its own',
    change: () => ({ bodyUp: (body) => body.replace('"external_id":"', `"external_id":"${String(Math.random())}`) }),
    fails: ['bodies', 'repeats'],
  },
  {
    fault: 'passes the till’s headers on',
    change: () => ({
      headersUp: (headers) => ({
        ...Object.fromEntries([...headers].filter(([name]) => !connection.includes(name))),
        ...careful.headersUp(headers),
      }),
    }),
    fails: ['headers-in'],
  },
  {
    fault: 'prefers a key that the till sends',
    change: () => ({
      headersUp: (headers) => ({ ...careful.headersUp(headers), 'x-api-key': headers.get('x-api-key') ?? key }),
    }),
    fails: ['headers-in', 'key'],
  },
  {
    fault: 'passes the service’s headers on',
    change: () => ({
      headersDown: (answer) => ({ ...Object.fromEntries(answer.headers), ...careful.headersDown(answer) }),
    }),
    fails: ['headers-out'],
  },
  {
    fault: 'lets answers be stored',
    change: () => ({ headersDown: (answer) => ({ ...careful.headersDown(answer), 'cache-control': 'max-age=60' }) }),
    fails: ['headers-out'],
  },
  {
    fault: 'makes a 400 of every refusal but a 429',
    change: () => ({
      answer: async (answer, headers) => {
        const told = await careful.answer(answer, headers);
        const refused = told.status >= 400 && told.status < 429;
        return refused ? new Response(await told.text(), { status: 400, headers }) : told;
      },
    }),
    fails: ['refusals'],
  },
  {
    fault: 'drops the wait',
    change: () => ({ headersDown: () => ({ 'content-type': 'application/json', 'cache-control': 'no-store' }) }),
    fails: ['rate-limit'],
  },
  { fault: 'hands pages on', change: () => ({ answer: handOn }), fails: ['pages'] },
  {
    fault: 'follows redirects',
    change: () => ({ ask: (url, init) => fetch(url, { ...init, redirect: 'follow' }) }),
    fails: ['redirects'],
  },
  {
    fault: 'hands redirects on',
    change: () => ({
      answer: (answer, headers) =>
        answer.status === 302
          ? Promise.resolve(new Response(null, { status: 302, headers: { location: '/login' } }))
          : careful.answer(answer, headers),
    }),
    fails: ['redirects'],
  },
  {
    fault: 'remembers by the id alone',
    change: () => memory(externalId, (status) => status === 200),
    fails: ['repeats'],
  },
  {
    fault: 'refuses a repeat',
    change: (): Partial<Steps> => {
      const seen = new Set<string>();
      return {
        remembered: (passage) =>
          seen.has(externalId(passage) ?? '') ? Response.json({ error: 'duplicate' }, { status: 409 }) : undefined,
        remember: (passage, { ok }) => {
          if (ok) seen.add(externalId(passage) ?? 'none');
        },
      };
    },
    fails: ['repeats'],
  },
  {
    fault: 'remembers lost answers',
    change: () => memory(externalId, (status) => status === 503),
    fails: ['lost-answers'],
  },
  {
    fault: 'makes a success of a lost answer',
    change: () => ({
      answer: async (answer, headers) =>
        answer.status === 503
          ? Response.json({ data: { stamps: 0, points: 0 } }, { headers })
          : careful.answer(answer, headers),
    }),
    fails: ['lost-answers'],
  },
  {
    fault: 'remembers the challenge',
    change: () => memory(externalId, (status) => status === 412),
    fails: ['pin-turns'],
  },
  {
    fault: 'remembers a used coupon',
    change: () =>
      memory(
        ({ request }) => request.headers.get('idempotency-key') ?? undefined,
        (status) => status === 409,
      ),
    fails: ['coupons'],
  },
  {
    fault: 'sends again by itself',
    change: () => ({
      ask: async (url, init) => {
        const answer = await careful.ask(url, init);
        return answer.status === 503 ? careful.ask(url, init) : answer;
      },
    }),
    fails: ['coupons'],
  },
  {
    fault: 'shows the till what the service was sent',
    change: () => ({
      answer: async (answer, headers) =>
        answer.status === 401
          ? new Response(await answer.text(), { status: 401, headers })
          : careful.answer(answer, headers),
    }),
    fails: ['key'],
  },
];

/** What a proxy may write to its log, and must not. */
export const talkative: { fault: string; line: (passage: Passage) => string; complaint: RegExp }[] = [
  { fault: 'addresses', line: ({ request }) => request.url, complaint: /text of a QR stands in the log/ },
  {
    fault: 'PINs',
    line: ({ body }) => /"verification_pin":"\d+"/.exec(body)?.[0] ?? '',
    complaint: /a PIN stands in the log/,
  },
  {
    fault: 'e-mail addresses',
    line: ({ body }) => /"email":"[^"]+"/.exec(body)?.[0] ?? '',
    complaint: /an e-mail address stands in the log/,
  },
  {
    fault: 'coupons',
    line: ({ body }) => /"token":"[^"]+"/.exec(body)?.[0] ?? '',
    complaint: /token of a coupon stands in the log/,
  },
  { fault: 'the key', line: () => `x-api-key: ${key}`, complaint: /the key stands in the log/ },
];
