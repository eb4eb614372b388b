import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createMemoryStore, type ProxyStore } from '../../src/proxy.js';
import { earn, gate, json, openTill, outcome, redeem, settled } from './fixture.js';

const done = json({ data: { stamps: 1, points: 20 } });
const coupon = { token: 'cq_7f3a9b2e', manual_code: false };

describe('a repeated posting', () => {
  it('is answered from memory, byte by byte', async () => {
    const till = openTill();
    const answers = [await till.post('/webhook/pos', earn()), await till.post('/webhook/pos', earn())];
    expect(await answers[1]?.text()).to.equal(await answers[0]?.text());
    expect(till.sent).to.have.length(1);
  });

  it('is the same one with and without its PIN, in whatever order its fields come', async () => {
    const till = openTill();
    await till.post('/webhook/redeem', { external_id: 'r', value: 5, verification_pin: '04' });
    expect(await outcome(till.post('/webhook/redeem', { value: 5, external_id: 'r' }))).to.equal('200 ok');
    expect(till.sent).to.have.length(1);
  });

  it('with another content under the same id is refused', async () => {
    const till = openTill();
    await till.post('/webhook/pos', earn());
    for (const change of [
      { amount: 86 },
      { customer_code: 482194 },
      { card_type: 'stamp' },
      { customer_code: '0482193' },
    ]) {
      expect(await outcome(till.post('/webhook/pos', earn(change)))).to.equal('409 id_reused');
    }
    expect(till.sent).to.have.length(1);
  });

  it('is another one under another id', async () => {
    const till = openTill();
    await till.post('/webhook/redeem', redeem());
    await till.post('/webhook/redeem', redeem({ external_id: 'redeem_B' }));
    expect(till.sent).to.have.length(2);
  });

  it('goes out again where the answer was no success', async () => {
    const till = openTill();
    for (const status of [402, 404, 409, 412, 422, 429, 500, 502, 504]) {
      till.answer(() => json({ error: 'x' }, status));
      await till.post('/webhook/pos', earn());
    }
    expect(till.sent).to.have.length(9);
    till.answer(() => done.clone());
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('200 ok');
    till.answer(() => json({}, 500));
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('200 ok');
  });

  it('goes out again where the success had not the shape of one', async () => {
    const till = openTill();
    till.answer(() => json({ data: { result: 'ok' } }));
    await till.post('/webhook/pos', earn());
    till.answer(() => done.clone());
    expect(await (await till.post('/webhook/pos', earn())).json()).to.deep.equal({ data: { stamps: 1, points: 20 } });
    expect(till.sent).to.have.length(2);
  });

  it('is remembered exactly where a till reads the answer as a success', async () => {
    const doubtful = [
      { error: 'busy', stamps: 1, points: 2 },
      { data: { stamps: 1, points: 2, coupon: { id: 1, name: 'Coffee' } } },
      { data: { status: 'redeemed' } },
      { data: { stamps: '1', points: 2 } },
    ];
    for (const answer of doubtful) {
      const till = openTill();
      till.answer(() => json(answer));
      await till.post('/webhook/pos', earn());
      till.answer(() => done.clone());
      expect(await (await till.post('/webhook/pos', earn())).json(), JSON.stringify(answer)).to.deep.equal({
        data: { stamps: 1, points: 20 },
      });
    }
    const till = openTill();
    till.answer(() => json({ stamps: 0, points: 2, coupon: { id: 1, name: 'Coffee', qr_token: 'cq_1' } }));
    await till.post('/webhook/pos', earn());
    await till.post('/webhook/pos', earn());
    expect(till.sent).to.have.length(1);
  });

  it('goes out again after a silence', async () => {
    // Long enough for an answer that comes, on a machine that is busy.
    const till = openTill({ timeout: 2000 });
    till.answer(() => new Promise<Response>(() => undefined));
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('504 upstream_timeout');
    till.answer(() => done.clone());
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('200 ok');
    expect(till.sent).to.have.length(2);
  });

  it('passes unremembered when it has no id', async () => {
    const till = openTill();
    for (const id of [undefined, '', null]) {
      await till.post('/webhook/pos', earn({ external_id: id }));
      await till.post('/webhook/pos', earn({ external_id: id }));
    }
    expect(till.sent).to.have.length(6);
  });
});

describe('postings at the same time', () => {
  it('share one call of the service when they are alike', async () => {
    const till = openTill();
    const { opened, open } = gate();
    till.answer(() => opened.then(() => done.clone()));
    const answers = Array.from({ length: 5 }, () => outcome(till.post('/webhook/pos', earn())));
    await settled();
    open();
    expect(await Promise.all(answers)).to.deep.equal(Array.from({ length: 5 }, () => '200 ok'));
    expect(till.sent).to.have.length(1);
  });

  it('share a refusal too', async () => {
    const till = openTill();
    till.answer(() => json({ error: 'insufficient_balance' }, 422));
    const answers = [1, 2].map(() => outcome(till.post('/webhook/redeem', earn())));
    expect(await Promise.all(answers)).to.deep.equal(['422 insufficient_balance', '422 insufficient_balance']);
    expect(till.sent).to.have.length(1);
  });

  it('wait for each other when only the PIN differs, and are refused when more does', async () => {
    const till = openTill();
    const { opened, open } = gate();
    till.answer(({ body }) =>
      body.includes('verification_pin') ? done.clone() : opened.then(() => json({ error: 'pin_required' }, 412)),
    );
    const first = outcome(till.post('/webhook/pos', earn()));
    await settled();
    const withPin = outcome(till.post('/webhook/pos', earn({ verification_pin: '04' })));
    const other = outcome(till.post('/webhook/pos', earn({ amount: 1 })));
    expect(await other).to.equal('409 id_reused');
    expect(till.sent).to.have.length(1);
    open();
    expect(await Promise.all([first, withPin])).to.deep.equal(['412 pin_required', '200 ok']);
  });
});

describe('a coupon, which has no id', () => {
  const headers = { 'idempotency-key': 'k-1' };

  it('is known by the key that the till sends with each try', async () => {
    const till = openTill();
    till.answer(() => json({ data: { id: 1, name: 'Coffee', status: 'redeemed' } }));
    await till.post('/webhook/coupons/redeem', coupon, headers);
    expect(await outcome(till.post('/webhook/coupons/redeem', coupon, headers))).to.equal('200 ok');
    expect(till.sent).to.have.length(1);
    expect(await outcome(till.post('/webhook/coupons/redeem', { token: 'other' }, headers))).to.equal('409 id_reused');
    await till.post('/webhook/coupons/redeem', coupon, { 'idempotency-key': 'k-2' });
    await till.post('/webhook/coupons/redeem', coupon);
    await till.post('/webhook/coupons/redeem', coupon);
    expect(till.sent).to.have.length(4);
  });

  it('is never remembered as used', async () => {
    const till = openTill();
    till.answer(() => json({ error: 'coupon_already_used' }, 409));
    expect(await outcome(till.post('/webhook/coupons/redeem', coupon, headers))).to.equal('409 coupon_already_used');
    till.answer(() => json({ data: { id: 1 } }));
    expect(await outcome(till.post('/webhook/coupons/redeem', coupon, headers))).to.equal('200 ok');
  });

  it('is not called used when the try before was answered by what is no answer to a till', async () => {
    for (const [answer, status] of [
      [{ error: 'busy', id: 1, name: 'Coffee', status: 'redeemed' }, 200],
      [{}, 400],
    ] as const) {
      const till = openTill();
      till.answer(() => json(answer, status));
      await till.post('/webhook/coupons/redeem', coupon, headers);
      till.answer(() => json({ error: 'coupon_already_used' }, 409));
      expect(await outcome(till.post('/webhook/coupons/redeem', coupon, headers)), String(status)).to.equal(
        '502 outcome_unknown',
      );
    }
  });

  it('is not called used when a lost try of the same key may have used it', async () => {
    const till = openTill();
    till.answer(() => json({}, 503));
    await till.post('/webhook/coupons/redeem', coupon, headers);
    till.answer(() => json({ error: 'coupon_already_used' }, 409));
    for (const round of [1, 2]) {
      expect(await outcome(till.post('/webhook/coupons/redeem', coupon, headers)), `round ${round}`).to.equal(
        '502 outcome_unknown',
      );
    }
    const fresh = till.post('/webhook/coupons/redeem', coupon, { 'idempotency-key': 'k-2' });
    expect(await outcome(fresh)).to.equal('409 coupon_already_used');
  });
});

describe('two servers with one store', () => {
  it('share the call that is under way and its answer', async () => {
    const clock = 1_700_000_000_000;
    const store = createMemoryStore({ now: () => clock });
    const [one, two] = [openTill({ store, now: () => clock }), openTill({ store, now: () => clock })];
    const { opened, open } = gate();
    one.answer(() => opened.then(() => done.clone()));
    const first = outcome(one.post('/webhook/pos', earn()));
    while (one.sent.length === 0) await settled();
    const second = outcome(two.post('/webhook/pos', earn()));
    expect(await outcome(two.post('/webhook/pos', earn({ amount: 1 })))).to.equal('409 id_reused');
    open();
    expect(await Promise.all([first, second])).to.deep.equal(['200 ok', '200 ok']);
    expect(two.sent).to.have.length(0);
  });

  it('take over from one that died at it', async () => {
    let now = 1_700_000_000_000;
    const store = createMemoryStore({ now: () => now });
    const [one, two] = [openTill({ store, now: () => now }), openTill({ store, now: () => now })];
    one.answer(() => new Promise<Response>(() => undefined));
    void one.post('/webhook/pos', earn());
    while (one.sent.length === 0) await settled();
    now += 20_000;
    expect(await outcome(two.post('/webhook/pos', earn()))).to.equal('200 ok');
  });

  it('send nothing while the store cannot be reached, and keep no answer from the till that came', async () => {
    const inner = createMemoryStore();
    let broken = true;
    const store: ProxyStore = {
      get: (key) => (broken ? Promise.reject(new Error('redis://secret')) : inner.get(key)),
      swap: (...change) => (broken ? Promise.reject(new Error('redis://secret')) : inner.swap(...change)),
    };
    const till = openTill({ store });
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('503 proxy_unavailable');
    expect(till.sent).to.have.length(0);
    broken = false;
    till.answer(() => {
      broken = true;
      return done.clone();
    });
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('200 ok');
  });
});
