/** What a proxy hands on, in both directions: bodies and codes unchanged, headers not, pages and redirects never. */
import { Complaints, describe, isAccepted, type Check } from './check.js';
import { parseObject, type HttpAnswer } from './http.js';
import type { Probe } from './probe.js';
import { json } from './upstream.js';

async function bodies(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const sent = probe.earn({ amount: 12.34, manual_code: true });
  const { seen } = await probe.post('/webhook/pos', sent);
  const arrived = parseObject(seen[0]?.body ?? '');
  for (const [name, value] of Object.entries(sent)) {
    complaints.expect(
      arrived[name] === value,
      `"${name}" arrived as ${JSON.stringify(arrived[name])} instead of ${JSON.stringify(value)}`,
    );
  }
  const qr = 'a+b/c=d&e f%20ü';
  const lookup = await probe.get(`/webhook/customer?qr=${encodeURIComponent(qr)}`);
  const query = new URLSearchParams(lookup.seen[0]?.path.split('?')[1] ?? '');
  complaints.expect(query.get('qr') === qr, 'the text of a QR arrived changed');
  return complaints.list;
}

async function headersIn(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const canary = `canary-${probe.nonce}`;
  const headers = {
    'x-check-canary': canary,
    'x-forwarded-for': canary,
    'x-api-key': canary,
    ...absent(probe.session, { cookie: canary, authorization: `Bearer ${canary}` }),
  };
  const { seen } = await probe.get('/webhook/customer?code=482193', { headers });
  complaints.expect(seen.length > 0, 'with foreign headers beside it, a look-up did not go through');
  // Shorter values may stand in a header by chance.
  const secrets = [canary, ...Object.values(probe.session).filter((value) => value.length >= 8)];
  for (const [name, value] of seen.flatMap((request) => Object.entries(request.headers))) {
    complaints.expect(
      !secrets.some((secret) => value.includes(secret)),
      `the till’s own "${name}" reached the service`,
    );
  }
  return complaints.list;
}

/** Entries whose names are not taken yet. */
function absent(taken: Readonly<Record<string, string>>, entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => !(name in taken)));
}

async function headersOut(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const canary = `canary-${probe.nonce}`;
  const script = (): HttpAnswer =>
    json({ data: { stamps: 1, points: 20 } }, 200, {
      'set-cookie': `a=${canary}`,
      'x-check-canary': canary,
      'x-powered-by': canary,
    });
  const { answer } = await probe.post('/webhook/pos', probe.earn(), { script });
  for (const [name, value] of Object.entries(answer.headers)) {
    complaints.expect(!value.includes(canary), `the service’s own "${name}" reached the till`);
  }
  complaints.expect(
    /no-store/.test(answer.headers['cache-control'] ?? ''),
    'an answer may be stored: Cache-Control is not no-store',
  );
  return complaints.list;
}

async function refusals(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const table: [number, Record<string, unknown>][] = [
    [402, { error: 'subscription_required' }],
    [404, { error: 'customer_not_found' }],
    [422, { error: 'insufficient_balance' }],
    [412, { error: 'pin_required', challenge_id: `c-${probe.nonce}`, remaining_attempts: 3 }],
    [429, { error: 'pin_attempts_exceeded' }],
  ];
  for (const [status, content] of table) {
    const { answer } = await probe.post('/webhook/pos', probe.earn(), { script: () => json(content, status) });
    const told = parseObject(answer.body);
    const same = Object.entries(content).every(([name, value]) => told[name] === value);
    complaints.expect(
      answer.status === status && same,
      `${String(content['error'])} (${status}) arrived as status ${answer.status} with ${answer.body.slice(0, 80)}`,
    );
  }
  return complaints.list;
}

async function rateLimit(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const script = (): HttpAnswer => json({ error: 'too many requests' }, 429, { 'retry-after': '7' });
  const { answer } = await probe.post('/webhook/pos', probe.earn(), { script });
  complaints.expect(answer.status === 429, `the service’s 429 arrived as status ${answer.status}`);
  complaints.expect(parseObject(answer.body)['error'] === 'too many requests', 'the code of a 429 was lost');
  complaints.expect(answer.headers['retry-after'] === '7', 'Retry-After was lost');
  return complaints.list;
}

async function pages(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const table: [string, HttpAnswer][] = [
    ['a page with status 200', { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Sign in</h1>' }],
    ['half of a JSON text', { status: 200, headers: { 'content-type': 'application/json' }, body: '{"data":{"sta' }],
  ];
  for (const [what, answer] of table) {
    const exchange = await probe.post('/webhook/pos', probe.earn(), { script: () => answer });
    complaints.expect(!isAccepted(exchange), `${what} was handed on as a success`);
    complaints.expect(!/<h1>/.test(exchange.answer.body), `${what} was handed on`);
  }
  return complaints.list;
}

async function redirects(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const redirect = { status: 302, headers: { location: '/login' }, body: '' };
  const login = {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"data":{"stamps":0,"points":0}}',
  };
  const script = ({ path }: { path: string }): HttpAnswer => (path === '/login' ? login : redirect);
  const exchange = await probe.post('/webhook/pos', probe.earn(), { script });
  const { status } = exchange.answer;
  complaints.expect(!exchange.seen.some(({ path }) => path === '/login'), 'a redirect of the service was followed');
  complaints.expect(status < 300 || status >= 400, 'a redirect of the service was handed on');
  complaints.expect(!isAccepted(exchange), `a redirect became a success: ${describe(exchange)}`);
  return complaints.list;
}

/** The checks of this file. */
export const passingChecks: readonly Check[] = [
  { id: 'bodies', title: 'fields arrive with their values and types', run: bodies },
  { id: 'headers-in', title: 'the till’s headers stay with the proxy', run: headersIn },
  { id: 'headers-out', title: 'the service’s headers stay with the proxy, and nothing is stored', run: headersOut },
  { id: 'refusals', title: 'refusals keep their status, code and fields', run: refusals },
  { id: 'rate-limit', title: 'a rate limit keeps its code and its wait', run: rateLimit },
  { id: 'pages', title: 'what is not whole JSON is no success', run: pages },
  { id: 'redirects', title: 'redirects are neither followed nor handed on', run: redirects },
];
