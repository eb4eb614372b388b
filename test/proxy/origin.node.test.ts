import { describe, it } from 'node:test';
import { expect } from 'chai';
import { corsHeaders, isAllowedOrigin, preflight } from '../../src/proxy/origin.js';
import { openTill } from './fixture.js';

/**
 * A browser does not let a page set these headers on a Request, so the rules are held against headers alone; the whole
 * way over HTTP is walked by the tests on Node.
 */
const headers = (entries: Record<string, string>): Headers => new Headers(entries);
const listed = new Set(['https://till.example']);

describe('the origin of a call', () => {
  const table: [string, Record<string, string>, boolean][] = [
    ['the merchant’s own page', { 'sec-fetch-site': 'same-origin', origin: 'https://shop.example' }, true],
    ['a look-up by the merchant’s own page', { 'sec-fetch-site': 'same-origin' }, true],
    ['a listed origin', { 'sec-fetch-site': 'cross-site', origin: 'https://till.example' }, true],
    ['a listed origin in a browser without fetch metadata', { origin: 'https://till.example' }, true],
    ['a foreign origin', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
    ['a foreign origin without fetch metadata', { origin: 'https://evil.example' }, false],
    ['a neighbouring subdomain', { 'sec-fetch-site': 'same-site', origin: 'https://blog.shop.example' }, false],
    ['a listed host under another scheme', { 'sec-fetch-site': 'cross-site', origin: 'http://till.example' }, false],
    ['a sandboxed frame', { 'sec-fetch-site': 'cross-site', origin: 'null' }, false],
    ['an image on a foreign page', { 'sec-fetch-site': 'cross-site' }, false],
    ['an address typed by hand', { 'sec-fetch-site': 'none' }, false],
    ['a program without either header', {}, true],
  ];
  for (const [who, given, passes] of table) {
    it(`${passes ? 'passes' : 'refuses'} ${who}`, () => {
      expect(isAllowedOrigin(headers(given), listed)).to.equal(passes);
    });
  }
});

describe('the answers that a listed origin needs', () => {
  it('name that origin, and never every origin', () => {
    expect(corsHeaders(headers({ origin: 'https://till.example' }), listed)).to.deep.equal({
      vary: 'Origin',
      'access-control-allow-origin': 'https://till.example',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'Retry-After, Loyalite-Booked-At',
    });
  });

  it('are not given to others', () => {
    expect(corsHeaders(headers({ origin: 'https://evil.example' }), listed)).to.deep.equal({ vary: 'Origin' });
    expect(corsHeaders(headers({}), listed)).to.deep.equal({ vary: 'Origin' });
  });

  it('let the till send what it has to', () => {
    const asking = {
      headers: headers({
        origin: 'https://till.example',
        'access-control-request-headers': 'content-type, idempotency-key, x y',
      }),
    };
    const answer = preflight(asking as Request, listed);
    expect(answer.status).to.equal(204);
    expect(answer.headers.get('access-control-allow-methods')).to.equal('GET, POST');
    expect(answer.headers.get('access-control-allow-headers')).to.equal('content-type, idempotency-key');
  });

  it('ask for no session, which a browser would not send yet', async () => {
    const till = openTill({ authorize: () => null });
    const ask = new Request('https://pos.example/loyalite/webhook/pos', { method: 'OPTIONS' });
    expect((await till.fetch(ask)).status).to.equal(204);
    expect((await till.fetch(new Request('https://pos.example/loyalite/x', { method: 'OPTIONS' }))).status).to.equal(
      404,
    );
  });
});
