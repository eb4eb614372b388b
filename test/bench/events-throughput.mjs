// How many events a second the proxy takes in, beside a bare receiver in the same run; and whether the proxy's memory is flat
// over many deliveries. The bare receiver does what every right one must, as short as it can be written: the raw bytes, 64 KiB
// at most; the signature, in constant time; the JSON; and the delivery's id, in memory for ten hours. It keeps nothing else, asks
// no clock but for that id, and fails where its sender is slow. Both are processes of their own behind the same server; what is
// posted is made beforehand, so that they are measured and not the sender; rounds are short and alternate, so that a busy
// machine slows both alike, and the median of their ratios is taken. The processor's time says the same of the receivers alone.
// Run: node --expose-gc test/bench/events-throughput.mjs [deliveries per round] [rounds] [deliveries for the memory]
import { fork } from 'node:child_process';
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { build } from 'esbuild';
import { record } from '../../scripts/record.mjs';

const secret = 'whsec_of_the_bench';
const least = 0.7;
const sign = (body) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** What runs in a process of its own, by name. */
const roles = {
  bare: () => {
    const seen = new Map();
    const kept = 10 * 60 * 60 * 1000;
    return async (asked) => {
      const body = Buffer.from(await asked.arrayBuffer());
      if (body.length > 65_536) return new Response(null, { status: 413 });
      const given = Buffer.from(asked.headers.get('x-loyalite-signature-256') ?? '');
      const right = Buffer.from(sign(body));
      if (given.length !== right.length || !timingSafeEqual(given, right)) return new Response(null, { status: 401 });
      const { id } = JSON.parse(body.toString());
      const now = Date.now();
      for (const [oldest, at] of seen) {
        if (at > now - kept) break;
        seen.delete(oldest);
      }
      if (!seen.has(id)) seen.set(id, now);
      return Response.json({ received: true });
    };
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
  // The connections of one wait while the other is measured.
  server.keepAliveTimeout = 0;
  await once(server, 'listening');
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    globalThis.gc();
    process.send({ heap: process.memoryUsage().heapUsed / 2 ** 20, busy: user + system });
  });
  process.send(server.address().port);
}

async function start(role) {
  const child = fork(new URL(import.meta.url), [role], { execArgv: ['--expose-gc'] });
  const [port] = await once(child, 'message');
  const sockets = Array.from({ length: connections }, () => connect({ host: '127.0.0.1', port, noDelay: true }));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  return { child, sockets };
}

/** Connections that never pause. */
const connections = 16;
let made = 0;

/** A delivery of a new booking, of one of many customers, as the bytes that go over the line. */
function makeDelivery() {
  made += 1;
  const data = {
    customer_code: 100_000 + (made % 50_000),
    customer_id: '00000000-0000-4000-8000-000000482193',
    points_added: 42,
    point_balance: 162,
    amount: 42,
    source: 'webhook',
    transaction_id: randomUUID(),
  };
  const id = randomUUID();
  const body = JSON.stringify({
    id,
    event: 'points.earned',
    occurred_at: new Date().toISOString(),
    organization: 'shop',
    data,
  });
  const head = [
    'POST /loyalite/events HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    'X-Loyalite-Event: points.earned',
    `X-Loyalite-Delivery: ${id}`,
    `X-Loyalite-Signature-256: ${sign(body)}`,
    `Content-Length: ${body.length}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Posts deliveries, made beforehand, over all connections; how many a second were taken in. */
async function deliver({ sockets }, count) {
  const waiting = Array.from({ length: count }, makeDelivery);
  const started = performance.now();
  await Promise.all(sockets.map((socket) => drain(socket, waiting)));
  return (count * 1000) / (performance.now() - started);
}

/** One delivery after the other over one connection. Both receivers answer with the same short JSON. */
function drain(socket, waiting) {
  return new Promise((resolve, reject) => {
    let answer = '';
    const next = () => {
      const delivery = waiting.pop();
      if (delivery) socket.write(delivery);
      else resolve(socket.removeAllListeners('data'));
    };
    socket.on('data', (chunk) => {
      answer += chunk.latin1Slice();
      if (!answer.endsWith('}')) return;
      if (!answer.startsWith('HTTP/1.1 200')) reject(new Error(answer));
      answer = '';
      next();
    });
    next();
  });
}

/** The heap in MiB, and the processor's time so far in microseconds. */
async function figuresOf({ child }) {
  child.send('figures');
  const [figures] = await once(child, 'message');
  return figures;
}

/** One round: deliveries a second, and the processor's time for each of them. */
async function play(receiver, count) {
  const { busy } = await figuresOf(receiver);
  const rate = await deliver(receiver, count);
  return { rate, cost: ((await figuresOf(receiver)).busy - busy) / count };
}

const middle = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

async function measure(count, rounds, deliveries) {
  const [bare, proxy] = await Promise.all([start('bare'), start('proxy')]);
  try {
    // The first thousands are slower, as with every program that has just begun.
    for (const receiver of [bare, proxy]) await deliver(receiver, 20_000);
    const results = [];
    for (let round = 0; round < rounds; round += 1)
      results.push({ bare: await play(bare, count), proxy: await play(proxy, count) });
    const heaps = [];
    for (let part = 0; part < 5; part += 1) {
      await deliver(proxy, Math.ceil(deliveries / 5));
      heaps.push((await figuresOf(proxy)).heap);
    }
    return { results, heaps };
  } finally {
    for (const { child, sockets } of [bare, proxy]) {
      for (const socket of sockets) socket.destroy();
      child.kill();
    }
  }
}

if (process.send) {
  await serve(process.argv[2]);
} else {
  const [count = 5000, rounds = 20, deliveries = 100_000] = process.argv.slice(2).map(Number);
  const { results, heaps } = await measure(count, rounds, deliveries);
  const figures = (of) => ['bare', 'proxy'].map((name) => middle(results.map((one) => of(one[name]))).toFixed(0));
  const [bare, proxy] = figures(({ rate }) => rate);
  const [bareCost, proxyCost] = figures(({ cost }) => cost);
  const ratio = middle(results.map((one) => one.proxy.rate / one.bare.rate));
  console.log(`bare receiver ${bare}/s, proxy ${proxy}/s, ratio ${ratio.toFixed(2)} (at least ${least})`);
  const saved = middle(results.map((one) => one.bare.cost / one.proxy.cost));
  console.log(`processor's time ${bareCost} and ${proxyCost} µs for each, ratio ${saved.toFixed(2)}`);
  console.log(
    `heap after each fifth of ${deliveries} deliveries: ${heaps.map((heap) => heap.toFixed(1)).join(', ')} MiB`,
  );
  const heap = `${Math.min(...heaps).toFixed(1)} to ${Math.max(...heaps).toFixed(1)} MiB`;
  record('events', 'node --expose-gc test/bench/events-throughput.mjs', {
    ratio: ratio.toFixed(2),
    cost: saved.toFixed(2),
    heap,
  });
  process.exitCode = ratio >= least ? 0 : 1;
}
