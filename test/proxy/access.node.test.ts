import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createProxy, type ProxyOptions } from '../../src/proxy.js';
import { apiKey, earn, json, openTill, outcome } from './fixture.js';

const complete: ProxyOptions = { upstream: 'https://shop.loyalite.app', apiKey, authorize: () => 'till' };

/** The message of a set-up that is refused. */
function refused(change: Record<string, unknown>): string {
  try {
    createProxy({ ...complete, ...change });
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

describe('setting up a proxy', () => {
  it('needs to be told who may use it', () => {
    expect(refused({ authorize: undefined })).to.include('authorize');
  });

  it('needs an upstream and a key', () => {
    expect(refused({ upstream: undefined })).to.include('upstream');
    expect(refused({ upstream: 'shop' })).to.include('upstream');
    expect(refused({ apiKey: undefined })).to.include('apiKey');
    expect(refused({ apiKey: '' })).to.include('apiKey');
  });

  it('sends the key over https only, except on the machine itself', () => {
    expect(refused({ upstream: 'http://shop.loyalite.app' })).to.include('https');
    expect(refused({ upstream: 'http://127.0.0.1.evil.example' })).to.include('https');
    for (const host of ['127.0.0.1:8080', 'localhost', '[::1]:8080']) {
      expect(refused({ upstream: `http://${host}` })).to.equal('accepted');
    }
  });

  it('repeats no value in a message', () => {
    const secret = 'sk_live_oops';
    expect(refused({ apiKey: `${secret}\n` }))
      .to.include('apiKey')
      .and.not.include(secret);
    expect(refused({ upstream: `ftp://${secret}` }))
      .to.include('upstream')
      .and.not.include(secret);
    expect(refused({ upstream: `https://user:${secret}@shop.loyalite.app` }))
      .to.include('upstream')
      .and.not.include(secret);
    expect(refused({ origins: [secret] }))
      .to.include('origins')
      .and.not.include(secret);
  });

  it('accepts origins, a base path and limits only as they are compared later', () => {
    expect(refused({ origins: ['https://till.example/'] })).to.include('origins');
    expect(refused({ basePath: 'loyalite' })).to.include('basePath');
    expect(refused({ limits: { postings: 0 } })).to.include('limits.postings');
    expect(refused({ basePath: '/', origins: ['https://till.example'], limits: { postings: 10 } })).to.equal(
      'accepted',
    );
  });
});

describe('the five routes', () => {
  const routes: [string, string][] = [
    ['GET', '/webhook/customer?code=482193'],
    ['POST', '/webhook/customer'],
    ['POST', '/webhook/pos'],
    ['POST', '/webhook/redeem'],
    ['POST', '/webhook/coupons/redeem'],
  ];

  for (const [method, path] of routes) {
    it(`passes ${method} ${path} on with the key`, async () => {
      const till = openTill();
      const answer = method === 'GET' ? await till.get(path) : await till.post(path, {});
      expect(answer.status).to.equal(200);
      expect(await answer.json()).to.deep.equal({ data: { stamps: 1, points: 20 } });
      expect(till.sent).to.have.length(1);
      expect(till.sent[0]?.url).to.equal(`https://shop.loyalite.app${path}`);
      expect(till.sent[0]?.method).to.equal(method);
      expect(till.sent[0]?.headers.get('x-api-key')).to.equal(apiKey);
    });
  }

  it('knows no other path and no other method', async () => {
    const till = openTill();
    for (const path of [
      '/',
      '/webhook',
      '/webhook/pos/../admin',
      '/webhook/%2e%2e/admin',
      '/webhook//pos',
      '/webhook%2Fpos',
    ]) {
      expect(await outcome(till.post(path, {})), path).to.equal('404 route_unknown');
    }
    expect(await outcome(till.get('/webhook/pos'))).to.equal('404 route_unknown');
    const put = new Request('https://pos.example/loyalite/webhook/pos', { method: 'PUT', body: '{}' });
    expect(await outcome(till.fetch(put))).to.equal('404 route_unknown');
    const outside = new Request('https://pos.example/webhook/pos', { method: 'POST', body: '{}' });
    expect(await outcome(till.fetch(outside))).to.equal('404 route_unknown');
    expect(till.sent).to.have.length(0);
  });

  it('stands under the base path it is given', async () => {
    const till = openTill({ basePath: '/api/points/' });
    const request = new Request('https://pos.example/api/points/webhook/customer?code=1');
    expect((await till.fetch(request)).status).to.equal(200);
    expect(await outcome(till.get('/webhook/customer?code=1'))).to.equal('404 route_unknown');
  });

  it('keeps a path that the upstream has of its own', async () => {
    const till = openTill({ upstream: 'https://gateway.example/loyalite/' });
    await till.get('/webhook/customer?code=1');
    expect(till.sent[0]?.url).to.equal('https://gateway.example/loyalite/webhook/customer?code=1');
  });
});

describe('who is at the till', () => {
  it('is refused without a session', async () => {
    for (const nobody of [null, '']) {
      const till = openTill({ authorize: () => nobody });
      expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('401 session_expired');
      expect(till.sent).to.have.length(0);
    }
  });

  it('may be asked for later, from the request', async () => {
    const till = openTill({ authorize: async (request) => Promise.resolve(request.headers.get('cookie-of-till')) });
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('401 session_expired');
    expect(await outcome(till.post('/webhook/pos', earn(), { 'cookie-of-till': 'x' }))).to.equal('200 ok');
  });

  it('gets no detail when the merchant’s own check breaks', async () => {
    const till = openTill({ authorize: () => Promise.reject(new Error(`database at ${apiKey}`)) });
    const answer = await till.post('/webhook/pos', earn());
    expect(answer.status).to.equal(503);
    expect(await answer.text()).to.equal('{"error":"proxy_unavailable","sent":false}');
  });
});

describe('what comes in', () => {
  it('is JSON', async () => {
    const till = openTill();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/json', 'application/jsonp']) {
      const answer = till.post('/webhook/pos', earn(), { 'content-type': type });
      expect(await outcome(answer), type).to.equal('415 unsupported_media_type');
    }
    expect(
      await outcome(till.post('/webhook/pos', earn(), { 'content-type': 'application/json; charset=utf-8' })),
    ).to.equal('200 ok');
  });

  it('is an object of plain values', async () => {
    const till = openTill();
    for (const body of ['', '{', '[]', 'null', '"x"', '{"customer_code":[482193]}', '{"external_id":{"a":1}}']) {
      expect(await outcome(till.post('/webhook/pos', body)), body).to.equal('400 invalid_input');
    }
    expect(till.sent).to.have.length(0);
  });

  it('has at most 4096 bytes, counted as bytes', async () => {
    const till = openTill();
    const body = (bytes: number): string => JSON.stringify({ external_id: 'x'.repeat(bytes - 18) });
    expect(body(4096)).to.have.length(4096);
    expect(await outcome(till.post('/webhook/pos', body(4096)))).to.equal('200 ok');
    expect(await outcome(till.post('/webhook/pos', body(4097)))).to.equal('413 too_large');
    const umlauts = JSON.stringify({ external_id: 'ü'.repeat(2100) });
    expect(umlauts.length).to.be.below(4096);
    expect(await outcome(till.post('/webhook/pos', umlauts))).to.equal('413 too_large');
    expect(await outcome(till.get(`/webhook/customer?qr=${'x'.repeat(4097)}`))).to.equal('413 too_large');
    expect(till.sent).to.have.length(1);
  });

  it('loses every field that the route does not list, and keeps the types of the rest', async () => {
    const till = openTill();
    const body =
      '{"customer_code":"007","amount":85.50,"is_admin":true,"__proto__":{"x":1},"external_id":12,"manual_code":false,"verification_pin":"04"}';
    await till.post('/webhook/pos', body);
    expect(till.sent[0]?.body).to.equal(
      '{"customer_code":"007","amount":85.5,"external_id":12,"manual_code":false,"verification_pin":"04"}',
    );
  });

  it('refuses a whole number that is too large to be told from its neighbour', async () => {
    const till = openTill();
    const post = (id: string, amount: string): Promise<string> =>
      outcome(till.post('/webhook/pos', `{"customer_code":"7","amount":${amount},"external_id":${id}}`));
    for (const number of ['9007199254740992', '9007199254740993', '-9007199254740993', '1e400']) {
      expect(await post(number, '1'), number).to.equal('400 invalid_input');
      expect(await post('"A"', number), number).to.equal('400 invalid_input');
    }
    expect(await post('1.5', '1')).to.equal('400 invalid_input');
    expect(till.sent).to.have.length(0);
    expect(await post('9007199254740991', '85.5')).to.equal('200 ok');
  });

  it('loses every query parameter that the route does not list, and keeps QR text verbatim', async () => {
    const till = openTill();
    const qr = 'cq_7f+3 a/9b=&ü%';
    await till.get(`/webhook/customer?debug=1&qr=${encodeURIComponent(qr)}`);
    expect(till.sent[0]?.url).to.equal(`https://shop.loyalite.app/webhook/customer?qr=${encodeURIComponent(qr)}`);
  });

  it('names a customer in one way only', async () => {
    const till = openTill();
    for (const query of ['', '?code=1&qr=x', '?code=1&code=2', '?name=x']) {
      expect(await outcome(till.get(`/webhook/customer${query}`)), query).to.equal('400 invalid_input');
    }
  });

  it('brings no header upstream', async () => {
    const till = openTill();
    await till.post('/webhook/pos', earn(), {
      authorization: 'Bearer till',
      'x-forwarded-for': '10.0.0.1',
      'x-api-key': 'sk_live_mine',
      'idempotency-key': 'k',
    });
    const names = [...(till.sent[0]?.headers.keys() ?? [])].sort();
    expect(names).to.deep.equal(['accept', 'content-type', 'x-api-key']);
    expect(till.sent[0]?.headers.get('x-api-key')).to.equal(apiKey);
  });

  it('ends when its body never does', async () => {
    const till = openTill({ timeout: 20 });
    const endless = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) });
    // A browser sends no streams over HTTP/1.1, so the request is made up around one.
    const request = Object.create(new Request('https://pos.example/loyalite/webhook/pos', { method: 'POST' }), {
      method: { value: 'POST' },
      url: { value: 'https://pos.example/loyalite/webhook/pos' },
      headers: { value: new Headers({ 'content-type': 'application/json' }) },
      body: { value: endless },
    }) as Request;
    expect(await outcome(till.fetch(request))).to.equal('408 request_timeout');
  });
});

describe('what goes back', () => {
  it('is status, JSON and the wait, and nothing else of the service', async () => {
    const till = openTill();
    till.answer(() =>
      json({ error: 'too many requests' }, 429, {
        'retry-after': '7',
        'set-cookie': 'a=b',
        server: 'nginx',
        'x-secret': '1',
      }),
    );
    const answer = await till.get('/webhook/customer?code=1');
    expect(answer.status).to.equal(429);
    expect(await answer.json()).to.deep.equal({ error: 'too many requests' });
    expect(Object.fromEntries(answer.headers)).to.deep.equal({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      'retry-after': '7',
      vary: 'Origin',
      'x-content-type-options': 'nosniff',
    });
  });

  it('is never to be stored, refusals included', async () => {
    const till = openTill();
    for (const answer of [
      await till.get('/nowhere'),
      await till.post('/webhook/pos', '{'),
      await till.post('/webhook/pos', earn()),
    ]) {
      expect(answer.headers.get('cache-control')).to.equal('no-store');
    }
  });
});

describe('origins of apps', () => {
  const shells = ['capacitor://localhost', 'ionic://localhost', 'tauri://localhost', 'app://till', 'app://-'];
  const call = (origin: string): Promise<Response> =>
    openTill({ origins: shells }).post('/webhook/pos', {}, { origin, 'sec-fetch-site': 'cross-site' });

  it('may call where they are named, and are named in the answer', async () => {
    const { isAllowedOrigin, corsHeaders } = await import('../../src/proxy/origin.js');
    for (const origin of shells) {
      openTill({ origins: [origin] });
      const headers = new Headers({ origin, 'sec-fetch-site': 'cross-site' });
      expect(isAllowedOrigin(headers, new Set(shells))).to.equal(true);
      expect(corsHeaders(headers, new Set(shells))).to.include({ 'access-control-allow-origin': origin });
      expect(isAllowedOrigin(headers, new Set(['https://till.example']))).to.equal(false);
    }
    expect((await call('capacitor://localhost')).status).to.not.equal(404);
  });

  it('cannot be those that stand for anybody, nor with a path', () => {
    for (const origin of [
      'null',
      'file://',
      'file:///till.html',
      'data://x',
      'app://till/',
      'app://',
      '*',
      'capacitor:',
      'https://till.example/',
    ])
      expect(() => openTill({ origins: [origin] }), origin).to.throw('origins must look like');
  });
});

describe('an address with a slash at its end', () => {
  it('is answered like the one without', async () => {
    const till = openTill();
    await till.post('/webhook/pos/', earn());
    await till.get('/webhook/customer/?code=482193');
    expect(till.sent.map(({ url }) => new URL(url).pathname)).to.deep.equal(['/webhook/pos', '/webhook/customer']);
    expect(await outcome(till.get('/webhook/customer//?code=482193'))).to.equal('404 route_unknown');
  });
});
