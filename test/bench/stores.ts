/**
 * How many postings a second one process carries through the proxy with each store, beside the store in memory, in the same
 * run. Redis and PostgreSQL are started here where they are installed, with every write on the disk before it counts, as
 * the guide asks for. Rounds are short and alternate, so that a busy machine slows all alike.
 * Run: node --import tsx test/bench/stores.ts [seconds per round] [rounds]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStore, createProxy, type ProxyStore } from '../../src/proxy.js';
import { openStore } from '../proxy/stores/open.js';
import { startPostgres } from '../proxy/stores/postgres-server.js';
import { end, isInstalled, postgresFolder, startServer } from '../proxy/stores/program.js';

const [seconds = 1, rounds = 5] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), 'store-bench-'));
const closers: (() => unknown)[] = [];
const stores: Record<string, ProxyStore> = { memory: createMemoryStore({ entries: 1e6 }) };

async function add(name: string, kind: 'sqlite' | 'redis' | 'postgres', at: string): Promise<void> {
  const { store, close } = await openStore({ kind, at });
  stores[name] = store;
  closers.unshift(close);
}

await add('SQLite', 'sqlite', join(folder, 'notes.db'));
if (isInstalled('redis-server')) {
  const path = join(folder, 'redis.sock');
  const words = ['--port', '0', '--unixsocket', path, '--dir', folder, '--save', '', '--appendonly', 'yes'];
  const server = await startServer(
    'redis-server',
    [...words, '--appendfsync', 'always'],
    /ready to accept connections/i,
  );
  closers.push(() => end(server));
  await add('Redis', 'redis', path);
}
if (postgresFolder()) {
  const server = await startPostgres();
  closers.push(() => server.stop());
  await add('PostgreSQL', 'postgres', server.address);
}

let ids = 0;

/**
 * Postings answered in a second, eight at once that never pause, each with an id and a customer of its own. They share a
 * session: the bucket then holds no more moments than the vendor's sixty calls a minute can ever fill it with.
 */
async function rate(store: ProxyStore): Promise<number> {
  const proxy = createProxy({
    upstream: 'https://shop.loyalite.app',
    apiKey: 'sk_live_of_the_bench',
    authorize: () => 'till-1',
    // A limit that is never reached is still counted.
    limits: { postings: 1e9 },
    fetch: () => Promise.resolve(Response.json({ data: { stamps: 1, points: 20 } })),
    store,
  });
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

const rates = Object.fromEntries(Object.keys(stores).map((name): [string, number[]] => [name, []]));
for (let round = 0; round <= rounds; round += 1) {
  for (const [name, store] of Object.entries(stores)) {
    const one = await rate(store);
    // The first round warms up.
    if (round > 0) rates[name]?.push(one);
  }
}
const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const base = median(rates['memory'] ?? []);
for (const [name, list] of Object.entries(rates))
  console.log(
    `${name.padEnd(12)}${median(list).toFixed(0).padStart(6)}/s  ${(median(list) / base).toFixed(3)} of memory`,
  );
for (const close of closers) await close();
await rm(folder, { recursive: true, force: true });
