// How many calls a second the proxy carries, beside a bare pass-through that only adds the key, in the same run.
// Each of service, proxy and pass-through is a process of its own; rounds are short and
// alternate, so that a busy machine slows both alike.
// Run: node test/bench/proxy-throughput.mjs [seconds per round] [rounds]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { build } from 'esbuild';
import { record } from '../../scripts/record.mjs';

const apiKey = 'sk_live_of_the_bench';
const least = 0.7;

/** What runs in a process of its own, by name. */
const roles = {
  service: () => async (asked) => {
    await asked.text();
    return Response.json(
      asked.headers.get('x-api-key') === apiKey ? { data: { stamps: 1, points: 20 } } : { error: 'unauthorized' },
    );
  },
  bare: (upstream) => async (asked) => {
    const { pathname, search } = new URL(asked.url);
    const headers = { 'x-api-key': apiKey, 'content-type': 'application/json' };
    const body = asked.method === 'POST' ? await asked.text() : null;
    const answer = await fetch(upstream + pathname.replace('/loyalite', '') + search, {
      method: asked.method,
      headers,
      body,
    });
    return new Response(await answer.text(), {
      status: answer.status,
      headers: { 'content-type': 'application/json' },
    });
  },
  proxy: async (upstream) => {
    const { createProxy } = await import(await bundled('../../src/proxy.ts'));
    return createProxy({
      upstream,
      apiKey,
      authorize: (asked) => asked.headers.get('x-till'),
      // Limits stand in the way of any measurement, but they are counted all the same.
      limits: { postings: 1e9, customers: 1e9, challenges: 1e9, customerChallenges: 1e9 },
    }).fetch;
  },
};

/** The source as it is shipped: a loader that compiles on the way would be measured with it. */
async function bundled(path) {
  const entry = fileURLToPath(new URL(path, import.meta.url));
  const options = { entryPoints: [entry], bundle: true, format: 'esm', target: 'es2022', write: false };
  const { outputFiles } = await build(options);
  return `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`;
}

async function serve(role, upstream) {
  const handler = await roles[role](upstream);
  const server = createServer(getRequestListener((asked) => handler(asked))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send(`http://127.0.0.1:${server.address().port}`);
}

async function start(role, upstream = '') {
  const child = fork(new URL(import.meta.url), [role, upstream]);
  const [address] = await once(child, 'message');
  return { child, address };
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

function post(address, till, id) {
  const { hostname, port } = new URL(address);
  const body = JSON.stringify({
    customer_code: 482193,
    amount: 85.5,
    card_type: 'point',
    external_id: id,
    manual_code: false,
  });
  const headers = { 'content-type': 'application/json', 'content-length': body.length, 'x-till': till };
  return new Promise((resolve, reject) => {
    const asked = request(
      { hostname, port, agent, method: 'POST', path: '/loyalite/webhook/pos', headers },
      (answer) => {
        answer
          .resume()
          .on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`status ${answer.statusCode}`))));
      },
    );
    asked.on('error', reject).end(body);
  });
}

let ids = 0;

/**
 * Calls answered in a second over sixteen connections that never pause. They share a session: the bucket then holds a moment
 * for each of the last sixty seconds, which is as much as the vendor's sixty calls a minute can ever fill it with.
 */
async function rate(address, seconds) {
  const end = performance.now() + seconds * 1000;
  let done = 0;
  const connection = async () => {
    for (; performance.now() < end; done += 1) await post(address, 'till-1', `id-${(ids += 1)}`);
  };
  await Promise.all(Array.from({ length: 16 }, connection));
  return done / seconds;
}

const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

async function measure(seconds, rounds) {
  const service = await start('service');
  const [bare, proxy] = await Promise.all([start('bare', service.address), start('proxy', service.address)]);
  try {
    // The first calls are slower, and the proxy's memory is still empty.
    for (const { address } of [bare, proxy]) await rate(address, 3);
    const results = { bare: [], proxy: [] };
    for (let round = 0; round < rounds; round += 1) {
      results.bare.push(await rate(bare.address, seconds));
      results.proxy.push(await rate(proxy.address, seconds));
    }
    return { bare: mean(results.bare), proxy: mean(results.proxy) };
  } finally {
    agent.destroy();
    for (const { child } of [service, bare, proxy]) child.kill();
  }
}

if (process.send) {
  await serve(process.argv[2], process.argv[3]);
} else {
  const [seconds = 0.5, rounds = 20] = process.argv.slice(2).map(Number);
  const { bare, proxy } = await measure(seconds, rounds);
  const ratio = proxy / bare;
  console.log(
    `bare pass-through ${bare.toFixed(0)}/s, proxy ${proxy.toFixed(0)}/s, ratio ${ratio.toFixed(2)} (at least ${least})`,
  );
  record('throughput', 'node test/bench/proxy-throughput.mjs', { ratio: ratio.toFixed(2) });
  process.exitCode = ratio >= least ? 0 : 1;
}
