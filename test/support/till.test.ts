import { expect } from '@open-wc/testing';
import { openTill } from './till.js';

const json = { 'content-type': 'application/json' };
const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', headers: json, body: JSON.stringify(body) });
const earn = { customer_code: 482193, amount: 10, card_type: 'point', external_id: 'A-1' };

describe('a test till', () => {
  it('answers a look-up through proxy and sandbox', async () => {
    const till = await openTill();
    const answer = await fetch(`${till.endpoint}/webhook/customer?code=482193`);
    expect((await answer.json()).data.customer_code).to.equal(482193);
    expect((await till.requests()).map(({ method, path, query }) => [method, path, query.code])).to.deep.equal([
      ['GET', '/webhook/customer', '482193'],
    ]);
    expect((await till.upstreamRequests())[0]!.headers['x-api-key']).to.match(/^sk_live_/);
  });

  it('keeps the bookings of two tills apart', async () => {
    const [one, other] = [await openTill(), await openTill()];
    await post(`${one.endpoint}/webhook/pos`, earn);
    expect((await one.ledger()).length).to.equal(1);
    expect(await other.ledger()).to.deep.equal([]);
  });

  it('drops a connection before the booking, once', async () => {
    const till = await openTill();
    await till.fault('drop-before');
    const failed = await post(`${till.endpoint}/webhook/pos`, earn).then(
      () => false,
      () => true,
    );
    expect(failed).to.equal(true);
    expect(await till.ledger()).to.deep.equal([]);
    expect((await till.requests()).length).to.equal(1);
    expect((await post(`${till.endpoint}/webhook/pos`, earn)).status).to.equal(200);
  });

  it('drops a connection after the booking', async () => {
    const till = await openTill();
    await till.fault('drop-after');
    const failed = await post(`${till.endpoint}/webhook/pos`, earn).then(
      () => false,
      () => true,
    );
    expect(failed).to.equal(true);
    expect((await till.ledger()).map(({ externalId }) => externalId)).to.deep.equal(['A-1']);
  });

  it('refuses a fault that does not exist', async () => {
    const till = await openTill();
    const refused = await till.fault('no-such' as 'html').then(() => '', String);
    expect(refused).to.contain('no fault is called no-such');
  });

  it('holds an answer back until it is released', async () => {
    const till = await openTill();
    await till.fault('hold-after');
    const answer = post(`${till.endpoint}/webhook/pos`, earn);
    await till.received(1);
    await till.release();
    expect((await answer).status).to.equal(200);
  });

  it('shows the PIN that the phone shows, and switches the preset', async () => {
    const till = await openTill({ preset: 'standard', pinDigits: 2 });
    await till.setPreset('strict');
    const answer = await post(`${till.endpoint}/webhook/pos`, earn);
    expect(answer.status).to.equal(412);
    expect((await till.phone('482193')).pin).to.match(/^\d{2}$/);
  });

  it('is reached on this machine only, as a secure context', () => {
    expect(location.hostname).to.equal('127.0.0.1');
    expect(isSecureContext).to.equal(true);
  });

  it('answers what a test asks it to answer', async () => {
    const till = await openTill();
    await till.fault('answer', { status: 402, body: { error: 'subscription_required' }, path: '/webhook/redeem' });
    expect((await fetch(`${till.endpoint}/webhook/customer?code=482193`)).status).to.equal(200);
    expect((await post(`${till.endpoint}/webhook/redeem`, { ...earn, value: 1 })).status).to.equal(402);
  });
});
