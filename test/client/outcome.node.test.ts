/** What became of a lost answer, asked of the own proxy: never thrown, never asked again where nobody takes in reports. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { LoyaliteClient, type Fetch } from '../../src/client/loyalite-client.js';
import type { Earn, RedeemCoupon } from '../../src/protocol/operation.js';

const earn: Earn = {
  kind: 'earn',
  customerCode: '482193',
  cardType: 'point',
  amount: '85.50',
  externalId: 'A-1',
  manualCode: false,
};

interface Call {
  url: string;
  init: RequestInit;
}

/** A backend that gives the same answer to everything. */
function standIn(answer: () => Response | Promise<Response>): { calls: Call[]; fetch: Fetch } {
  const calls: Call[] = [];
  return {
    calls,
    fetch: (url, init) => {
      calls.push({ url, init });
      return Promise.resolve(answer());
    },
  };
}

const booked = { outcome: 'booked', at: '2026-11-28T14:10:00.000Z', by: 'event' };

describe('outcome()', () => {
  it('is a GET below the endpoint, without a body', async () => {
    const { calls, fetch } = standIn(() => Response.json(booked));
    const told = await new LoyaliteClient({ endpoint: '/loyalite/', fetch }).outcome(earn);
    expect(told).to.include({ kind: 'booked', isAnswered: false });
    expect(calls.map(({ url, init }) => [init.method, url, init.body])).to.deep.equal([
      ['GET', '/loyalite/outcome?operation=earn&external_id=A-1&customer_code=482193&card_type=point&value=85.5', null],
    ]);
  });

  for (const [name, answer] of [
    ['a web page', () => new Response('<p>', { headers: { 'content-type': 'text/html' } })],
    ['broken JSON', () => new Response('{"outcome":', { headers: { 'content-type': 'application/json' } })],
    ['a dead connection', () => Promise.reject(new TypeError('failed'))],
  ] as const) {
    it(`is unknown with ${name}, and may be asked again`, async () => {
      const { calls, fetch } = standIn(answer);
      const client = new LoyaliteClient({ endpoint: '/loyalite', fetch });
      expect(await client.outcome(earn)).to.deep.equal({ kind: 'unknown' });
      await client.outcome(earn);
      expect(calls.length).to.equal(2);
    });
  }

  it('is unknown when its time is over, though the fetch that was handed in ignores its signal', async () => {
    const { fetch } = standIn(() => new Promise(() => {}));
    const told = await new LoyaliteClient({ endpoint: '/loyalite', fetch }).outcome(earn, { deadline: 1 });
    expect(told).to.deep.equal({ kind: 'unknown' });
  });

  it('asks an endpoint without reports once, whichever client asks', async () => {
    const { calls, fetch } = standIn(() => Response.json({ error: 'route_unknown' }, { status: 404 }));
    const ask = (endpoint: string): Promise<object> => new LoyaliteClient({ endpoint, fetch }).outcome(earn);
    expect(await ask('/loyalite')).to.deep.equal({ kind: 'unsupported' });
    expect(await ask('/loyalite/')).to.deep.equal({ kind: 'unsupported' });
    expect(calls.length).to.equal(1);
    await ask('/other');
    expect(calls.length).to.equal(2);
  });
});

describe("a coupon's key", () => {
  it('goes with each try of it, beside a fresh key for what the browser repeats', async () => {
    const { calls, fetch } = standIn(() => Promise.reject(new TypeError('failed')));
    const client = new LoyaliteClient({ endpoint: '/loyalite', fetch });
    const coupon: RedeemCoupon = { kind: 'coupon', token: 'cq_1', manualCode: false, key: 'k'.repeat(32) };
    await client.send(coupon);
    await client.send(coupon);
    const headers = calls.map(({ init }) => init.headers as Record<string, string>);
    expect(headers.map((one) => one['loyalite-operation'])).to.deep.equal(['k'.repeat(32), 'k'.repeat(32)]);
    expect(new Set(headers.map((one) => one['idempotency-key'])).size).to.equal(2);
  });

  it('is not sent where there is none, nor with an earn', async () => {
    const { calls, fetch } = standIn(() => Promise.reject(new TypeError('failed')));
    const client = new LoyaliteClient({ endpoint: '/loyalite', fetch });
    await client.send({ kind: 'coupon', token: 'cq_1', manualCode: false });
    await client.send(earn);
    for (const { init } of calls) expect(init.headers).not.to.have.property('loyalite-operation');
  });
});
