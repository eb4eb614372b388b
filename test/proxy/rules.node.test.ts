import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createMemoryStore, type ProxyOperation, type ProxyStore } from '../../src/proxy.js';
import { earn, gate, json, openTill, outcome, redeem, settled, type Sent } from './fixture.js';

const minute = 60_000;

/** A service that knows one customer, by its code and by its QR. */
const service = ({ url, method }: Sent): Response =>
  method === 'GET' && !/code=482193|qr=good/.test(url)
    ? json({ error: 'customer_not_found' }, 404)
    : json({ data: { customer_code: 482193, stamps: 1, points: 20 } });

describe('verified only', () => {
  it('lets a till post for the customer whose QR it looked up, for 15 minutes', async () => {
    const till = openTill({ verifiedOnly: true });
    till.answer(service);
    await till.get('/webhook/customer?qr=good');
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('200 ok');
    till.clock.now += 14 * minute;
    expect(await outcome(till.post('/webhook/redeem', redeem()))).to.equal('200 ok');
    till.clock.now += minute;
    expect(await outcome(till.post('/webhook/pos', earn({ external_id: 'A-2' })))).to.equal(
      '403 verification_required',
    );
  });

  it('starts the 15 minutes again with the next scan', async () => {
    const till = openTill({ verifiedOnly: true });
    till.answer(service);
    await till.get('/webhook/customer?qr=good');
    till.clock.now += 14 * minute;
    await till.get('/webhook/customer?qr=good');
    till.clock.now += 14 * minute;
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('200 ok');
  });

  it('takes no other word for a scan', async () => {
    const till = openTill({ verifiedOnly: true });
    till.answer(service);
    const refusal = '403 verification_required';
    expect(await outcome(till.post('/webhook/pos', earn({ manual_code: false })))).to.equal(refusal);
    await till.get('/webhook/customer?code=482193');
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal(refusal);
    await till.get('/webhook/customer?qr=bad');
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal(refusal);
    await till.get('/webhook/customer?qr=good', { till: 'till-2' });
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal(refusal);
    await till.get('/webhook/customer?qr=good');
    expect(await outcome(till.post('/webhook/pos', earn({ customer_code: 482194 })))).to.equal(refusal);
    expect(till.sent.every(({ method }) => method === 'GET')).to.equal(true);
  });

  it('lets what passed once be asked for again, and nothing else', async () => {
    const till = openTill({ verifiedOnly: true });
    till.answer(service);
    await till.get('/webhook/customer?qr=good');
    till.answer(() => json({}, 503));
    await till.post('/webhook/pos', earn());
    till.clock.now += 60 * minute;
    till.answer(service);
    const other = till.post('/webhook/pos', earn({ external_id: 'A-2' }));
    expect(await outcome(other)).to.equal('403 verification_required');
    expect(await outcome(till.post('/webhook/pos', earn({ amount: 99 })))).to.equal('409 id_reused');
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('200 ok');
  });

  it('lets nothing be asked for again that a limit kept from the service', async () => {
    const till = openTill({ verifiedOnly: true, limits: { postings: 1, share: 1 } });
    till.answer(service);
    await till.get('/webhook/customer?qr=good');
    await till.post('/webhook/redeem', redeem());
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('429 rate_limited');
    till.clock.now += 60 * minute;
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('403 verification_required');
    expect(till.sent.map(({ method }) => method)).to.deep.equal(['GET', 'POST']);
  });

  it('forgets neither bookings nor guesses for postings that a limit refused', async () => {
    const till = openTill({
      verifiedOnly: true,
      store: createMemoryStore({ entries: 40 }),
      limits: { postings: 6, share: 1, challenges: 4 },
    });
    till.answer(service);
    await till.get('/webhook/customer?qr=good');
    const booked = earn({ external_id: 'booked' });
    await till.post('/webhook/pos', booked);
    till.answer(() => json({ error: 'pin_required' }, 412));
    for (let round = 0; round < 4; round += 1) await till.post('/webhook/pos', earn());
    till.answer(service);
    await till.post('/webhook/coupons/redeem', { token: 'c' });
    const before = till.sent.length;
    for (let id = 0; id < 200; id += 1) {
      const flood =
        id % 2
          ? till.post('/webhook/pos', earn({ external_id: `f${id}` }))
          : till.post('/webhook/coupons/redeem', { token: `t${id}` }, { 'idempotency-key': `k${id}` });
      expect(await outcome(flood)).to.equal('429 rate_limited');
    }
    expect(await outcome(till.post('/webhook/pos', booked))).to.equal('200 ok');
    expect(till.sent).to.have.length(before);
    till.clock.now += 5 * minute;
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('429 rate_limited');
  });

  it('lets what passed once be asked for again after another sign-in, and nothing else', async () => {
    const till = openTill({ verifiedOnly: true });
    till.answer(service);
    await till.get('/webhook/customer?qr=good');
    till.answer(() => json({}, 503));
    await till.post('/webhook/pos', earn());
    till.answer(service);
    const again = { till: 'till-1-signed-in-again' };
    const other = till.post('/webhook/pos', earn({ external_id: 'A-2' }), again);
    expect(await outcome(other)).to.equal('403 verification_required');
    expect(await outcome(till.post('/webhook/pos', earn(), again))).to.equal('200 ok');
  });

  it('does not hand one session’s refusal to another that asks for the same at the same time', async () => {
    const till = openTill({ verifiedOnly: true });
    till.answer(service);
    await till.get('/webhook/customer?qr=good', { till: 'scanned' });
    const both = ['not-scanned', 'scanned'].map((name) => outcome(till.post('/webhook/pos', earn(), { till: name })));
    expect(await Promise.all(both)).to.deep.equal(['403 verification_required', '200 ok']);
  });

  it('forgets a scan when the clock is set back by more than it lasts', async () => {
    const till = openTill({ verifiedOnly: true });
    till.answer(service);
    await till.get('/webhook/customer?qr=good');
    till.clock.now -= 24 * 60 * minute;
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('403 verification_required');
  });

  it('refuses a coupon that the till calls typed', async () => {
    const till = openTill({ verifiedOnly: true });
    const typed = till.post('/webhook/coupons/redeem', { token: 'c', manual_code: true });
    expect(await outcome(typed)).to.equal('403 verification_required');
    expect(await outcome(till.post('/webhook/coupons/redeem', { token: 'c', manual_code: false }))).to.equal('200 ok');
  });
});

describe('the merchant’s own check', () => {
  it('sees what would be booked, without PIN and coupon token', async () => {
    const seen: ProxyOperation[] = [];
    const till = openTill({ verify: (operation) => seen.push(operation) > 0 });
    await till.post('/webhook/pos', earn({ verification_pin: '0404' }));
    await till.post('/webhook/coupons/redeem', { token: 'cq_secret', verification_pin: '0404' });
    expect(seen).to.deep.equal([
      {
        operation: 'earn',
        session: 'till-1',
        externalId: 'A-1001',
        customerCode: '482193',
        cardType: 'point',
        amount: 85.5,
      },
      {
        operation: 'coupon',
        session: 'till-1',
        externalId: undefined,
        customerCode: undefined,
        cardType: undefined,
        amount: undefined,
      },
    ]);
    expect(JSON.stringify(seen)).not.to.match(/0404|cq_secret/);
  });

  it('refuses with a code, its own or ours', async () => {
    const verdicts: [boolean | string, string][] = [
      [true, '200 ok'],
      [false, '403 operation_refused'],
      ['order_closed', '403 order_closed'],
      ['Order 17 of Mrs. A is closed', '403 operation_refused'],
      ['', '403 operation_refused'],
    ];
    for (const [verdict, expected] of verdicts) {
      const till = openTill({ verify: async () => Promise.resolve(verdict) });
      expect(await outcome(till.post('/webhook/redeem', { external_id: 'r', value: 5 }))).to.equal(expected);
      expect(till.sent).to.have.length(expected === '200 ok' ? 1 : 0);
    }
  });

  it('is never asked about an amount that is no number, because it cannot be compared', async () => {
    const till = openTill({ verify: () => true });
    for (const amount of ['85.5', null, undefined, true]) {
      expect(await outcome(till.post('/webhook/pos', earn({ amount })))).to.equal('403 operation_refused');
    }
  });

  it('lets nothing pass when it breaks', async () => {
    const till = openTill({ verify: () => Promise.reject(new Error('no database')) });
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('503 proxy_unavailable');
    expect(till.sent).to.have.length(0);
  });
});

describe('guessing', () => {
  const pin = (): Response => json({ error: 'pin_required', challenge_id: 'c', remaining_attempts: 3 }, 412);

  it('ends after five PIN challenges for one customer in ten minutes', async () => {
    const till = openTill();
    till.answer(pin);
    for (let round = 0; round < 5; round += 1) {
      till.clock.now += minute;
      expect(await outcome(till.post('/webhook/redeem', earn({ external_id: `r${round}` })))).to.equal(
        '412 pin_required',
      );
    }
    const sixth = await till.post('/webhook/pos', earn());
    expect(sixth.headers.get('retry-after')).to.equal('360');
    expect(await outcome(sixth)).to.equal('429 rate_limited');
    expect(await outcome(till.post('/webhook/pos', earn({ customer_code: 7 })))).to.equal('412 pin_required');
    expect(await outcome(till.post('/webhook/pos', earn(), { till: 'till-2' }))).to.equal('412 pin_required');
    till.clock.now += 6 * minute;
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('412 pin_required');
  });

  it('still lets the PIN of the fifth challenge through, and one challenge behind it; without a PIN, however that is written, there is no sixth', async () => {
    const till = openTill();
    till.answer(pin);
    for (let round = 0; round < 5; round += 1) await till.post('/webhook/pos', earn());
    till.answer(() => json({ error: 'pin_invalid', remaining_attempts: 2 }, 422));
    for (const none of [null, '', ' ', false])
      expect(await outcome(till.post('/webhook/pos', earn({ verification_pin: none })))).to.equal('429 rate_limited');
    const withPin = earn({ verification_pin: '04' });
    expect(await outcome(till.post('/webhook/pos', withPin))).to.equal('422 pin_invalid');
    till.answer(pin);
    expect(await outcome(till.post('/webhook/pos', withPin))).to.equal('412 pin_required');
    expect(await outcome(till.post('/webhook/pos', withPin))).to.equal('429 rate_limited');
  });

  it('counts a customer once, however the code is written', async () => {
    const till = openTill();
    till.answer(pin);
    const spellings = [482193, '482193', ' 482193\t', '0482193', '482193.0', '４８２１９３'];
    const outcomes: string[] = [];
    for (const code of spellings)
      outcomes.push(await outcome(till.post('/webhook/pos', earn({ customer_code: code }))));
    expect(outcomes.slice(4)).to.deep.equal(['412 pin_required', '429 rate_limited']);
    for (const code of ['K-17', 'K-18', ' '])
      expect(await outcome(till.post('/webhook/pos', earn({ customer_code: code })))).to.equal('412 pin_required');
  });

  it('gains nothing from asking several servers with one store at once', async () => {
    const store = createMemoryStore();
    const servers = [1, 2, 3].map(() => openTill({ store, now: Date.now }));
    for (const server of servers) server.answer(pin);
    const asked = Array.from({ length: 12 }, (_, index) =>
      outcome(servers[index % 3]!.post('/webhook/redeem', earn({ external_id: `r${index}` }))),
    );
    const outcomes = await Promise.all(asked);
    expect(outcomes.filter((one) => one === '412 pin_required')).to.have.length(5);
    expect(servers.flatMap(({ sent }) => sent)).to.have.length(5);
  });

  it('tells a second to wait while only a call under way stands in the way, and gives its place back', async () => {
    const till = openTill({ limits: { challenges: 1 } });
    const { opened, open } = gate();
    till.answer(() => opened.then(() => json({ data: { stamps: 1, points: 20 } })));
    const first = outcome(till.post('/webhook/pos', earn()));
    while (till.sent.length === 0) await settled();
    const second = await till.post('/webhook/pos', earn({ external_id: 'A-2' }));
    expect(second.headers.get('retry-after')).to.equal('1');
    open();
    expect(await first).to.equal('200 ok');
    expect(await outcome(till.post('/webhook/pos', earn({ external_id: 'A-2' })))).to.equal('200 ok');
  });

  it('writes nothing for a posting that a limit keeps from the service', async () => {
    const inner = createMemoryStore();
    const written: string[] = [];
    const store: ProxyStore = {
      get: (key) => inner.get(key),
      swap: (key, ...change) => (written.push(key), inner.swap(key, ...change)),
    };
    const till = openTill({ store, verifiedOnly: true, limits: { postings: 1, share: 1 } });
    await till.post('/webhook/coupons/redeem', { token: 'c' });
    written.length = 0;
    expect(await outcome(till.post('/webhook/coupons/redeem', { token: 'd' }))).to.equal('429 rate_limited');
    expect(written).to.deep.equal(['limit:postings']);
  });

  it('holds nobody up for longer than the ten minutes when the clock was set back', async () => {
    for (const [back, expected] of [
      [5 * minute, '429 rate_limited'],
      [60 * minute, '412 pin_required'],
    ] as const) {
      const till = openTill();
      till.answer(pin);
      for (let round = 0; round < 5; round += 1) await till.post('/webhook/pos', earn());
      till.clock.now -= back;
      const answer = await till.post('/webhook/pos', earn());
      expect(Number(answer.headers.get('retry-after'))).to.be.below(601);
      expect(await outcome(answer), String(back)).to.equal(expected);
    }
  });

  it('ends after eight challenges for one customer or coupon, however often somebody signs in again', async () => {
    const till = openTill();
    till.answer(pin);
    for (const [path, body] of [
      ['/webhook/redeem', redeem()],
      ['/webhook/coupons/redeem', { token: 'c' }],
    ] as const) {
      const outcomes: string[] = [];
      for (let round = 0; round < 12; round += 1)
        outcomes.push(await outcome(till.post(path, body, { till: `session-${round}` })));
      expect(outcomes.filter((one) => one === '412 pin_required')).to.have.length(8);
      expect(outcomes.slice(8)).to.deep.equal(Array.from({ length: 4 }, () => '429 rate_limited'));
    }
    const withPin = redeem({ verification_pin: '04' });
    expect(await outcome(till.post('/webhook/redeem', withPin, { till: 'session-7' }))).to.equal('412 pin_required');
    till.clock.now += 10 * minute;
    expect(await outcome(till.post('/webhook/redeem', redeem(), { till: 'session-13' }))).to.equal('412 pin_required');
  });

  it('counts a coupon once, however its token is spelled', async () => {
    const till = openTill();
    till.answer(pin);
    const outcomes: string[] = [];
    for (const token of ['cq_1', ' cq_1', 'cq_1 ', 'cq_1\t', 'ｃｑ＿１', 'cq_1\u3000'])
      outcomes.push(await outcome(till.post('/webhook/coupons/redeem', { token })));
    expect(outcomes.slice(4)).to.deep.equal(['412 pin_required', '429 rate_limited']);
  });

  it('gains nothing from asking many times at once', async () => {
    const till = openTill();
    till.answer(pin);
    const asked = Array.from({ length: 12 }, (_, index) =>
      outcome(till.post('/webhook/redeem', earn({ external_id: `r${index}` }))),
    );
    const outcomes = await Promise.all(asked);
    expect(outcomes.filter((one) => one === '412 pin_required')).to.have.length(5);
    expect(outcomes.filter((one) => one === '429 rate_limited')).to.have.length(7);
  });

  it('counts coupons by their token', async () => {
    const till = openTill();
    till.answer(pin);
    for (let round = 0; round < 5; round += 1) await till.post('/webhook/coupons/redeem', { token: 'c' });
    expect(await outcome(till.post('/webhook/coupons/redeem', { token: 'c' }))).to.equal('429 rate_limited');
    expect(await outcome(till.post('/webhook/coupons/redeem', { token: 'd' }))).to.equal('412 pin_required');
  });

  it('ends after twenty codes that nobody has, and leaves scanned customers alone', async () => {
    const till = openTill({ limits: { customers: Infinity } });
    till.answer(service);
    for (let code = 0; code < 20; code += 1) {
      expect(await outcome(till.get('/webhook/customer?code=482193'))).to.equal('200 ok');
      expect(await outcome(till.get(`/webhook/customer?code=${code}`))).to.equal('404 customer_not_found');
    }
    const refused = await till.get('/webhook/customer?code=482193');
    expect(refused.headers.get('retry-after')).to.equal('600');
    expect(await outcome(refused)).to.equal('429 rate_limited');
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('429 rate_limited');
    expect(await outcome(till.get('/webhook/customer?qr=good'))).to.equal('200 ok');
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('200 ok');
    till.clock.now += 10 * minute;
    expect(await outcome(till.get('/webhook/customer?code=482193'))).to.equal('200 ok');
  });
});

describe('the log', () => {
  it('tells what happened and to nobody whom', async () => {
    const till = openTill();
    till.answer((sent) => {
      till.clock.now += 12;
      return service(sent);
    });
    await till.get('/webhook/customer?qr=good-secret', { till: 'session-secret' });
    await till.post('/webhook/customer', { email: 'ada@secret.example' });
    await till.post('/webhook/pos', earn({ external_id: 'secret-id', verification_pin: '0404' }));
    await till.get('/secret');
    expect(till.log.map(({ session, ...entry }) => ({ ...entry, session: session?.length }))).to.deep.equal([
      { method: 'GET', route: 'lookup', status: 200, duration: 12, session: 12 },
      { method: 'POST', route: 'enrol', status: 200, duration: 12, session: 12 },
      { method: 'POST', route: 'earn', status: 200, duration: 12, session: 12 },
      { method: 'GET', route: 'unknown', status: 404, duration: 0, session: undefined },
    ]);
    expect(JSON.stringify(till.log)).not.to.match(/secret|0404|482193/);
  });

  it('takes no answer from a till when it breaks', async () => {
    const till = openTill({
      log: () => {
        throw new Error('disk full');
      },
    });
    expect(await outcome(till.post('/webhook/pos', earn()))).to.equal('200 ok');
  });
});
