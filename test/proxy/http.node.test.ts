/** The proxy over real HTTP on Node: between a client that says whatever it likes and a service that lies. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as open, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createProxy } from '../../src/proxy.js';
import { serve, type Served } from './serve.js';

const apiKey = 'sk_live_over_real_http';
const earn = { customer_code: 482193, amount: 85.5, card_type: 'point', external_id: 'A-1', manual_code: false };

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

let upstream: Served;
let proxy: Served;
/** The same, which gives the service up after a moment. */
let impatient: Served;
let answer: RequestListener;
const reached: { url: string; headers: IncomingMessage['headers'] }[] = [];

const saysYes: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"stamps":1,"points":20}}');
};

async function startUpstream(): Promise<Served> {
  const server = createServer((request, response) => {
    reached.push({ url: request.url ?? '', headers: request.headers });
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

function startProxy(timeout: number): Promise<Served> {
  const handler = createProxy({
    upstream: upstream.address,
    apiKey,
    authorize: (request) => /till=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? null,
    origins: ['https://till.example'],
    timeout,
    limits: { postings: Infinity, customers: Infinity },
  });
  return serve((request) => handler.fetch(request));
}

before(async () => {
  upstream = await startUpstream();
  // However slow the machine is, an answer that comes is waited for.
  proxy = await startProxy(60_000);
  impatient = await startProxy(1000);
});

after(() => {
  proxy.close();
  impatient.close();
  upstream.close();
});

interface Ask {
  to?: Served;
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Says exactly what it is told, which no browser and no `fetch` would. */
async function ask({ to = proxy, method = 'POST', path = '/webhook/pos', headers = {}, body }: Ask): Promise<Answer> {
  reached.length = 0;
  const { hostname, port } = new URL(to.address);
  const type: Record<string, string> = method === 'POST' ? { 'content-type': 'application/json' } : {};
  const request = open({
    hostname,
    port,
    method,
    path: `/loyalite${path}`,
    headers: { cookie: 'till=one', ...type, ...headers },
    agent: false,
  });
  request.on('error', () => undefined);
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

let id = 0;
const fresh = (): string => JSON.stringify({ ...earn, external_id: `A-${(id += 1)}` });

async function outcome(question: Ask, script = saysYes): Promise<string> {
  answer = script;
  const { status, text } = await ask({ body: fresh(), ...question });
  return `${status} ${(JSON.parse(text) as { error?: string }).error ?? 'ok'}`;
}

describe('a proxy on Node', () => {
  it('adds the key and passes nothing else of the till on', async () => {
    const headers = {
      'x-forwarded-for': '10.0.0.7',
      'user-agent': 'till/1.0',
      authorization: 'Bearer till',
      'x-api-key': 'sk_live_mine',
    };
    assert.equal(await outcome({ headers }), '200 ok');
    const got = reached[0]!.headers;
    assert.equal(got['x-api-key'], apiKey);
    assert.equal(got.cookie, undefined);
    assert.equal(got['x-forwarded-for'], undefined);
    assert.equal(got.authorization, undefined);
    assert.notEqual(got['user-agent'], 'till/1.0');
  });

  it('answers with these headers only', async () => {
    answer = (_, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'set-cookie': 'a=b', server: 'nginx' })
        .end('{"data":{}}');
    };
    const { headers } = await ask({ body: fresh() });
    const connection = ['connection', 'date', 'keep-alive', 'transfer-encoding', 'content-length'];
    const names = Object.keys(headers)
      .filter((name) => !connection.includes(name))
      .sort();
    assert.deepEqual(names, ['cache-control', 'content-type', 'vary', 'x-content-type-options']);
    assert.equal(headers['cache-control'], 'no-store');
  });

  const foreign = 'https://evil.example';
  const callers: [string, Record<string, string>, string][] = [
    ['its own page', { origin: 'https://pos.example', 'sec-fetch-site': 'same-origin' }, '200 ok'],
    ['a listed origin', { origin: 'https://till.example', 'sec-fetch-site': 'cross-site' }, '200 ok'],
    ['a program', {}, '200 ok'],
    ['a foreign page', { origin: foreign, 'sec-fetch-site': 'cross-site' }, '403 origin_refused'],
    ['a foreign page in an old browser', { origin: foreign }, '403 origin_refused'],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }, '403 origin_refused'],
    ['a till without a session', { cookie: 'other=1' }, '401 session_expired'],
  ];
  for (const [who, headers, expected] of callers) {
    it(`answers ${who} with ${expected}`, async () => {
      assert.equal(await outcome({ headers }), expected);
      assert.equal(reached.length, expected === '200 ok' ? 1 : 0);
    });
  }

  it('tells a browser of a listed origin, and of no other, that it may call', async () => {
    const asking = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,idempotency-key',
    };
    const yes = await ask({ method: 'OPTIONS', headers: { ...asking, origin: 'https://till.example' } });
    assert.equal(yes.status, 204);
    assert.equal(yes.headers['access-control-allow-origin'], 'https://till.example');
    assert.equal(yes.headers['access-control-allow-headers'], 'content-type, idempotency-key');
    const no = await ask({ method: 'OPTIONS', headers: { ...asking, origin: foreign } });
    assert.equal(no.status, 403);
    assert.equal(no.headers['access-control-allow-origin'], undefined);
  });

  it('lets a listed origin read refusals and waits too', async () => {
    answer = (_, response) => {
      response
        .writeHead(429, { 'content-type': 'application/json', 'retry-after': '7' })
        .end('{"error":"too many requests"}');
    };
    const { headers } = await ask({ body: fresh(), headers: { origin: 'https://till.example' } });
    assert.equal(headers['access-control-allow-origin'], 'https://till.example');
    assert.equal(headers['access-control-expose-headers'], 'Retry-After, Loyalite-Booked-At');
    assert.equal(headers['retry-after'], '7');
  });

  it('lets no path slip by that is written in another way', async () => {
    for (const path of [
      '/webhook/../admin',
      '/webhook/%2e%2e/admin',
      '/webhook/pos/../../../x',
      '/webhook//pos',
      '/webhook/pos%00',
      '/webhook/pos;x=1',
    ]) {
      assert.equal(await outcome({ path }), '404 route_unknown', path);
      assert.equal(reached.length, 0);
    }
  });

  it('stops a body at its 4097th byte, whether or not it was announced', async () => {
    const body = JSON.stringify({ ...earn, note: 'x'.repeat(5000) });
    assert.equal(await outcome({ body }), '413 too_large');
    assert.equal(await outcome({ body, headers: { 'transfer-encoding': 'chunked' } }), '413 too_large');
    assert.equal(reached.length, 0);
  });

  const lies: [string, RequestListener, string][] = [
    ['a redirect', (_, response) => response.writeHead(302, { location: '/login' }).end(), '502 bad_gateway'],
    [
      'a page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>'),
      '502 bad_gateway',
    ],
    ['a cut connection', (request) => request.socket.destroy(), '502 bad_gateway'],
    [
      'half an answer',
      (request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
        response.write('{"data":', () => request.socket.destroy());
      },
      '502 bad_gateway',
    ],
    ['silence', () => undefined, '504 upstream_timeout'],
    [
      'headers without a body',
      (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders(),
      '504 upstream_timeout',
    ],
  ];
  for (const [what, script, expected] of lies) {
    it(`calls ${what} of the service ${expected}`, async () => {
      assert.equal(await outcome({ to: expected === '504 upstream_timeout' ? impatient : proxy }, script), expected);
      assert.equal(reached.length, 1);
    });
  }

  it('never shows the key, whatever the service answers', async () => {
    const echoes = ['application/json', 'text/html', 'text/plain'].flatMap((type) =>
      [200, 401, 500].map((status) => ({ type, status })),
    );
    for (const { type, status } of echoes) {
      answer = ({ headers }, response) =>
        response.writeHead(status, { 'content-type': type, 'x-echo': apiKey }).end(JSON.stringify(headers));
      const { text, headers } = await ask({ method: 'GET', path: '/webhook/customer?code=1' });
      assert.ok(!text.includes(apiKey) && !JSON.stringify(headers).includes(apiKey));
    }
  });

  it('stops reading a compressed answer where it is too long, and not where its text ends', async () => {
    // 64 MiB of blanks around a JSON text, which are 64 KiB on the wire.
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '), { level: 9 });
    answer = (_, response) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': bomb.length };
      response.writeHead(200, headers).end(bomb);
    };
    // However slow the machine is, it is the length that ends it and not the time.
    const patient = createProxy({ upstream: upstream.address, apiKey, authorize: () => 'one', timeout: 60_000 });
    const before = process.memoryUsage().rss;
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: fresh() };
    const answered = await patient.fetch(new Request('https://pos.example/loyalite/webhook/pos', init));
    assert.deepEqual([answered.status, await answered.text()], [502, '{"error":"bad_gateway"}']);
    assert.ok(process.memoryUsage().rss - before < 32 * 1024 * 1024, 'it was not all decompressed');
  });

  it('answers a browser’s silent repeat of a POST from memory', async () => {
    answer = saysYes;
    const body = fresh();
    const first = await ask({ body });
    const again = await ask({ body });
    assert.deepEqual([again.status, again.text], [first.status, first.text]);
    assert.equal(reached.length, 0);
    answer = (_, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"data":{"id":1,"name":"Coffee","status":"redeemed"}}');
    };
    const coupon: Ask = {
      path: '/webhook/coupons/redeem',
      body: '{"token":"cq_1"}',
      headers: { 'idempotency-key': 'one-try' },
    };
    await ask(coupon);
    assert.equal(reached.length, 1);
    assert.equal((await ask(coupon)).status, 200);
    assert.equal(reached.length, 0);
  });

  it('carries a posting through although the till hung up', async () => {
    const arrived = new Promise<void>((resolve) => {
      answer = (request, response) => {
        resolve();
        saysYes(request, response);
      };
    });
    const { hostname, port } = new URL(proxy.address);
    const body = fresh();
    const request = open({
      hostname,
      port,
      method: 'POST',
      path: '/loyalite/webhook/pos',
      agent: false,
      headers: { cookie: 'till=one', 'content-type': 'application/json' },
    });
    request.on('error', () => undefined);
    request.end(body);
    await arrived;
    request.destroy();
    assert.equal((await ask({ body })).status, 200);
    assert.equal(reached.length, 0);
  });
});
