// How many events a second the proxy takes in, beside a bare receiver that only checks the signature and parses the body, in
// the same run; and whether its memory is flat over many deliveries. Both are processes of their own; rounds are short and
// alternate, so that a busy machine slows both alike.
// Run: node --expose-gc test/bench/events-throughput.mjs [seconds per round] [rounds] [deliveries for the memory]
import { fork } from 'node:child_process';
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { build } from 'esbuild';

const secret = 'whsec_of_the_bench';
const least = 0.7;
const sign = (body) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** What runs in a process of its own, by name. */
const roles = {
  bare: () => async (asked) => {
    const body = Buffer.from(await asked.arrayBuffer());
    const given = Buffer.from(asked.headers.get('x-loyalite-signature-256') ?? '');
    const made = Buffer.from(sign(body));
    if (given.length !== made.length || !timingSafeEqual(given, made)) return new Response(null, { status: 401 });
    JSON.parse(body.toString());
    return Response.json({ received: true });
  },
  proxy: async () => {
    const { createProxy } = await import(await bundled('../../src/proxy.ts'));
    return createProxy({
      upstream: 'https://shop.loyalite.app',
      apiKey: 'sk_live_of_the_bench',
      authorize: () => null,
      webhooks: { secrets: secret, exclusive: true },
    }).fetch;
  },
};

/** The source as it is shipped: a loader that compiles on the way would be measured with it. */
async function bundled(path) {
  const entry = fileURLToPath(new URL(path, import.meta.url));
  const options = { entryPoints: [entry], bundle: true, format: 'esm', target: 'es2022', write: false };
  const { outputFiles } = await build({ ...options, platform: 'node' });
  return `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`;
}

async function serve(role) {
  const handler = await roles[role]();
  const server = createServer(getRequestListener((asked) => handler(asked))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.on('message', () => {
    globalThis.gc();
    process.send(process.memoryUsage().heapUsed);
  });
  process.send(`http://127.0.0.1:${server.address().port}`);
}

async function start(role) {
  const child = fork(new URL(import.meta.url), [role], { execArgv: ['--expose-gc'] });
  const [address] = await once(child, 'message');
  return { child, address };
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });
let sent = 0;

/** An event of a new booking, of one of many customers. */
function eventOf() {
  sent += 1;
  const data = {
    customer_code: 100_000 + (sent % 50_000),
    customer_id: '00000000-0000-4000-8000-000000482193',
    points_added: 42,
    point_balance: 162,
    amount: 42,
    source: 'webhook',
    transaction_id: randomUUID(),
  };
  const occurred = new Date().toISOString();
  return JSON.stringify({
    id: randomUUID(),
    event: 'points.earned',
    occurred_at: occurred,
    organization: 'shop',
    data,
  });
}

function post(address) {
  const { hostname, port } = new URL(address);
  const body = eventOf();
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    'x-loyalite-signature-256': sign(body),
  };
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, agent, method: 'POST', path: '/loyalite/events', headers }, (answer) => {
      answer
        .resume()
        .on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`status ${answer.statusCode}`))));
    });
    asked.on('error', reject).end(body);
  });
}

/** Deliveries over sixteen connections that never pause, until `isOver` says so. */
async function deliver(address, isOver) {
  let done = 0;
  const connection = async () => {
    for (; !isOver(done); done += 1) await post(address);
  };
  await Promise.all(Array.from({ length: 16 }, connection));
  return done;
}

async function rate(address, seconds) {
  const end = performance.now() + seconds * 1000;
  return (await deliver(address, () => performance.now() >= end)) / seconds;
}

async function heapOf({ child }) {
  child.send('heap');
  const [bytes] = await once(child, 'message');
  return bytes / 2 ** 20;
}

const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

async function measure(seconds, rounds, deliveries) {
  const [bare, proxy] = await Promise.all([start('bare'), start('proxy')]);
  try {
    for (const { address } of [bare, proxy]) await rate(address, 2);
    const results = { bare: [], proxy: [] };
    for (let round = 0; round < rounds; round += 1) {
      results.bare.push(await rate(bare.address, seconds));
      results.proxy.push(await rate(proxy.address, seconds));
    }
    const heaps = [];
    for (let part = 0; part < 5; part += 1) {
      await deliver(proxy.address, (done) => done >= deliveries / 5);
      heaps.push(await heapOf(proxy));
    }
    return { bare: mean(results.bare), proxy: mean(results.proxy), heaps };
  } finally {
    agent.destroy();
    for (const { child } of [bare, proxy]) child.kill();
  }
}

if (process.send) {
  await serve(process.argv[2]);
} else {
  const [seconds = 0.5, rounds = 20, deliveries = 100_000] = process.argv.slice(2).map(Number);
  const { bare, proxy, heaps } = await measure(seconds, rounds, deliveries);
  const ratio = proxy / bare;
  console.log(
    `bare receiver ${bare.toFixed(0)}/s, proxy ${proxy.toFixed(0)}/s, ratio ${ratio.toFixed(2)} (at least ${least})`,
  );
  console.log(
    `heap after each fifth of ${deliveries} deliveries: ${heaps.map((heap) => heap.toFixed(1)).join(', ')} MiB`,
  );
  process.exitCode = ratio >= least ? 0 : 1;
}
