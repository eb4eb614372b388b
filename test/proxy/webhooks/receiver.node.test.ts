/** Events come in signed, are stored before they are answered, and say nothing in a log. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryStore, createProxy, type ProxyStore } from '../../../src/proxy.js';
import { earn, gate, outcome } from '../fixture.js';
import { eventOf, openShop, points, question, secret, sign } from './shop.js';

/** A store that counts what is written. */
function counting(): { store: ProxyStore; writes: () => number } {
  const memory = createMemoryStore();
  let writes = 0;
  const swap: ProxyStore['swap'] = (...args) => {
    writes += 1;
    return memory.swap(...args);
  };
  return { store: { get: (key) => memory.get(key), swap }, writes: () => writes };
}

const lose = (): Response => new Response('', { status: 502 });

describe('an event', () => {
  it('needs neither session nor origin, and is answered once it is stored', async () => {
    const { store, writes } = counting();
    const shop = openShop({}, { store, authorize: () => null });
    const answer = await shop.report('points.earned', points());
    assert.equal(answer.status, 200);
    assert.ok(writes() > 0);
  });

  it('with a wrong signature, another body’s or none is refused, and costs no write', async () => {
    const { store, writes } = counting();
    const shop = openShop({}, { store });
    const body = eventOf(shop.clock.now, 'points.earned', points());
    const headers = [
      sign(body, 'another secret'),
      sign(`${body} `),
      'sha256=',
      sign(body).slice(0, -1),
      `sha1=${'0'.repeat(40)}`,
      '',
    ];
    for (const header of headers) {
      assert.equal(await outcome(shop.deliver(body, { 'x-loyalite-signature-256': header })), '401 invalid_signature');
    }
    assert.equal(writes(), 0);
  });

  it('is taken under every secret in use, and under none that went out of use', async () => {
    let secrets = ['old', 'new'];
    const shop = openShop({ secrets: () => Promise.resolve(secrets) });
    const post = (key: string): Promise<string> => {
      const body = eventOf(shop.clock.now, 'customer.enrolled', {});
      return outcome(shop.deliver(body, { 'x-loyalite-signature-256': sign(body, key) }));
    };
    assert.deepEqual(await Promise.all(['old', 'new', 'next'].map(post)), [
      '200 ok',
      '200 ok',
      '401 invalid_signature',
    ]);
    secrets = ['next'];
    assert.deepEqual(await Promise.all(['old', 'next'].map(post)), ['401 invalid_signature', '200 ok']);
  });

  it('is signed as bytes, whatever stands in them', async () => {
    const shop = openShop();
    const body = `\n ${eventOf(shop.clock.now, 'points.earned', { ...points(), coupon_name: 'Kahve ☕ ü' })}  `;
    assert.equal(await outcome(shop.deliver(body)), '200 ok');
  });

  it('that is unknown, malformed, old, of another organisation or empty is answered 200 and dropped', async () => {
    const { store, writes } = counting();
    const shop = openShop({}, { store });
    const { now } = shop.clock;
    const bodies = [
      eventOf(now, 'security.alert', {}),
      eventOf(now, 'toString', points()),
      'no json',
      '[]',
      'null',
      '{"event":"points.earned"}',
      eventOf(now, 'points.earned', points(), { data: null }),
      eventOf(now, 'points.earned', points(), { organization: 'another' }),
      eventOf(now, 'points.earned', points(), { occurred_at: 'yesterday' }),
      eventOf(now - 25 * 60 * 60 * 1000, 'points.earned', points()),
      eventOf(now, 'points.earned', { ...points(), customer_code: null }),
    ];
    for (const body of bodies) assert.equal(await outcome(shop.deliver(body)), '200 ok', body);
    assert.equal(writes(), 0);
  });

  it('of more than 64 KiB is refused, told or untold', async () => {
    const shop = openShop();
    const body = eventOf(shop.clock.now, 'points.earned', { ...points(), more: 'x'.repeat(65_536) });
    assert.equal(await outcome(shop.deliver(body)), '413 too_large');
    const stream = new Blob([body]).stream();
    const request = new Request('https://pos.example/loyalite/events', {
      method: 'POST',
      headers: { 'x-loyalite-signature-256': sign(body) },
      body: stream,
      duplex: 'half',
    } as RequestInit);
    assert.equal(await outcome(shop.fetch(request)), '413 too_large');
  });

  it('whose body was read before it came is answered by a code that says so', async () => {
    const shop = openShop();
    const body = eventOf(shop.clock.now, 'points.earned', points());
    const request = new Request('https://pos.example/loyalite/events', { method: 'POST', body });
    await request.text();
    assert.equal(await outcome(shop.fetch(request)), '500 body_already_read');
    assert.equal(await outcome(shop.deliver('', { 'content-length': '300' })), '500 body_already_read');
  });

  it('that cannot be stored is asked for again', async () => {
    const store: ProxyStore = { get: () => Promise.reject(new Error('down')), swap: () => Promise.resolve(false) };
    assert.equal(await outcome(openShop({}, { store }).report('points.earned', points())), '503 try_again');
  });

  it('is answered within ten seconds by a store that never answers', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const { opened } = gate();
    const store: ProxyStore = { get: () => opened.then(() => undefined), swap: () => Promise.resolve(true) };
    let told: string | undefined;
    const answer = outcome(openShop({}, { store }).report('points.earned', points())).then((text) => (told = text));
    while (told === undefined) {
      // The signature is checked in a thread of its own.
      await new Promise((resolve) => setImmediate(resolve));
      context.mock.timers.tick(1);
    }
    await answer;
    assert.equal(told, '503 try_again');
  });

  it('leaves nothing of itself in the log', async () => {
    const shop = openShop();
    await shop.report('points.earned', points('booking-of-the-log'));
    const [entry] = shop.log;
    assert.deepEqual(Object.keys(entry ?? {}).sort(), ['duration', 'method', 'route', 'status']);
    assert.equal(entry?.route, 'events');
  });

  it('counts once, however often it is delivered', async () => {
    const shop = openShop();
    await shop.get('/webhook/customer?code=482193');
    shop.answer(lose);
    await shop.post('/webhook/pos', earn());
    await shop.post('/webhook/pos', earn({ external_id: 'A-1002' }));
    const body = eventOf(shop.clock.now, 'points.earned', points());
    await Promise.all([shop.deliver(body), shop.deliver(body)]);
    shop.clock.now += 9.9 * 60 * 60 * 1000;
    await shop.deliver(body);
    assert.equal((await shop.outcome(question))['outcome'], 'evidence');
    await shop.deliver(eventOf(shop.clock.now - 9.9 * 60 * 60 * 1000, 'points.earned', points('booking-2')));
    assert.equal((await shop.outcome(question))['outcome'], 'booked');
  });

  it('is not there in a proxy without webhooks', async () => {
    const till = openShop({}, { webhooks: undefined } as object);
    assert.equal(await outcome(till.report('points.earned', points())), '404 route_unknown');
    assert.equal(await outcome(till.get('/outcome?external_id=A-1001')), '404 route_unknown');
  });
});

describe('createProxy', () => {
  const options = { apiKey: 'k', authorize: () => null, upstream: 'https://shop.loyalite.app' };
  const webhooks = { secrets: secret };

  it('refuses webhooks that are not safe, and quotes no secret', () => {
    const wrong: object[] = [
      { ...options, webhooks: {} },
      { ...options, webhooks: { secrets: '' } },
      { ...options, webhooks: { secrets: [] } },
      { ...options, webhooks: { secrets: [secret, ''] } },
      { ...options, webhooks: { ...webhooks, exclusive: 'yes' } },
      { ...options, upstream: 'https://gateway.example', webhooks },
    ];
    for (const set of wrong) {
      assert.throws(
        () => createProxy(set as typeof options),
        (error: Error) =>
          error instanceof TypeError && /webhooks/.test(error.message) && !error.message.includes(secret),
      );
    }
    assert.ok(
      createProxy({ ...options, upstream: 'https://gateway.example', webhooks: { ...webhooks, organization: 'shop' } }),
    );
  });
});
