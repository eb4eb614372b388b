/** Postings through a proxy in this very process, whose service answers at once: what is measured is the proxy and its store. */
import { createProxy, type LoyaliteProxy, type ProxyStore } from '../../src/proxy.js';

const service = (): Promise<Response> => Promise.resolve(Response.json({ data: { stamps: 1, points: 20 } }));

/** A proxy that keeps its notes in a store. */
export function proxyWith(store: ProxyStore): LoyaliteProxy {
  return createProxy({
    upstream: 'https://shop.loyalite.app',
    apiKey: 'sk_live_of_the_bench',
    authorize: () => 'till-1',
    // A limit that is never reached is still counted.
    limits: { postings: 1e9 },
    fetch: service,
    store,
  });
}

let ids = 0;

/**
 * Postings answered in a second, eight at once that never pause, each with an id and a customer of its own. They share a
 * session: the bucket then holds no more moments than the vendor's sixty calls a minute can ever fill it with.
 */
export async function rate(proxy: LoyaliteProxy, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let done = 0;
  const connection = async (): Promise<void> => {
    for (; performance.now() < until; done += 1) {
      const id = (ids += 1);
      const body = JSON.stringify({ external_id: `id-${id}`, customer_code: id, amount: 85.5, card_type: 'point' });
      const headers = { 'content-type': 'application/json' };
      const request = new Request('https://pos.example/loyalite/webhook/pos', { method: 'POST', headers, body });
      const { status } = await proxy.fetch(request);
      if (status !== 200) throw new Error(`status ${status}`);
      // What never waits for anything outside would not let the clock go on for the others.
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.all(Array.from({ length: 8 }, connection));
  return done / seconds;
}
