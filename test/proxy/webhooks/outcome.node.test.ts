/** What a till is told about an operation whose answer it did not get. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryStore } from '../../../src/proxy.js';
import { earn, outcome } from '../fixture.js';
import { openShop, points, question, type Shop } from './shop.js';

const lose = (): Response => new Response('', { status: 502 });

/** A shop whose service has lost an earn of 85.50. */
async function afterLoss(shop = openShop()): Promise<Shop> {
  await shop.get('/webhook/customer?code=482193');
  shop.answer(lose);
  await shop.post('/webhook/pos', earn());
  return shop;
}

describe('the outcome of an operation', () => {
  it('is unknown before anything was reported', async () => {
    const shop = await afterLoss();
    assert.deepEqual(await shop.outcome(question), { outcome: 'unknown' });
  });

  it('is booked, at its time, once the service has reported it', async () => {
    const shop = await afterLoss();
    const at = new Date(shop.clock.now).toISOString();
    await shop.report('points.earned', points());
    assert.deepEqual(await shop.outcome(question), { outcome: 'booked', at, by: 'event' });
  });

  it('is booked where the service has answered, with or without a report', async () => {
    const shop = openShop();
    await shop.post('/webhook/pos', earn());
    const { outcome: told, by } = await shop.outcome(question);
    assert.deepEqual([told, by], ['booked', 'answer']);
  });

  it('is evidence where others may hold the key', async () => {
    const shop = await afterLoss(openShop({ exclusive: false }));
    const at = new Date(shop.clock.now).toISOString();
    await shop.report('points.earned', points());
    assert.deepEqual(await shop.outcome(question), {
      outcome: 'evidence',
      reports: [{ at, value: 85.5, source: 'service' }],
    });
  });

  it('is evidence in the first minute of a store, where an operation before it may be forgotten', async () => {
    const shop = await afterLoss(openShop({ exclusive: true }));
    await shop.report('points.earned', points());
    assert.equal((await shop.outcome(question))['outcome'], 'evidence');
    shop.clock.now += 61_000;
    await shop.post('/webhook/pos', earn({ external_id: 'A-2', amount: 7 }));
    await shop.report('points.earned', { ...points('booking-2'), amount: 7 });
    assert.equal((await shop.outcome({ ...question, external_id: 'A-2', value: '7' }))['outcome'], 'booked');
  });

  it('is evidence where no answer has told the service’s clock', async () => {
    const shop = openShop();
    shop.answer(lose);
    await shop.post('/webhook/pos', earn());
    await shop.report('points.earned', points());
    assert.equal((await shop.outcome(question))['outcome'], 'evidence');
  });

  it('is booked in the service’s time, whatever this clock says', async () => {
    const shop = openShop();
    const ahead = 3 * 60 * 60 * 1000;
    const date = (): Record<string, string> => ({ date: new Date(shop.clock.now - ahead).toUTCString() });
    shop.answer(() => Response.json({ data: {} }, { headers: date() }));
    await shop.get('/webhook/customer?code=482193');
    shop.answer(lose);
    await shop.post('/webhook/pos', earn());
    const at = new Date(shop.clock.now - ahead).toISOString();
    await shop.report('points.earned', points(), { occurred_at: at });
    assert.equal((await shop.outcome(question))['at'], at);
  });

  for (const [error, status] of [
    ['too many requests', 429],
    ['invalid or missing API key', 401],
  ] as const) {
    it(`is booked whatever clock a server in between has that answers ${status} in the service’s place`, async () => {
      const shop = openShop();
      await shop.get('/webhook/customer?code=482193');
      const date = new Date(shop.clock.now + 60 * 60 * 1000).toUTCString();
      shop.answer(() => Response.json({ error }, { status, headers: { date } }));
      await shop.post('/webhook/pos', earn());
      shop.answer(lose);
      await shop.post('/webhook/pos', earn());
      await shop.report('points.earned', points());
      assert.equal((await shop.outcome(question))['outcome'], 'booked');
    });
  }

  it('is of exactly what was sent: another customer, card, value, order or kind is unknown', async () => {
    const shop = await afterLoss();
    await shop.report('points.earned', points());
    const others = [
      { customer_code: '517204' },
      { card_type: 'stamp' },
      { value: '85.51' },
      { external_id: 'A-1' },
      { operation: 'redeem' },
    ];
    for (const other of others) {
      assert.deepEqual(await shop.outcome({ ...question, ...other }), { outcome: 'unknown' });
    }
  });

  it('is told to every till of the shop, and to nobody else', async () => {
    const shop = await afterLoss(openShop({}, { authorize: (request) => request.headers.get('till') ?? 'till-1' }));
    await shop.report('points.earned', points());
    assert.equal((await shop.outcome(question, { till: 'till-2' }))['outcome'], 'booked');
    const path = `/outcome?${new URLSearchParams(question).toString()}`;
    assert.equal((await openShop({}, { authorize: () => null }).get(path)).status, 401);
    assert.equal(await outcome(shop.get(path, { origin: 'https://foreign.example' })), '403 origin_refused');
  });

  it('is refused where the question leaves something out', async () => {
    const shop = openShop();
    for (const name of ['operation', 'external_id', 'customer_code', 'value']) {
      const rest = Object.entries(question).filter(([key]) => key !== name);
      assert.equal(await outcome(shop.get(`/outcome?${new URLSearchParams(rest).toString()}`)), '400 invalid_input');
    }
  });

  it('is nothing where the service refused, and what a refusal after a loss leaves open', async () => {
    const shop = openShop();
    shop.answer(() => Response.json({ error: 'pin_required' }, { status: 412, headers: shop.date() }));
    await shop.post('/webhook/pos', earn());
    await shop.report('points.earned', points());
    assert.equal((await shop.outcome(question))['outcome'], 'unknown');
    shop.clock.now += 60_000;
    shop.answer(lose);
    await shop.post('/webhook/pos', earn());
    shop.answer(() => Response.json({ error: 'insufficient_balance' }, { status: 422 }));
    await shop.post('/webhook/pos', earn());
    await shop.report('points.earned', points('booking-2'));
    assert.equal((await shop.outcome(question))['outcome'], 'booked');
  });

  it('stays open after a refusal that nobody knows', async () => {
    const shop = openShop();
    await shop.get('/webhook/customer?code=482193');
    shop.answer(() => Response.json({ error: 'external_id_taken' }, { status: 422, headers: shop.date() }));
    await shop.post('/webhook/pos', earn());
    await shop.report('points.earned', points());
    assert.equal((await shop.outcome(question))['outcome'], 'booked');
  });

  it('counts the tills and processes that share a store', async () => {
    const store = createMemoryStore({ now: () => 1_700_000_000_000 });
    const [one, other] = [await afterLoss(openShop({}, { store })), openShop({}, { store })];
    await other.post('/webhook/pos', earn({ external_id: 'A-2' }));
    await one.report('points.earned', points());
    assert.equal((await one.outcome(question))['outcome'], 'unknown');
    await other.report('points.earned', points('booking-2'));
    assert.equal((await one.outcome(question))['outcome'], 'booked');
  });

  it('shows what was booked by hand, and takes it for nothing else', async () => {
    const shop = await afterLoss();
    const at = new Date(shop.clock.now).toISOString();
    await shop.report('points.earned', { ...points(), source: 'manual' });
    const byHand = [{ at, value: 85.5, source: 'manual' }];
    assert.deepEqual(await shop.outcome(question), { outcome: 'evidence', reports: byHand });
    await shop.report('points.earned', points('booking-2'));
    assert.deepEqual(await shop.outcome(question), { outcome: 'booked', at, by: 'event', by_hand: byHand });
  });

  it('names the coupon of a card that the lost earn has filled', async () => {
    const shop = openShop();
    await shop.get('/webhook/customer?code=482193');
    shop.answer(lose);
    await shop.post('/webhook/pos', earn({ card_type: 'stamp', amount: 1 }));
    const stamp = { stamps_added: 1, stamp_balance: 0, max_stamps: 10, transaction_id: 'booking-1' };
    await shop.report('stamp.redeemed', { ...stamp, coupon_id: 'c-7', coupon_name: 'Free coffee', source: undefined });
    await shop.report('stamp.earned', stamp);
    const told = await shop.outcome({ ...question, card_type: 'stamp', value: '1' });
    assert.deepEqual([told['outcome'], told['coupon']], ['booked', { id: 'c-7', name: 'Free coffee' }]);
  });

  it('tells the card’s size with a customer, once an event has told it', async () => {
    const shop = openShop();
    const customer = { customer_code: 482193, masked_email: 'a***@example.com', stamp_count: 4, point_balance: 1 };
    shop.answer(() => Response.json({ data: customer }));
    const look = async (): Promise<unknown> => (await shop.get('/webhook/customer?code=482193')).json();
    assert.deepEqual(await look(), { data: customer });
    await shop.report('stamp.earned', { stamps_added: 1, max_stamps: 12, transaction_id: 'x' });
    assert.deepEqual(await look(), { data: { ...customer, card_size: 12 } });
  });
});

describe('the outcome of a coupon', () => {
  const key = 'operation-0123456789';
  const coupon = { id: 'c-7', name: 'Free coffee', qr_token: 'cq_7f3a9b2e' };
  const used = { coupon_id: 'c-7', coupon_name: 'Free coffee', transaction_id: 'booking-9' };
  const asked = { operation: 'coupon', external_id: key };
  const use = (shop: Shop): Promise<Response> =>
    shop.post('/webhook/coupons/redeem', { token: 'cq_7f3a9b2e' }, { 'loyalite-operation': key });

  async function afterLostCoupon(isTied: boolean): Promise<Shop> {
    const shop = openShop();
    const answer = { stamps: 0, points: 20, ...(isTied && { coupon }) };
    shop.answer(() => Response.json({ data: answer }, { headers: shop.date() }));
    await shop.post('/webhook/pos', earn({ card_type: 'stamp', amount: 1 }));
    shop.answer(lose);
    await use(shop);
    return shop;
  }

  it('is booked only where an answer of before has tied its token to the coupon of the report', async () => {
    for (const isTied of [true, false]) {
      const shop = await afterLostCoupon(isTied);
      assert.equal((await shop.outcome(asked))['outcome'], 'unknown');
      await shop.report('coupon.redeemed', used);
      assert.equal((await shop.outcome(asked))['outcome'], isTied ? 'booked' : 'evidence');
    }
  });

  it('is evidence where the report does not say who booked it', async () => {
    const shop = await afterLostCoupon(true);
    await shop.report('coupon.redeemed', { ...used, source: undefined });
    assert.equal((await shop.outcome(asked))['outcome'], 'evidence');
  });

  it('is not that of another coupon', async () => {
    const shop = await afterLostCoupon(true);
    await shop.report('coupon.redeemed', { ...used, coupon_id: 'c-8' });
    assert.equal((await shop.outcome(asked))['outcome'], 'unknown');
  });

  it('keeps no token', async () => {
    const texts: string[] = [];
    const memory = createMemoryStore();
    const shop = openShop(
      {},
      {
        store: {
          get: (name) => memory.get(name),
          swap: (name, before, after, ttl) => {
            if (/^(page|posted|tie|coupon-key|shop):/.test(name)) texts.push(`${name} ${after}`);
            return memory.swap(name, before, after, ttl);
          },
        },
      },
    );
    shop.answer(() => Response.json({ data: { stamps: 0, points: 20, coupon } }));
    await shop.post('/webhook/pos', earn());
    await use(shop);
    assert.ok(texts.some((text) => text.startsWith('tie:')));
    assert.ok(!texts.some((text) => text.includes('cq_7f3a9b2e')));
  });
});
