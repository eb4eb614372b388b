/** The sandbox posts signed events as the contract has them, with the vendor's attempts, and the proxy concludes from them. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { createProxy } from '../../src/proxy.js';
import { createFaults, createSandbox, type EventFault, type EventOptions, type Sandbox } from '../../src/sandbox.js';

const secret = 'whsec_sandbox';
const minute = 60 * 1000;

interface Taken {
  readonly at: number;
  readonly headers: Headers;
  readonly body: string;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

interface Desk {
  readonly sandbox: Sandbox;
  readonly taken: Taken[];
  readonly clock: { now: number };
  /** The status of the next answers; 200 when it is over. */
  readonly answers: number[];
  readonly post: (path: string, body: object) => Promise<unknown>;
  /** Moves the clock and sends what is due. */
  readonly pass: (ms: number) => Promise<void>;
}

function openDesk(more: Partial<EventOptions> = {}): Desk {
  const taken: Taken[] = [];
  const answers: number[] = [];
  const clock = { now: Date.UTC(2026, 10, 28, 9) };
  const to = async (request: Request): Promise<Response> => {
    const body = await request.text();
    const { event, data } = JSON.parse(body) as Pick<Taken, 'event' | 'data'>;
    taken.push({ at: clock.now, headers: request.headers, body, event, data });
    return new Response(null, { status: answers.shift() ?? 200 });
  };
  const sandbox = createSandbox({ now: () => clock.now, events: { to, secret, ...more } });
  const pass = async (ms: number): Promise<void> => {
    clock.now += ms;
    await sandbox.events?.deliver();
  };
  const post = async (path: string, body: object): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', 'x-api-key': 'sk_test_sandbox' };
    const sent = { customer_code: 482193, card_type: 'point', external_id: `id-${Math.random()}`, ...body };
    const request = new Request(`https://shop.test/webhook/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(sent),
    });
    const answer = await (await sandbox.fetch(request)).json();
    await pass(0);
    return answer;
  };
  return { sandbox, taken, clock, answers, post, pass };
}

describe('an event of the sandbox', () => {
  it('is signed over its raw body, with the headers of the vendor', async () => {
    const desk = openDesk();
    await desk.post('pos', { amount: 42 });
    const [{ headers, body } = { headers: new Headers(), body: '' }] = desk.taken;
    const { id, organization, occurred_at: at } = JSON.parse(body) as Record<string, string>;
    assert.equal(
      headers.get('x-loyalite-signature-256'),
      `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    );
    assert.equal(headers.get('x-loyalite-event'), 'points.earned');
    assert.equal(headers.get('x-loyalite-delivery'), id);
    assert.deepEqual([organization, at], ['sandbox', '2026-11-28T09:00:00.000Z']);
    assert.match(String(id), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('comes of every booking that the vendor reports, and of no other', async () => {
    const desk = openDesk();
    await desk.post('pos', { amount: 42 });
    await desk.post('pos', { amount: 2, card_type: 'stamp' });
    await desk.post('pos', { amount: 1, card_type: 'stamp', customer_code: 517204 });
    await desk.post('redeem', { value: 5 });
    await desk.post('redeem', { value: 1, card_type: 'stamp' });
    await desk.post('coupons/redeem', { token: 'cq_free_coffee' });
    await desk.post('customer', { email: 'new@example.com', consent_terms: true, consent_privacy: true });
    await desk.post('redeem', { value: 100_000 });
    assert.deepEqual(
      desk.taken.map(({ event }) => event),
      [
        'points.earned',
        'stamp.earned',
        'stamp.earned',
        'stamp.redeemed',
        'points.spent',
        'coupon.redeemed',
        'customer.enrolled',
      ],
    );
    const [, stamp, filled, full] = desk.taken.map(({ data }) => data);
    assert.deepEqual(
      [stamp?.['stamps_added'], stamp?.['stamp_balance'], stamp?.['max_stamps'], stamp?.['source']],
      [2, 6, 10, 'webhook'],
    );
    assert.equal(full?.['transaction_id'], filled?.['transaction_id']);
  });

  it('comes once for a booking that is repeated', async () => {
    const desk = openDesk();
    await desk.post('pos', { amount: 42, external_id: 'A' });
    await desk.post('pos', { amount: 42, external_id: 'A' });
    assert.equal(desk.taken.length, 1);
  });

  it('that is not taken is tried six times over eight and a half hours', async () => {
    const desk = openDesk();
    desk.answers.push(500, 404, 302, 429, 503, 500);
    await desk.post('pos', { amount: 42 });
    for (let minutes = 0; minutes < 9 * 60; minutes += 1) await desk.pass(minute);
    const [{ at: first } = { at: 0 }] = desk.taken;
    assert.deepEqual(
      desk.taken.map(({ at }) => (at - first) / minute),
      [0, 1, 6, 36, 156, 516],
    );
    assert.deepEqual(desk.sandbox.events?.deliveries[0]?.status, 'exhausted');
    assert.equal(new Set(desk.taken.map(({ body }) => body)).size, 1);
  });

  it('that is taken at last is not tried again', async () => {
    const desk = openDesk();
    desk.answers.push(500, 204);
    await desk.post('pos', { amount: 42 });
    await desk.pass(minute);
    await desk.pass(600 * minute);
    assert.deepEqual(desk.taken.length, 2);
    assert.deepEqual(desk.sandbox.events?.deliveries[0]?.status, 'delivered');
  });

  it('can come late, twice, never, behind the next one or wrongly signed', async () => {
    const faults: [EventFault, number[]][] = [
      ['late', [0, 1]],
      ['twice', [0, 0, 1]],
      ['never', [1]],
      ['out-of-order', [1, 0]],
    ];
    for (const [fault, order] of faults) {
      const desk = openDesk();
      desk.sandbox.events?.next(fault);
      await desk.post('pos', { amount: 100 });
      if (fault === 'late') {
        assert.equal(desk.taken.length, 0);
        await desk.pass(minute);
      }
      await desk.post('pos', { amount: 101 });
      assert.deepEqual(
        desk.taken.map(({ data }) => Number(data['amount']) - 100),
        order,
        fault,
      );
    }
    const desk = openDesk({ fault: 'wrong-signature' });
    await desk.post('pos', { amount: 42 });
    const [{ headers, body } = { headers: new Headers(), body: '' }] = desk.taken;
    assert.notEqual(
      headers.get('x-loyalite-signature-256'),
      `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    );
  });

  it('goes wrong by a magic amount or customer', async () => {
    const desk = openDesk();
    await desk.post('pos', { amount: 10.73 });
    await desk.post('pos', { amount: 10, customer_code: 900073 });
    assert.equal(desk.taken.length, 0);
    await desk.post('pos', { amount: 10.76 });
    assert.deepEqual(
      desk.taken.map(({ data }) => data['source']),
      ['webhook', 'manual'],
    );
    assert.equal(desk.sandbox.phone('482193').points, 120 + 11 + 11 + 11);
  });
});

describe('with proxy and sandbox, an earn whose answer was lost', () => {
  const question = 'operation=earn&external_id=A-1&customer_code=482193&card_type=point&value=85.5';

  /** Loses an answer after the commit on Strict, and asks what became of it. */
  async function afterLoss(fault?: EventFault): Promise<{ outcome: unknown; ledger: number }> {
    const clock = { now: Date.UTC(2026, 10, 28, 9) };
    const sandbox: Sandbox = createSandbox({
      preset: 'strict',
      now: () => clock.now,
      events: { to: (request) => proxy.fetch(request), secret },
    });
    const network = createFaults(sandbox);
    const proxy = createProxy({
      upstream: 'https://shop.test',
      apiKey: 'sk_test_sandbox',
      authorize: () => 'till',
      now: () => clock.now,
      fetch: network.fetch,
      webhooks: { secrets: secret, exclusive: 0, organization: 'sandbox' },
    });
    const post = (more: object): Promise<Response> =>
      proxy.fetch(
        new Request('https://till.test/loyalite/webhook/pos', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            customer_code: 482193,
            amount: 85.5,
            card_type: 'point',
            external_id: 'A-1',
            ...more,
          }),
        }),
      );
    if (fault) sandbox.events?.next(fault);
    await post({});
    network.next('drop-after');
    await post({ verification_pin: sandbox.phone('482193').pin });
    await sandbox.events?.deliver();
    clock.now += minute;
    await sandbox.events?.deliver();
    const answer = await proxy.fetch(new Request(`https://till.test/loyalite/outcome?${question}`));
    const { outcome } = (await answer.json()) as Record<string, unknown>;
    return { outcome, ledger: sandbox.ledger.length };
  }

  for (const [fault, outcome] of [
    [undefined, 'booked'],
    ['late', 'booked'],
    ['twice', 'booked'],
    ['never', 'unknown'],
    ['wrong-signature', 'unknown'],
    ['by-hand', 'booked'],
  ] as const) {
    it(`is ${outcome} where its event comes ${fault ?? 'in time'}, and is booked once`, async () => {
      assert.deepEqual(await afterLoss(fault), { outcome, ledger: 1 });
    });
  }
});
