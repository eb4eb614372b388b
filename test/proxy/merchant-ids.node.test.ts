/** External ids, which are one space for all sessions and both routes of a merchant. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createMemoryStore } from '../../src/proxy.js';
import { earn, gate, json, openTill, outcome, redeem, settled } from './fixture.js';

const hour = 60 * 60_000;
const reused = '409 id_reused';
const done = (): Response => json({ data: { stamps: 1, points: 20 } });

describe('an id that was booked', () => {
  it('is refused to another customer, amount, card or kind in every session, before the service is asked', async () => {
    const till = openTill();
    await till.post('/webhook/pos', earn({ external_id: '12' }));
    till.clock.now += 25 * hour;
    for (const session of ['till-1', 'till-2', 'till-1-of-tuesday']) {
      for (const change of [{ customer_code: 517204 }, { amount: 86 }, { card_type: 'stamp' }]) {
        const answer = till.post('/webhook/pos', earn({ external_id: '12', ...change }), { till: session });
        expect(await outcome(answer), JSON.stringify(change)).to.equal(reused);
      }
      const other = till.post('/webhook/redeem', redeem({ external_id: 12 }), { till: session });
      expect(await outcome(other)).to.equal(reused);
    }
    expect(till.sent).to.have.length(1);
  });

  it('stays so for a year, and is free after that', async () => {
    const till = openTill();
    await till.post('/webhook/pos', earn());
    till.clock.now += 365 * 24 * hour;
    expect(await outcome(till.post('/webhook/pos', earn({ amount: 1 })))).to.equal(reused);
    till.clock.now += 2 * 24 * hour;
    expect(await outcome(till.post('/webhook/pos', earn({ amount: 1 })))).to.equal('200 ok');
  });

  it('of an earn is not the id of a redemption of another order', async () => {
    const till = openTill();
    await till.post('/webhook/pos', earn({ external_id: 'redeem_5' }));
    const redemption = redeem({ external_id: 'redeem_5', customer_code: 517204, value: 500 });
    expect(await outcome(till.post('/webhook/redeem', redemption, { till: 'till-2' }))).to.equal(reused);
    const same = redeem({ external_id: 'redeem_5', value: 85.5 });
    expect(await outcome(till.post('/webhook/redeem', same))).to.equal(reused);
    expect(till.sent).to.have.length(1);
  });

  it('gives the remembered answer to the same content, also after another sign-in, and says when it was booked', async () => {
    const till = openTill();
    const first = await till.post('/webhook/pos', earn());
    expect(first.headers.get('loyalite-booked-at')).to.equal(null);
    const bookedAt = new Date(till.clock.now).toISOString();
    till.clock.now += 23 * hour;
    const again = await till.post('/webhook/pos', earn(), { till: 'signed-in-again' });
    expect(again.headers.get('loyalite-booked-at')).to.equal(bookedAt);
    expect(await again.text()).to.equal(await first.text());
    expect(till.sent).to.have.length(1);
  });

  it('is the same content by whatever way the customer came, as number or as text', async () => {
    const till = openTill();
    await till.post('/webhook/pos', earn({ manual_code: true, external_id: 77 }));
    for (const change of [{ manual_code: false }, { customer_code: '482193' }, { amount: '85.50' }, {}])
      expect(await outcome(till.post('/webhook/pos', earn({ external_id: '77', ...change })))).to.equal('200 ok');
    expect(till.sent).to.have.length(1);
  });

  it('is no repeat any more a day later: the same purchase under a number that came round is refused, with the time', async () => {
    const till = openTill();
    const bookedAt = new Date(till.clock.now).toISOString();
    await till.post('/webhook/pos', earn({ external_id: '12' }));
    till.clock.now += 24 * hour;
    const answer = await till.post('/webhook/pos', earn({ external_id: '12' }));
    expect(await answer.json()).to.deep.equal({
      error: 'id_reused',
      sent: false,
      booked_at: bookedAt,
      same_content: true,
    });
    expect(till.sent).to.have.length(1);
  });

  it('belongs to its merchant: another key, or another name, has ids of its own in the same store', async () => {
    const store = createMemoryStore();
    for (const options of [{}, { apiKey: 'sk_live_other' }, { merchant: 'Shop 1' }, { merchant: 'Shop 2' }]) {
      const till = openTill({ store, ...options });
      expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('200 ok');
      expect(till.sent, JSON.stringify(options)).to.have.length(1);
    }
    const afterRotation = openTill({ store, apiKey: 'sk_live_new', merchant: 'Shop 1' });
    await afterRotation.post('/webhook/pos', earn());
    expect(afterRotation.sent).to.have.length(0);
  });
});

describe('an id whose outcome is open', () => {
  it('is refused to other content while the first is in flight, also from another session and to the other route', async () => {
    const till = openTill();
    const { opened, open } = gate();
    till.answer(() => opened.then(done));
    const first = outcome(till.post('/webhook/pos', earn()));
    while (till.sent.length === 0) await settled();
    expect(await outcome(till.post('/webhook/pos', earn({ amount: 1 }), { till: 'till-2' }))).to.equal(reused);
    expect(await outcome(till.post('/webhook/redeem', redeem({ external_id: 'A-1001' })))).to.equal(reused);
    const same = outcome(till.post('/webhook/pos', earn(), { till: 'till-2' }));
    open();
    expect(await Promise.all([first, same])).to.deep.equal(['200 ok', '200 ok']);
    expect(till.sent).to.have.length(1);
  });

  it('stays claimed for its content when the answer was lost, and is asked again', async () => {
    const till = openTill();
    till.answer(() => json({}, 503));
    await till.post('/webhook/pos', earn());
    till.answer(done);
    expect(await outcome(till.post('/webhook/pos', earn({ amount: 1 })))).to.equal(reused);
    till.answer(() => json({ error: 'insufficient_balance' }, 422));
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('422 insufficient_balance');
    expect(await outcome(till.post('/webhook/pos', earn({ amount: 1 })))).to.equal(reused);
    till.clock.now += 48 * hour;
    till.answer(done);
    expect(await outcome(till.post('/webhook/pos', earn(), { till: 'till-2' }))).to.equal('200 ok');
    expect(till.sent).to.have.length(3);
  });

  it('is free again when the service refused, or the proxy before it was asked', async () => {
    const till = openTill({ verify: ({ amount }) => amount !== 99 });
    till.answer(() => json({ error: 'insufficient_balance' }, 422));
    await till.post('/webhook/redeem', redeem({ value: 500 }));
    expect(await outcome(till.post('/webhook/redeem', redeem({ value: 99 })))).to.equal('403 operation_refused');
    till.answer(done);
    expect(await outcome(till.post('/webhook/redeem', redeem({ value: 50 })))).to.equal('200 ok');
  });

  it('is not held by a claim that a clock set back moved into the future', async () => {
    const store = createMemoryStore({ now: () => 0 });
    let now = 1_700_000_000_000;
    const [dead, alive] = [openTill({ store, now: () => now }), openTill({ store, now: () => now })];
    dead.answer(() => new Promise<Response>(() => undefined));
    void dead.post('/webhook/pos', earn());
    while (dead.sent.length === 0) await settled();
    now -= 365 * 24 * hour;
    expect(await outcome(alive.post('/webhook/pos', earn()))).to.equal('200 ok');
  });
});
