import { describe, it } from 'node:test';
import { expect } from 'chai';
import { apiKey, earn, json, openTill, outcome, type Script } from './fixture.js';

const endless = (): Response =>
  new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) }), {
    headers: { 'content-type': 'application/json' },
  });
const page = (text: string, status = 200): Response =>
  new Response(text, { status, headers: { 'content-type': 'text/html' } });

describe('what is no answer of the service', () => {
  const table: [string, Script, string][] = [
    ['a page with status 200', () => page('<h1>Sign in</h1>'), '502 bad_gateway'],
    ['an error page', () => page('<h1>Not found</h1>', 404), '502 bad_gateway'],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://login.example/' } }),
      '502 bad_gateway',
    ],
    [
      'a redirect that carries JSON',
      () => json({ data: { stamps: 0, points: 0 } }, 307, { location: '/login' }),
      '502 bad_gateway',
    ],
    [
      'truncated JSON',
      () => new Response('{"data":{"sta', { headers: { 'content-type': 'application/json' } }),
      '502 bad_gateway',
    ],
    ['nothing at all', () => new Response(null, { status: 204 }), '502 bad_gateway'],
    ['more than it could mean', () => json({ data: 'x'.repeat(300_000) }), '502 bad_gateway'],
    [
      'a connection that breaks',
      () => Promise.reject(new TypeError(`fetch failed: x-api-key ${apiKey}`)),
      '502 bad_gateway',
    ],
    ['silence', () => new Promise<Response>(() => undefined), '504 upstream_timeout'],
    ['a body that never ends', endless, '504 upstream_timeout'],
  ];
  for (const [what, script, expected] of table) {
    it(`${what} is told as ${expected}`, async () => {
      const till = openTill({ timeout: expected === '504 upstream_timeout' ? 30 : 60_000 });
      till.answer(script);
      const answer = await till.post('/webhook/pos', earn());
      expect(await outcome(answer.clone())).to.equal(expected);
      expect(await answer.text()).not.to.include(apiKey);
      expect(answer.headers.get('location')).to.equal(null);
    });
  }
});

describe('answers of the service', () => {
  it('pass as they are, whatever their status', async () => {
    const till = openTill();
    for (const status of [200, 201, 400, 402, 404, 409, 412, 422, 429, 500, 503]) {
      till.answer(() => json({ error: 'some_code', remaining_attempts: 2 }, status));
      const answer = await till.post('/webhook/pos', earn({ external_id: `A-${status}` }));
      expect(answer.status).to.equal(status);
      expect(await answer.text()).to.equal('{"error":"some_code","remaining_attempts":2}');
    }
  });

  it('do not pass when they repeat the key', async () => {
    const till = openTill();
    till.answer(({ headers }) => json({ debug: Object.fromEntries(headers) }));
    expect(await outcome(till.get('/webhook/customer?code=1'))).to.equal('502 bad_gateway');
  });
});
