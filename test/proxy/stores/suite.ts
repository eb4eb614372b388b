/**
 * What every store of the proxy promises, held against the real server of each: in one process, over a restart, when a
 * process is killed in the middle of a call, with two processes on one id, with a clock set back, when it is full, and
 * when its server goes away and comes back.
 */
import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createProxy, type ProxyOptions, type ProxyStore } from '../../../src/proxy.js';
import { StoreError } from '../../../src/store-redis.js';
import { storePromises } from '../store-contract.js';
import { eventOf, points, secret, sign } from '../webhooks/shop.js';
import { earnOf } from './earn.js';
import { describeMissing } from './missing.js';

/** A store that is open, and how it is let go. */
export interface OpenStore {
  readonly store: ProxyStore;
  readonly close: () => Promise<void> | void;
}

/** Which store a process opens, as data that can be handed to another process. */
export interface StoreAddress {
  readonly kind: 'sqlite' | 'redis' | 'postgres';
  readonly at: string;
}

/** One kind of store with its server. */
export interface StoreHarness {
  readonly name: string;
  /** Starts the server, or what stands for it. */
  start(): Promise<StoreAddress>;
  /** Ends the server at once, as a power cut would; where there is none, makes the store unreachable. */
  kill(): Promise<void>;
  /** Brings the same server back with what it had. */
  revive(): Promise<void>;
  stop(): Promise<void>;
  /** Whether notes can still be read while it is away, as from a file that another process writes to. */
  readonly isReadableWhileAway?: boolean;
  /** Opens a store that is nearly full, with what it says when it is. */
  openFull(): Promise<OpenStore & { readonly says: RegExp }>;
}

const hour = 60 * 60_000;

const answerOf = (id: string): string => JSON.stringify({ data: { stamps: 1, points: id.length } });

/** A service that counts what it books, and can be told to keep silent. */
class Service {
  readonly booked: string[] = [];
  isSilent = false;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => (text += String(chunk)));
      request.on('end', () => {
        const { external_id: id } = JSON.parse(text) as { external_id: string };
        this.booked.push(id);
        if (!this.isSilent) response.writeHead(200, { 'content-type': 'application/json' }).end(answerOf(id));
      });
    });
  }

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** A process of its own with a proxy on the store. */
export interface TillProcess {
  readonly child: ChildProcess;
  /** Posts an earn there and gives its status and code. */
  post(id: string, amount?: number): Promise<string>;
}

async function startTill(address: StoreAddress, upstream: string): Promise<TillProcess> {
  const child = fork(new URL('./till-process.ts', import.meta.url), [JSON.stringify({ address, upstream })], {
    execArgv: ['--import', 'tsx'],
  });
  await once(child, 'message');
  child.setMaxListeners(100);
  return {
    child,
    post: async (id, amount = 5) => {
      const answered = new Promise<string>((resolve) => {
        const listen = (message: { id: string; outcome: string }): void => {
          if (message.id !== id) return;
          child.off('message', listen);
          resolve(message.outcome);
        };
        child.on('message', listen);
      });
      child.send({ id, amount });
      return answered;
    },
  };
}

/** A proxy of this process on a store. */
function proxyOn(
  store: ProxyStore,
  upstream: string,
  options: Partial<ProxyOptions> = {},
): (id: string, amount?: number) => Promise<string> {
  const proxy = createProxy({ upstream, apiKey: 'sk_live_stores', authorize: () => 'till-1', store, ...options });
  return async (id: string, amount = 5): Promise<string> => {
    const body = earnOf(id, amount);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const response = await proxy.fetch(new Request('https://pos.example/loyalite/webhook/pos', init));
    const content = (await response.json()) as { error?: string; data?: { points: number } };
    return `${response.status} ${content.error ?? 'ok'}`;
  };
}

/** Opens the store of an address; given by the file that knows the drivers. */
export type Opener = (address: StoreAddress) => Promise<OpenStore>;

/** Registers every test for one kind of store, or why there are none. */
export function describeStore(harness: StoreHarness, open: Opener, missing: string | undefined): void {
  if (missing !== undefined) return describeMissing(`the store in ${harness.name}`, missing);
  describe(`the store in ${harness.name}`, () => {
    let address: StoreAddress;
    let upstream = '';
    const service = new Service();
    const opened: OpenStore[] = [];
    const children: ChildProcess[] = [];
    const connect = async (): Promise<ProxyStore> => {
      const one = await open(address);
      opened.push(one);
      return one.store;
    };
    const till = async (): Promise<TillProcess> => {
      const one = await startTill(address, upstream);
      children.push(one.child);
      return one;
    };

    before(async () => {
      [address, upstream] = await Promise.all([harness.start(), service.open()]);
    });
    after(async () => {
      for (const child of children) child.kill('SIGKILL');
      for (const one of opened) await one.close();
      service.close();
      await harness.stop();
    });

    for (const { title, holds, expected } of storePromises) {
      it(title, async () => {
        assert.deepEqual(await holds(await connect()), expected);
      });
    }

    it('forgets when the time is over', async () => {
      const store = await connect();
      await store.swap('short', undefined, '1', 1);
      while ((await store.get('short')) !== undefined);
      assert.equal(await store.swap('short', undefined, '2', 1000), true);
    });

    it('lets one of many connections win a key, whether it is free, changed or freed', async () => {
      const stores = await Promise.all(Array.from({ length: 4 }, connect));
      const wins = async (before?: string, after?: string): Promise<number> => {
        const tries = Array.from({ length: 40 }, (_, index) => stores[index % 4]!.swap('race', before, after, 5000));
        return (await Promise.all(tries)).filter(Boolean).length;
      };
      assert.deepEqual([await wins(undefined, '1'), await wins('1', '2'), await wins('2', undefined)], [1, 1, 1]);
    });

    it('remembers over a restart of the process what was booked, and refuses other content', async () => {
      const first = await till();
      assert.equal(await first.post('restart'), '200 ok');
      first.child.kill('SIGKILL');
      await once(first.child, 'exit');
      const second = await till();
      assert.equal(await second.post('restart'), '200 ok');
      assert.equal(await second.post('restart', 6), '409 id_reused');
      assert.equal(service.booked.filter((id) => id === 'restart').length, 1);
    });

    it('keeps an id claimed when its process is killed in the middle of the call, and asks again under it', async () => {
      service.isSilent = true;
      const first = await till();
      void first.post('killed');
      while (!service.booked.includes('killed')) await new Promise((resolve) => setImmediate(resolve));
      first.child.kill('SIGKILL');
      await once(first.child, 'exit');
      service.isSilent = false;
      // Later than any process takes, by the clock of the next one.
      const next = proxyOn(await connect(), upstream, { now: () => Date.now() + 20_000 });
      assert.equal(await next('killed', 6), '409 id_reused');
      assert.equal(await next('killed'), '200 ok');
      assert.equal(await next('killed'), '200 ok');
      assert.equal(service.booked.filter((id) => id === 'killed').length, 2);
    });

    it('lets two processes that post the same ids at once book each of them once', async () => {
      const tills = await Promise.all([till(), till()]);
      const ids = Array.from({ length: 15 }, (_, index) => `both-${index}`);
      const outcomes = await Promise.all(tills.flatMap(({ post }) => ids.map((id) => post(id))));
      assert.deepEqual(new Set(outcomes), new Set(['200 ok']));
      assert.deepEqual(service.booked.filter((id) => id.startsWith('both-')).toSorted(), ids.toSorted());
    });

    it('shares a limit exactly among several servers', async () => {
      const limits = { postings: 10, share: 1, challenges: Infinity, customerChallenges: Infinity };
      // A name of its own has ids of its own, and a prefix of its own would have limits of its own.
      const store = await connect();
      const prefixed: ProxyStore = {
        get: (key) => store.get(`limits:${key}`),
        swap: (key, ...change) => store.swap(`limits:${key}`, ...change),
      };
      const servers = Array.from({ length: 4 }, () => proxyOn(prefixed, upstream, { limits }));
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) => servers[index % 4]!(`limit-${index}`)),
      );
      assert.equal(outcomes.filter((one) => one === '200 ok').length, 10);
    });

    it('tells at every server what was reported to one of them, however often', async () => {
      const headers = { date: new Date().toUTCString() };
      const service = ({ method }: Request): Promise<Response> =>
        Promise.resolve(
          method === 'GET' ? Response.json({ data: {} }, { headers }) : new Response('', { status: 502 }),
        );
      const stores = await Promise.all([connect(), connect()]);
      const servers = stores.map((store) =>
        createProxy({
          upstream: 'https://shop.loyalite.app',
          apiKey: 'sk_live_stores',
          authorize: () => 'till-1',
          store,
          fetch: service,
          webhooks: { secrets: secret, exclusive: 0 },
        }),
      );
      const ask = (at: number, path: string, init?: RequestInit): Promise<Response> =>
        servers[at]!.fetch(new Request(`https://pos.example/loyalite${path}`, init));
      const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
      const told = async (at: number, id: string): Promise<unknown> => {
        const query = `operation=earn&external_id=${id}&customer_code=700001&card_type=point&value=85.5`;
        return ((await (await ask(at, `/outcome?${query}`)).json()) as { outcome: string }).outcome;
      };
      await ask(0, '/webhook/customer?code=700001');
      for (const external_id of ['E-1', 'E-2']) {
        const fields = { external_id, customer_code: 700001, amount: 85.5, card_type: 'point' };
        await ask(0, '/webhook/pos', { ...post, body: JSON.stringify(fields) });
      }
      const report = async (transaction: string): Promise<void> => {
        const body = eventOf(Date.now(), 'points.earned', { ...points(transaction), customer_code: 700001 });
        const init = { method: 'POST', headers: { 'x-loyalite-signature-256': sign(body) }, body };
        const answers = await Promise.all([0, 1, 0, 1].map((at) => ask(at, '/events', init)));
        assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
      };
      await report('booking-1');
      assert.deepEqual(await Promise.all([told(0, 'E-1'), told(1, 'E-2')]), ['evidence', 'evidence']);
      await report('booking-2');
      assert.deepEqual(await Promise.all([told(0, 'E-1'), told(1, 'E-2')]), ['booked', 'booked']);
    });

    it('still knows what was booked when the server’s clock is set back by a year or ahead by a day', async () => {
      const store = await connect();
      await proxyOn(store, upstream)('clock');
      const back = proxyOn(store, upstream, { now: () => Date.now() - 365 * 24 * hour });
      assert.equal(await back('clock'), '200 ok');
      assert.equal(await back('clock', 6), '409 id_reused');
      assert.equal(await back('clock-back'), '200 ok');
      const ahead = proxyOn(store, upstream, { now: () => Date.now() + 26 * hour });
      assert.equal(await ahead('clock', 6), '409 id_reused');
      assert.equal(await ahead('clock-back', 6), '409 id_reused');
      assert.equal(service.booked.filter((id) => id.startsWith('clock')).length, 2);
    });

    it('refuses new notes when it is full, says so, and keeps what it has', async () => {
      const { store, says, close } = await harness.openFull();
      try {
        const kept: string[] = [];
        const fill = async (): Promise<never> => {
          for (let index = 0; ; index += 1) {
            const key = `fill:${index}`;
            await store.swap(key, undefined, 'x'.repeat(2000), hour);
            kept.push(key);
          }
        };
        await assert.rejects(fill(), (error) => error instanceof StoreError && says.test(error.message));
        assert.ok(kept.length > 5);
        for (const key of [kept[0]!, kept.at(-1)!]) assert.equal((await store.get(key))?.length, 2000);
        const errors: string[] = [];
        const onerror = (error: unknown): number => errors.push((error as Error).message);
        const post = proxyOn(store, upstream, { onerror, limits: { postings: Infinity } });
        // Small notes fit in where large ones do not, for a while.
        let [count, told] = [-1, ''];
        do {
          count += 1;
          told = await post(`full-${count}`);
        } while (told === '200 ok');
        assert.equal(told, '503 proxy_unavailable');
        assert.ok(!service.booked.includes(`full-${count}`));
        assert.match(errors.at(-1)!, says);
      } finally {
        await close();
      }
    });

    it('refuses while its server is away, before the service is asked, and knows what it knew when it is back', async () => {
      const store = await connect();
      const post = proxyOn(store, upstream, { hookTimeout: 2000 });
      assert.equal(await post('before'), '200 ok');
      await harness.kill();
      const asked = service.booked.length;
      if (!harness.isReadableWhileAway) await assert.rejects(store.get('a'), StoreError);
      await assert.rejects(store.swap('a', undefined, '1', 1000), StoreError);
      assert.equal(await post('while'), '503 proxy_unavailable');
      assert.equal(service.booked.length, asked);
      await harness.revive();
      let outcome = '503';
      for (const end = Date.now() + 20_000; outcome.startsWith('503') && Date.now() < end;) {
        // A refusal comes without waiting for anything, and the connection needs its turn.
        await new Promise((resolve) => setImmediate(resolve));
        outcome = await post('before');
      }
      assert.equal(outcome, '200 ok');
      assert.equal(await post('before', 6), '409 id_reused');
      assert.equal(await post('while'), '200 ok');
      assert.equal(service.booked.filter((id) => id === 'before').length, 1);
    });
  });
}
