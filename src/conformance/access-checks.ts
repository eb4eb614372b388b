/** Who and what a proxy lets in: five routes, one session, its own pages, JSON of a reasonable size. */
import { Complaints, describe, isKeptBack, isAccepted, type Check, type Skipped } from './check.js';
import { parseObject } from './http.js';
import type { Probe } from './probe.js';

/** Larger than any request of a till by far, and smaller than what would do harm. */
const HUGE = 128 * 1024;

async function fiveRoutes(probe: Probe): Promise<string[]> {
  const { secrets } = probe;
  const complaints = new Complaints();
  const calls = [
    ['GET', `/webhook/customer?qr=${secrets.qr}`, () => probe.get(`/webhook/customer?qr=${secrets.qr}`)],
    [
      'POST',
      '/webhook/customer',
      () => probe.post('/webhook/customer', { email: secrets.email, consent_terms: true, consent_privacy: true }),
    ],
    ['POST', '/webhook/pos', () => probe.post('/webhook/pos', probe.earn())],
    [
      'POST',
      '/webhook/redeem',
      () => {
        const { amount: value, ...rest } = probe.earn({ amount: 5 });
        return probe.post('/webhook/redeem', { ...rest, value });
      },
    ],
    [
      'POST',
      '/webhook/coupons/redeem',
      () => probe.post('/webhook/coupons/redeem', { token: secrets.token, manual_code: false }),
    ],
  ] as const;
  for (const [method, path, call] of calls) {
    const exchange = await call();
    const [seen] = exchange.seen;
    const name = `${method} ${path.split('?')[0] ?? ''}`;
    const arrived = seen?.method === method && seen.path.startsWith(path.split('=')[0] ?? path);
    complaints.expect(arrived && isAccepted(exchange), `${name} did not go through: ${describe(exchange)}`);
    complaints.expect(
      !isAccepted(exchange) || 'data' in parseObject(exchange.answer.body),
      `${name} lost the "data" of its answer`,
    );
  }
  return complaints.list;
}

async function onlyFive(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const posts = [
    '',
    '/webhook',
    '/webhook/refund',
    '/webhook/pos/1',
    '/webhook/../admin',
    '/webhook/%2e%2e/admin',
    '/webhook/pos%2f..%2f..%2fadmin',
  ];
  for (const path of posts) {
    const exchange = await probe.post(path, probe.earn());
    complaints.expect(isKeptBack(exchange), `POST ${path || '/'} was let through: ${describe(exchange)}`);
  }
  const methods = [
    ['DELETE', '/webhook/customer?code=1'],
    ['PUT', '/webhook/pos'],
    ['GET', '/webhook/pos'],
  ] as const;
  for (const [method, path] of methods) {
    const exchange = await probe.request(method, path, '', {});
    complaints.expect(isKeptBack(exchange), `${method} ${path} was let through: ${describe(exchange)}`);
  }
  return complaints.list;
}

async function session(probe: Probe): Promise<string[] | Skipped> {
  if (Object.keys(probe.session).length === 0) return { skipped: 'no --header with a session was given' };
  const complaints = new Complaints();
  const calls = [
    ['a look-up', await probe.get('/webhook/customer?code=482193', { anonymous: true })],
    ['an earn', await probe.post('/webhook/pos', probe.earn(), { anonymous: true })],
  ] as const;
  for (const [what, exchange] of calls) {
    const { status, body } = exchange.answer;
    complaints.expect(isKeptBack(exchange), `${what} without a session was let through: ${describe(exchange)}`);
    complaints.expect(
      status < 300 || status >= 400,
      `${what} without a session is redirected (status ${status}) instead of refused`,
    );
    const plain =
      !isKeptBack(exchange) || status === 0 || (status >= 300 && status < 400) || 'error' in parseObject(body);
    complaints.expect(plain, `${what} without a session is refused without a JSON "error"`);
  }
  return complaints.list;
}

async function foreignOrigin(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const origin = 'https://foreign.invalid';
  const foreign = { origin, 'sec-fetch-site': 'cross-site' };
  const calls = [
    ['a look-up', await probe.get('/webhook/customer?code=482193', { headers: foreign })],
    ['an earn', await probe.post('/webhook/pos', probe.earn(), { headers: foreign })],
    [
      'an earn of a browser without fetch metadata',
      await probe.post('/webhook/pos', probe.earn(), { headers: { origin, 'sec-fetch-site': '' } }),
    ],
    [
      'an earn of a sandboxed frame',
      await probe.post('/webhook/pos', probe.earn(), { headers: { ...foreign, origin: 'null' } }),
    ],
  ] as const;
  for (const [what, exchange] of calls) {
    complaints.expect(isKeptBack(exchange), `${what} from a foreign origin was let through: ${describe(exchange)}`);
  }
  const asking = {
    ...foreign,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  };
  const { answer } = await probe.request('OPTIONS', '/webhook/pos', '', { headers: asking, anonymous: true });
  const allowed = answer.headers['access-control-allow-origin'];
  complaints.expect(allowed !== '*' && allowed !== origin, 'a foreign origin is told that it may call');
  return complaints.list;
}

async function contentTypes(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
    const exchange = await probe.post('/webhook/pos', probe.earn(), { headers: { 'content-type': type } });
    complaints.expect(isKeptBack(exchange), `a body of type "${type}" was let through: ${describe(exchange)}`);
  }
  return complaints.list;
}

async function size(probe: Probe): Promise<string[]> {
  const complaints = new Complaints();
  const body = (): Record<string, unknown> => probe.earn({ note: 'x'.repeat(HUGE) });
  const told = await probe.post('/webhook/pos', body());
  complaints.expect(isKeptBack(told), `a body of ${HUGE} bytes was let through: ${describe(told)}`);
  const untold = await probe.post('/webhook/pos', body(), { headers: { 'transfer-encoding': 'chunked' } });
  complaints.expect(
    isKeptBack(untold),
    `a body of ${HUGE} bytes without a length was let through: ${describe(untold)}`,
  );
  return complaints.list;
}

/** The checks of this file. */
export const accessChecks: readonly Check[] = [
  { id: 'routes', title: 'the five routes go through', run: fiveRoutes },
  { id: 'only-five', title: 'no other path or method goes through', run: onlyFive },
  { id: 'session', title: 'a till without a session is refused with JSON, not sent to a login', run: session },
  { id: 'foreign-origin', title: 'a foreign origin is refused', run: foreignOrigin },
  { id: 'content-type', title: 'bodies that are not JSON are refused', run: contentTypes },
  { id: 'size', title: 'huge bodies are refused', run: size },
];
