/** The receivers of the guide for events take what is signed, and nothing else. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { createMemoryStore, type LoyaliteProxy, type ProxyOptions } from '../../src/proxy.js';
import { freePort } from '../proxy/serve.js';
import { snippet } from './markdown.js';
import { fileOf, moduleOf, printed } from './programs.js';

const body = JSON.stringify({
  id: 'delivery-1',
  event: 'customer.enrolled',
  occurred_at: '2026-11-28T09:00:00Z',
  data: {},
});
const sign = (secret: string): string => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
const env = { LOYALITE_WEBHOOK_SECRETS: 'old,new' };

/** The statuses of what is signed under each secret in use, under another one, and not at all. */
async function statuses(post: (init: RequestInit) => Promise<Response>): Promise<number[]> {
  const headers = [sign('old'), sign('new'), sign('another'), ''];
  const answers: number[] = [];
  for (const header of headers) {
    const init = { method: 'POST', headers: { 'x-loyalite-signature-256': header }, body };
    answers.push((await post(init)).status);
  }
  return answers;
}

const expected = [200, 200, 401, 401];

describe('the guide for events', () => {
  it('has a proxy that takes them', async () => {
    type Open = (env: object, authorize: ProxyOptions['authorize'], store: ProxyOptions['store']) => LoyaliteProxy;
    const { openProxy } = await moduleOf<{ openProxy: Open }>('events-proxy', snippet('docs/events.md', 'proxy'));
    const whole = { ...env, LOYALITE_URL: 'https://shop.loyalite.app', LOYALITE_API_KEY: 'sk_live_of_a_guide' };
    const proxy = openProxy(whole, () => null, createMemoryStore());
    assert.deepEqual(
      await statuses((init) => proxy.fetch(new Request('https://shop.example/loyalite/events', init))),
      expected,
    );
  });

  it('has a worker that takes them by requests alone, without a server of Node', async () => {
    type Worker = { default: { fetch(request: Request, env: object): Promise<Response> } };
    const { default: worker } = await moduleOf<Worker>('events-worker', snippet('docs/events.md', 'worker'));
    const bindings = {
      ...env,
      LOYALITE_URL: 'https://shop.loyalite.app',
      LOYALITE_API_KEY: 'sk_live_of_a_guide',
      sessions: new Map(),
      store: createMemoryStore(),
    };
    const post = (init: RequestInit): Promise<Response> =>
      worker.fetch(new Request('https://shop.example/loyalite/events', init), bindings);
    assert.deepEqual(await statuses(post), expected);
  });

  it('says right what a body parser in front of the proxy does, and what standing before it does', async () => {
    type Open = (env: object, authorize: ProxyOptions['authorize'], store: ProxyOptions['store']) => LoyaliteProxy;
    const { openProxy } = await moduleOf<{ openProxy: Open }>('events-proxy', snippet('docs/events.md', 'proxy'));
    const whole = { ...env, LOYALITE_URL: 'https://shop.loyalite.app', LOYALITE_API_KEY: 'sk_live_of_a_guide' };
    const listener = getRequestListener(openProxy(whole, () => null, createMemoryStore()).fetch);
    const server = createServer((request, response) => {
      if (!request.url?.startsWith('/parsed')) return void listener(request, response);
      // As a body parser does: what came is read before the next one has it.
      request.url = request.url.replace('/parsed', '');
      request.resume().on('end', () => void listener(request, response));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const init = { method: 'POST', headers: { 'x-loyalite-signature-256': sign('old') }, body };
    assert.equal((await fetch(`${address}/loyalite/events`, init)).status, 200);
    const behind = await fetch(`${address}/parsed/loyalite/events`, init);
    assert.deepEqual([behind.status, await behind.json()], [500, { error: 'body_already_read', sent: false }]);
    server.closeAllConnections();
    server.close();
  });

  if (spawnSync('python3', ['--version']).status === 0) {
    it('has a receiver in Python', async () => {
      const receiver = spawn('python3', ['-c', snippet('docs/events.md', 'python')], {
        env: { ...process.env, ...env, PORT: '0' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [, port] = await printed(receiver, /Listening on (\d+)/);
      const kept = printed(receiver, /kept delivery-1/);
      assert.deepEqual(await statuses((init) => fetch(`http://127.0.0.1:${port}/events`, init)), expected);
      await kept;
      receiver.kill();
    });
  }

  if (spawnSync('php', ['--version']).status === 0) {
    it('has a receiver in PHP', async () => {
      const port = await freePort();
      const file = fileOf('events.php', '');
      writeFileSync(file, snippet('docs/events.md', 'php'));
      const receiver = spawn('php', ['-S', `127.0.0.1:${port}`, file], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      await new Promise<void>((resolve) =>
        receiver.stderr.on('data', (text) => /started/.test(String(text)) && resolve()),
      );
      assert.deepEqual(await statuses((init) => fetch(`http://127.0.0.1:${port}/events`, init)), expected);
      receiver.kill();
    });
  }
});
