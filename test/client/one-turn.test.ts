/** One turn over real HTTP, against a server that answers, stalls, cuts, redirects, talks HTML and lies. */
import { expect } from '@open-wc/testing';
import { LoyaliteClient } from '../../src/client/loyalite-client.js';
import type { Earn, Find, Operation, RedeemCoupon } from '../../src/protocol/operation.js';
import type { Reply } from '../../src/protocol/reply.js';
import { openTill, type FaultName, type FaultOptions, type Till } from '../support/till.js';

const earn: Earn = {
  kind: 'earn',
  customerCode: '482193',
  cardType: 'point',
  amount: '85.50',
  externalId: 'A-1',
  manualCode: false,
};
const find: Find = { kind: 'find', by: 'code', text: '482193' };
const coupon: RedeemCoupon = { kind: 'coupon', token: 'cq_free_coffee', manualCode: false };
const balance = { data: { stamps: 1, points: 2 } };
const done = { kind: 'done', answer: { stamps: 1, points: 2 } };

/** `lost timeout bad_response 504`: what came of it, short enough for a table. */
function short(reply: Reply): string {
  if (reply.kind === 'done' || reply.kind === 'pin') return reply.kind;
  const { code, status } = reply.error;
  return [reply.kind, reply.kind === 'lost' ? reply.reason : '', code, status ?? '']
    .filter((word) => word !== '')
    .join(' ');
}

describe('one turn', () => {
  let till: Till;
  const client = (deadline = 5_000): LoyaliteClient => new LoyaliteClient({ endpoint: till.endpoint, deadline });
  /** What came of an earn while the next request meets this. */
  const faulty = async (name: FaultName, more: FaultOptions = {}, deadline?: number): Promise<Reply> => {
    await till.fault(name, more);
    return client(deadline).send(earn);
  };
  const answered = (body: unknown, more: FaultOptions = {}): Promise<Reply> => faulty('answer', { body, ...more });

  beforeEach(async () => {
    till = await openTill();
  });
  afterEach(() => till.close());

  describe('against a server that adds a slash to every address', () => {
    const slash = (location: string, status = 308): Promise<Response> =>
      Promise.resolve(new Response(null, { status, headers: { location } }));
    const met = (location: string): Promise<Reply> =>
      new LoyaliteClient({ endpoint: '/loyalite', fetch: () => slash(location) }).send(earn);

    it('says that the till is not set up, and takes no other redirect for that', async () => {
      expect(short(await met('/loyalite/webhook/pos/'))).to.equal('refused route_unknown 404');
      expect(short(await met('/login?next=/loyalite/webhook/pos/'))).to.match(/^lost login/);
    });

    it('finds out by a look in a browser, which does not say where a redirect leads', async () => {
      const behind = await openTill({ addsSlash: true });
      const send = (operation: Operation): Promise<Reply> =>
        new LoyaliteClient({ endpoint: behind.endpoint }).send(operation);
      for (const operation of [earn, find, coupon])
        expect(short(await send(operation)), operation.kind).to.equal('refused route_unknown 404');
      const looks = (await behind.looks()).map(({ path, search, text }) => path + search + text);
      expect(looks).to.deep.equal(
        ['/webhook/pos', '/webhook/customer', '/webhook/coupons/redeem'].flatMap((path) => [path, `${path}/`]),
      );
      expect(await behind.upstreamRequests()).to.deep.equal([]);
      await behind.close();
    });
  });

  describe('against a service in order', () => {
    it('books, and reads the new balances', async () => {
      expect(await client().send(earn)).to.deep.equal({ kind: 'done', answer: { stamps: 4, points: 206 } });
      expect(await till.ledger()).to.deep.equal([
        { operation: 'earn', externalId: 'A-1', customerCode: '482193', cardType: 'point', amount: 85.5 },
      ]);
    });

    it('sends the vendor’s body as JSON to the endpoint, with or without a slash at its end', async () => {
      await new LoyaliteClient({ endpoint: `${till.endpoint}//` }).send(earn);
      const [sent] = await till.requests();
      expect(sent).to.include({ method: 'POST', path: '/webhook/pos', search: '' });
      expect(sent!.text).to.equal(
        '{"customer_code":482193,"amount":85.5,"card_type":"point","external_id":"A-1","manual_code":false}',
      );
      expect(sent!.headers).to.include({ 'content-type': 'application/json', accept: 'application/json' });
    });

    it('sends no body and no content type with a look-up', async () => {
      expect(await client().send(find)).to.have.nested.property('answer.maskedEmail', 'a***@gmail.com');
      const [sent] = await till.requests();
      expect(sent).to.include({ method: 'GET', text: '' });
      expect(sent!.headers).to.not.have.property('content-type');
    });

    it('sends no key and no authorization', async () => {
      await client().send(earn);
      expect(JSON.stringify(await till.requests())).to.not.match(/sk_|x-api-key|authorization/i);
    });

    it('gives a coupon a fresh idempotency key with each turn, and nothing else one', async () => {
      await client().send(earn);
      await client().send(coupon);
      await client().send(coupon);
      const keys = (await till.requests()).map(({ headers }) => headers['idempotency-key']);
      expect(keys[0]).to.equal(undefined);
      expect(keys[1]).to.match(/^[0-9a-f]{32}$/);
      expect(keys[2])
        .to.match(/^[0-9a-f]{32}$/)
        .and.not.equal(keys[1]);
    });

    it('carries the PIN of this turn alone', async () => {
      await till.setPreset('strict');
      const one = client();
      expect(await one.send(earn)).to.deep.include({ kind: 'pin', reason: 'required', remainingAttempts: 3 });
      expect((await one.send(earn, { pin: (await till.phone('482193')).pin! })).kind).to.equal('done');
      await one.send({ ...earn, externalId: 'A-2' });
      expect((await till.requests()).map(({ body }) => 'verification_pin' in body)).to.deep.equal([false, true, false]);
    });
  });

  describe('against a server that keeps it waiting', () => {
    it('ends at the deadline while no headers come', async () => {
      expect(short(await faulty('hold-before', {}, 150))).to.equal('lost timeout unreachable');
    });

    it('ends at the same deadline while the body stalls behind its headers', async () => {
      expect(short(await faulty('stalled', {}, 250))).to.equal('lost timeout unreachable');
    });

    it('ends at the deadline while the body drips', async () => {
      expect(short(await faulty('drip', {}, 700))).to.equal('lost timeout unreachable');
    });

    it('ends at the deadline of the turn where that is nearer', async () => {
      await till.fault('hold-before');
      expect(short(await client(60_000).send(earn, { deadline: 100 }))).to.equal('lost timeout unreachable');
      await till.fault('hold-before');
      expect(short(await client(100).send(earn, { deadline: 60_000 }))).to.equal('lost timeout unreachable');
      await till.fault('hold-before');
      expect(short(await client().send(earn, { deadline: -5 }))).to.equal('lost timeout unreachable');
    });

    it('ends when the caller ends it', async () => {
      await till.fault('hold-before');
      const abort = new AbortController();
      const reply = client().send(earn, { signal: abort.signal });
      await till.received(1);
      abort.abort();
      expect(short(await reply)).to.equal('lost timeout unreachable');
    });

    it('sends nothing for a caller who has ended it before', async () => {
      expect((await client().send(earn, { signal: AbortSignal.abort() })).kind).to.equal('lost');
      expect(await till.requests()).to.deep.equal([]);
    });
  });

  describe('against a server that cuts', () => {
    for (const name of ['drop-before', 'drop-after', 'truncated'] as const) {
      it(`does not know after ${name}, and says so`, async () => {
        expect(short(await faulty(name))).to.equal('lost network unreachable');
        expect((await till.ledger()).length).to.equal(name === 'drop-before' ? 0 : 1);
      });
    }

    it('does not know after half a JSON text', async () =>
      expect(short(await faulty('malformed'))).to.equal('lost malformed bad_response 200'));
    it('does not know after an empty body', async () =>
      expect(short(await answered(''))).to.equal('lost malformed bad_response 200'));
    it('does not know where nobody listens', async () => {
      const nobody = new LoyaliteClient({ endpoint: 'http://127.0.0.1:1/loyalite' });
      expect(short(await nobody.send(earn))).to.equal('lost network unreachable');
    });
  });

  describe('against a server that sends it elsewhere', () => {
    it('follows no redirect', async () => {
      expect(short(await faulty('redirect'))).to.equal('lost login bad_response');
      expect((await till.requests()).length).to.equal(1);
    });

    it('looks once where a redirect leads, and asks for nothing by that', async () => {
      await faulty('redirect');
      expect(await till.looks()).to.have.length(1);
      expect(await till.upstreamRequests()).to.deep.equal([]);
    });

    it('says "not known" where the redirect of a posting is one of its own, whatever a look is answered', async () => {
      const location = `${till.endpoint}/webhook/pos/`;
      expect(short(await answered(balance, { status: 303, headers: { location }, carriedOut: true }))).to.equal(
        'lost login bad_response',
      );
      expect(await till.ledger()).to.have.length(1);
    });

    for (const status of [301, 302, 303, 307, 308]) {
      it(`takes ${status} for a sign-in page, even with a valid answer in it`, async () => {
        const reply = await answered(balance, { status, headers: { location: `${till.endpoint}/webhook/pos` } });
        expect(short(reply)).to.equal('lost login bad_response');
        expect((await till.requests()).length).to.equal(1);
      });
    }
  });

  describe('against a server that talks HTML', () => {
    it('takes a page with 200 for a sign-in page, and never for success', async () => {
      expect(short(await faulty('html'))).to.equal('lost login bad_response 200');
      expect(short(await faulty('html-after'))).to.equal('lost login bad_response 200');
    });

    it('believes no JSON that calls itself HTML', async () => {
      expect(short(await answered(balance, { headers: { 'content-type': 'text/html' } }))).to.equal(
        'lost login bad_response 200',
      );
    });

    it('believes no HTML that calls itself JSON', async () => {
      expect(short(await answered('<!doctype html><h1>Sign in</h1>'))).to.equal('lost malformed bad_response 200');
    });

    it('does not wait for the end of a page', async () => {
      const endless = new ReadableStream({
        start: (stream) => stream.enqueue(new TextEncoder().encode('<!doctype html>')),
      });
      const fetch = async (): Promise<Response> => new Response(endless, { headers: { 'content-type': 'text/html' } });
      expect(short(await new LoyaliteClient({ endpoint: '/x', fetch }).send(earn))).to.equal(
        'lost login bad_response 200',
      );
    });
  });

  describe('against content types', () => {
    const json = [
      'application/json',
      'application/json; charset=utf-8',
      'Application/JSON ;charset=UTF-8',
      'application/problem+json',
      'application/vnd.api+json',
    ];
    for (const type of json)
      it(`reads ${type}`, async () =>
        expect(await answered(balance, { headers: { 'content-type': type } })).to.deep.equal(done));

    const others = [
      'text/plain',
      'text/json',
      'application/octet-stream',
      'application/jsonp',
      'application/json-seq',
      'application/javascript',
      'json',
      'text/plain, application/json',
    ];
    for (const type of others) {
      it(`does not read ${type}`, async () => {
        expect(short(await answered(balance, { headers: { 'content-type': type } }))).to.equal(
          'lost malformed bad_response 200',
        );
      });
    }

    it('goes by the status where the type says it is no JSON', async () => {
      const plain = { headers: { 'content-type': 'text/plain' } };
      expect(short(await answered({ error: 'pin_required' }, { status: 402, ...plain }))).to.equal(
        'refused subscription_required 402',
      );
      expect(short(await answered('Too many', { status: 429, ...plain }))).to.equal('busy rate_limited 429');
    });
  });

  describe('against odd bodies', () => {
    it('reads behind a byte order mark', async () =>
      expect(await answered(`\uFEFF${JSON.stringify(balance)}`)).to.deep.equal(done));
    it('reads between blanks', async () =>
      expect(await answered(`\r\n\t ${JSON.stringify(balance)} \n`)).to.deep.equal(done));
    it('takes the last of duplicate keys, as JSON does', async () => {
      expect(await answered('{"stamps":9,"stamps":1,"points":"x","points":2}')).to.deep.equal(done);
    });
    it('reads up to 64 KiB', async () => {
      const padded = JSON.stringify(balance);
      expect(await answered(padded + ' '.repeat(65_536 - padded.length))).to.deep.equal(done);
      expect(short(await answered(padded + ' '.repeat(65_537 - padded.length)))).to.equal(
        'lost malformed bad_response 200',
      );
    });
    it('does not choke on megabytes or on depth', async () => {
      expect(
        short(await answered(JSON.stringify({ data: { stamps: 1, points: 2, more: 'x'.repeat(3_000_000) } }))),
      ).to.equal('lost malformed bad_response 200');
      expect(short(await answered('['.repeat(30_000) + ']'.repeat(30_000)))).to.equal(
        'lost malformed bad_response 200',
      );
      expect(await answered(`{"more":${'['.repeat(30_000)}${']'.repeat(30_000)},"stamps":1,"points":2}`)).to.deep.equal(
        done,
      );
    });
    it('stops reading an endless body', async () => {
      let pulled = 0;
      const piece = new TextEncoder().encode(' '.repeat(10_000));
      let canceled = false;
      const endless = new ReadableStream({
        pull: (stream) => (pulled++, stream.enqueue(piece)),
        cancel: () => void (canceled = true),
      });
      const fetch = async (): Promise<Response> =>
        new Response(endless, { headers: { 'content-type': 'application/json' } });
      expect(short(await new LoyaliteClient({ endpoint: '/x', fetch }).send(earn))).to.equal(
        'lost malformed bad_response 200',
      );
      expect(pulled).to.be.below(12);
      expect(canceled).to.equal(true);
    });
    it('joins characters that were cut between two pieces', async () => {
      const bytes = new TextEncoder().encode(
        '{"customer_code":482193,"masked_email":"ğ***@a.b","stamp_count":0,"point_balance":0}',
      );
      const pieces = new ReadableStream({
        start: (stream) => (bytes.forEach((byte) => stream.enqueue(Uint8Array.of(byte))), stream.close()),
      });
      const fetch = async (): Promise<Response> =>
        new Response(pieces, { headers: { 'content-type': 'application/json' } });
      expect(await new LoyaliteClient({ endpoint: '/x', fetch }).send(find)).to.have.nested.property(
        'answer.maskedEmail',
        'ğ***@a.b',
      );
    });
  });

  describe('against a server that lies', () => {
    it('believes no success that holds an error', async () =>
      expect(short(await answered({ ...balance, error: 'oops' }))).to.equal('lost malformed bad_response 200'));
    it('believes no success of another shape', async () =>
      expect(short(await faulty('other-shape'))).to.equal('lost malformed bad_response 200'));
    it('believes no success with a failure’s status', async () =>
      expect(short(await answered(balance, { status: 422 }))).to.equal('lost malformed bad_response 422'));
    it('believes no 5xx, whatever it holds', async () => {
      expect(short(await answered({ error: 'insufficient_balance' }, { status: 503 }))).to.equal(
        'lost server bad_response 503',
      );
      expect(short(await answered(balance, { status: 500 }))).to.equal('lost server bad_response 500');
      expect(short(await faulty('error-after'))).to.match(/^lost server bad_response 50\d$/);
    });
    it('believes the code before the status', async () => {
      expect(short(await answered({ error: 'insufficient_balance' }, { status: 429 }))).to.equal(
        'refused insufficient_balance 429',
      );
      expect(short(await answered({ error: 'pin_attempts_exceeded' }, { status: 429 }))).to.equal('pin');
    });
  });

  describe('told to wait', () => {
    const now = 'Tue, 04 Aug 2026 10:00:00 GMT';
    const waits: [Record<string, string>, number | undefined][] = [
      [{ 'retry-after': '7' }, 7_000],
      [{ 'retry-after': '0' }, 0],
      [{ 'retry-after': 'Tue, 04 Aug 2026 10:00:09 GMT', date: now }, 9_000],
      [{ 'retry-after': 'Tue, 04 Aug 2026 09:59:00 GMT', date: now }, undefined],
      [{ 'retry-after': '-3' }, undefined],
      [{ 'retry-after': 'soon' }, undefined],
      [{ 'retry-after': '9999999' }, undefined],
      [{}, undefined],
    ];
    for (const [headers, ms] of waits) {
      it(`reads ${JSON.stringify(headers)} as ${ms ?? 'no word'}`, async () => {
        const fetch = async (): Promise<Response> =>
          new Response('{"error":"too many requests"}', {
            status: 429,
            headers: { 'content-type': 'application/json', ...headers },
          });
        const reply = await new LoyaliteClient({ endpoint: '/x', fetch }).send(earn);
        expect(reply).to.include({ kind: 'busy' });
        expect('retryAfter' in reply ? reply.retryAfter : undefined).to.equal(ms);
      });
    }

    it('hears it through the proxy', async () => {
      expect(await faulty('rate-limited')).to.deep.include({ kind: 'busy', retryAfter: 2_000 });
    });
  });
});
