/** What is answered before the service was asked says so, and the merchant's own hooks hold nobody up. */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createMemoryStore, proxyCodes, type ProxyOptions, type ProxyStore } from '../../src/proxy.js';
import { earn, json, openTill, type Till } from './fixture.js';

const never = (): Promise<never> => new Promise(() => undefined);
const stuck: ProxyStore = { get: never, swap: never };
const broken: ProxyStore = {
  get: () => Promise.reject(new Error('redis://secret')),
  swap: () => Promise.reject(new Error('redis://secret')),
};
/** Reads come from a replica that never hears of a write. */
const lagging: ProxyStore = { get: () => Promise.resolve(undefined), swap: () => Promise.resolve(false) };

/** A till whose hooks have 30 ms, or more where the store is asked many times. */
const open = (options: Partial<ProxyOptions>): Till => openTill({ hookTimeout: 30, ...options });

/** Status and body of the answer to an earn. */
async function post(till: Till, body: unknown = earn()): Promise<unknown[]> {
  const answer = await till.post('/webhook/pos', body);
  return [answer.status, await answer.json()];
}

describe('an answer that the proxy gives by itself', () => {
  const refusals: [string, Partial<ProxyOptions>, unknown][] = [
    ['session_expired', { authorize: () => null }, earn()],
    ['invalid_input', {}, '['],
    ['too_large', {}, earn({ external_id: 'x'.repeat(5000) })],
    ['verification_required', { verifiedOnly: true }, earn()],
    ['operation_refused', { verify: () => false }, earn()],
    ['proxy_unavailable', { store: broken }, earn()],
    ['proxy_unavailable', { verify: () => Promise.reject(new Error('no database')) }, earn()],
  ];
  for (const [code, options, body] of refusals) {
    it(`says of ${code} that nothing was sent`, async () => {
      const till = open(options);
      const { status } = proxyCodes[code as keyof typeof proxyCodes];
      expect(await post(till, body)).to.deep.equal([status, { error: code, sent: false }]);
      expect(till.sent).to.have.length(0);
    });
  }

  it('says so with a code of verify’s own, a limit and an unknown route too', async () => {
    const till = open({ verify: ({ amount }) => amount === 85.5 || 'order_closed', limits: { postings: 1, share: 1 } });
    expect(await post(till, earn({ amount: 1 }))).to.deep.equal([403, { error: 'order_closed', sent: false }]);
    await post(till);
    expect(await post(till, earn({ external_id: 'A-2' }))).to.deep.equal([429, { error: 'rate_limited', sent: false }]);
    const reused = (await post(till, earn({ customer_code: 1 })))[1];
    expect(reused).to.include({ error: 'id_reused', sent: false });
    const unknown = await till.get('/webhook/refund');
    expect(await unknown.json()).to.deep.equal({ error: 'route_unknown', sent: false });
  });

  it('never says so once the request has left', async () => {
    const till = open({ timeout: 20 });
    const scripts = [() => new Response('<h1>'), () => Promise.reject(new TypeError('fetch failed')), never];
    for (const script of scripts) {
      till.answer(script);
      const [status, body] = await post(till);
      expect(proxyCodes[(body as { error: keyof typeof proxyCodes }).error]).to.deep.equal({ status, sent: true });
      expect(body).not.to.have.property('sent');
    }
  });

  it('is told apart from what the service says of the key', async () => {
    const till = open({});
    till.answer(() => json({ error: 'Invalid or missing API key' }, 401));
    expect(await post(till)).to.deep.equal([401, { error: 'Invalid or missing API key' }]);
  });
});

describe('a hook that does not answer', () => {
  const hooks: ['authorize' | 'verify' | 'store', Partial<ProxyOptions>][] = [
    ['authorize', { authorize: never }],
    ['verify', { verify: never }],
    ['store', { store: stuck }],
    ['store', { store: { ...createMemoryStore(), swap: never } }],
    ['store', { store: lagging }],
  ];
  for (const [hook, options] of hooks) {
    it(`ends in 503, and the log says that it was ${hook}`, async () => {
      const told: unknown[] = [];
      const till = open({ ...options, onerror: (_, name) => told.push(name) });
      expect(await post(till)).to.deep.equal([503, { error: 'proxy_unavailable', sent: false }]);
      expect(till.log.map(({ fault }) => fault)).to.deep.equal([hook]);
      expect(told).to.deep.equal([hook]);
      expect(till.sent).to.have.length(0);
    });
  }

  it('holds no id: the next try is asked anew', async () => {
    let calls = 0;
    const till = open({ verify: () => ((calls += 1) === 1 ? never() : true) });
    await post(till);
    expect((await post(till))[0]).to.equal(200);
  });

  it('gives what was thrown to onerror alone, and an onerror that throws changes nothing', async () => {
    const seen: unknown[] = [];
    const till = open({
      store: broken,
      onerror: (error) => {
        seen.push((error as Error).message);
        throw new Error('no log');
      },
    });
    expect((await post(till))[0]).to.equal(503);
    expect(seen).to.deep.equal(['redis://secret']);
    expect(JSON.stringify(till.log)).not.to.include('secret');
  });
});
