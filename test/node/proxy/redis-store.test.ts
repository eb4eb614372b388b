/**
 * The example of a shared store, against a real Redis: Debian's `redis-server`, or whatever stands under that name on the
 * path. Where there is none, the promises are still held against the store in memory by the browser tests.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createClient } from '@redis/client';
import { createRedisStore } from '../../../demo/proxy-redis-store.js';
import { createProxy, type ProxyStore } from '../../../src/proxy.js';
import { storePromises } from '../../proxy/store-contract.js';

function isInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version']);
    return true;
  } catch {
    return false;
  }
}

/** A Redis of our own that keeps nothing and listens on a socket file only. */
async function startRedis(folder: string): Promise<{ server: ChildProcess; socket: string }> {
  const socket = join(folder, 'redis.sock');
  const options = ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    server.once('exit', () => reject(new Error('redis-server ended')));
    server.stdout.on('data', (chunk: Buffer) => {
      if (/Ready to accept connections|now ready to accept/i.test(chunk.toString())) resolve();
    });
  });
  return { server, socket };
}

/** Opens several tills' proxies, each with a connection of its own to the same Redis. */
async function connect(socket: string): Promise<{ store: ProxyStore; close: () => void }> {
  const client = await createClient({ socket: { path: socket, tls: false } }).connect();
  return { store: createRedisStore(client, 'loyalite:test:'), close: () => client.destroy() };
}

/** Registered only where it can run, because a test that is skipped tells nothing. */
const suite = (): void => {
  let folder = '';
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let connections: Awaited<ReturnType<typeof connect>>[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redis-store-'));
    redis = await startRedis(folder);
    connections = await Promise.all([1, 2, 3, 4].map(() => connect(redis.socket)));
  });

  after(async () => {
    for (const { close } of connections) close();
    redis.server.kill();
    await rm(folder, { recursive: true, force: true });
  });

  for (const { title, holds, expected } of storePromises) {
    it(title, async () => {
      assert.deepEqual(await holds(connections[0]!.store), expected);
    });
  }

  it('forgets when the time is over', async () => {
    const { store } = connections[0]!;
    await store.swap('short', undefined, '1', 1);
    while ((await store.get('short')) !== undefined);
    assert.equal(await store.swap('short', undefined, '2', 1000), true);
  });

  it('lets four servers share one upstream call, its answer and the limits', async () => {
    let calls = 0;
    const tills = connections.map(({ store }) =>
      createProxy({
        upstream: 'https://shop.loyalite.app',
        apiKey: 'sk_live_shared',
        authorize: () => 'till-1',
        store,
        limits: { postings: 10, share: 1 },
        fetch: () => {
          calls += 1;
          return Promise.resolve(Response.json({ data: { stamps: 1, points: calls } }));
        },
      }),
    );
    const post = async (server: number, id: string, customer = 1): Promise<string> => {
      const body = JSON.stringify({ external_id: id, customer_code: customer, amount: 5 });
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      const answer = await tills[server % 4]!.fetch(new Request('https://pos.example/loyalite/webhook/pos', init));
      return `${answer.status} ${await answer.text()}`;
    };
    const same = await Promise.all([0, 1, 2, 3, 0, 1, 2, 3].map((server) => post(server, 'A')));
    assert.deepEqual(new Set(same), new Set(['200 {"data":{"stamps":1,"points":1}}']));
    assert.equal(calls, 1);
    // Of one customer no more than five at once would be let through, whatever the allowance.
    const many = await Promise.all(Array.from({ length: 20 }, (_, index) => post(index, `B-${index}`, index + 1)));
    assert.equal(many.filter((answer) => answer.startsWith('200')).length, 9);
    assert.equal(calls, 10);
  });
};

if (isInstalled()) describe('the store in Redis', suite);
