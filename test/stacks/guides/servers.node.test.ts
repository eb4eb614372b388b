/** The guides of the proxy, as programs in a project of their own: somebody signs in, and the proxy keeps to every rule that a till relies on. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { snippet } from '../../docs/markdown.js';
import { freePort } from '../../proxy/serve.js';
import { openBrowser, openPage, press } from '../../support/browser.js';
import { createProject, type Project } from '../package/project.js';

const password = 'open sesame';

/** Waits until a program prints what it listens on. */
async function portOf({ stdout }: ChildProcess, pattern: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of stdout ?? []) {
    text += String(chunk);
    const [, port] = pattern.exec(text) ?? [];
    if (port) return port;
  }
  throw new Error(`The program ended after: ${text}`);
}

/** README's page, with the endpoint of the guide in its tags. */
const tillPage = (): string =>
  (snippet('README.md', 'sign-in') + snippet('README.md', 'four-tags')).replace(
    'endpoint="/loyalite"',
    'endpoint="/api/loyalite"',
  );

/** Somebody opens the shop's page, signs in there, and the tags stand and reach the proxy, behind which no service is up. */
async function workAt(address: string): Promise<void> {
  const browser = await openBrowser();
  const { page } = await openPage(browser);
  await page.goto(address);
  await page.type('#sign-in input', password);
  await press(page, '#sign-in button');
  await page.waitForSelector('#sign-in[hidden]');
  await (await page.waitForSelector('loyalite-lookup >>> [part~=input]'))?.type('482193\n', { delay: 150 });
  await page.waitForSelector('loyalite-lookup:is(:state(failed), :state(unconfirmed))');
  assert.equal(await page.$eval('loyalite-lookup', ({ error }) => error?.code), 'bad_response');
  await browser.close();
}

/** Signs in at a shop and holds its proxy against the conformance kit. */
async function check(project: Project, address: string, upstreamPort: number): Promise<void> {
  const signIn = (word: string): Promise<Response> =>
    fetch(`${address}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password: word }),
    });
  assert.equal((await signIn('guess')).status, 401);
  const answer = await signIn(password);
  assert.equal(answer.status, 204);
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  const report = await project.run(
    'loyalite-elements',
    'check-proxy',
    `${address}/api/loyalite`,
    '--upstream-port',
    String(upstreamPort),
    '--header',
    `Cookie: ${cookie}`,
  );
  assert.match(report, /^\d+ passed, 0 failed/m);
}

const secret = 'whsec_of_a_guide';
/** The same program, once the merchant takes in the service's events. */
const withEvents = (code: string): string => {
  assert.match(code, /createProxy\(\{/);
  return code.replace(
    'createProxy({',
    `createProxy({\n  webhooks: { secrets: '${secret}', organization: 'guide', exclusive: true },`,
  );
};

/** The service posts an event of its own, and somebody else a forged one. */
async function checkEvents(address: string): Promise<void> {
  const body = JSON.stringify({
    id: randomUUID(),
    event: 'points.earned',
    organization: 'guide',
    occurred_at: new Date().toISOString(),
    data: { customer_code: 482193, points_added: 42, amount: 42, source: 'webhook', transaction_id: randomUUID() },
  });
  const deliver = (key: string): Promise<Response> =>
    fetch(`${address}/api/loyalite/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-loyalite-event': 'points.earned',
        'x-loyalite-signature-256': `sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
      },
      body,
    });
  const answer = await deliver(secret);
  assert.deepEqual([answer.status, await answer.json()], [200, { received: true }]);
  assert.equal((await deliver('whsec_of_nobody')).status, 401);
}

interface Shop {
  readonly address: string;
  readonly upstreamPort: number;
  close(): Promise<void>;
}

async function open(project: Project, words: readonly string[], pattern: RegExp): Promise<Shop> {
  const upstreamPort = await freePort();
  const own = {
    LOYALITE_URL: `http://127.0.0.1:${upstreamPort}`,
    LOYALITE_API_KEY: 'sk_live_of_a_guide',
    SESSION_SECRET: 'a secret of the guides',
    NOTES: join(project.folder, 'notes.db'),
    TILL_PASSWORD: password,
    PORT: '0',
  };
  const child = spawn(process.execPath, words, {
    cwd: project.folder,
    env: { ...process.env, ...own, NODE_TEST_CONTEXT: undefined, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await portOf(child, pattern);
  return {
    address: `http://127.0.0.1:${port}`,
    upstreamPort,
    close: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}

describe('the guide for Node', () => {
  let project: Project;
  before(async () => {
    project = await createProject([
      'express@5',
      'express-session@1',
      'hono@4',
      '@hono/node-server@2',
      // SQLite for the notes, where Node has none; it comes ready made for every platform.
      ...(process.getBuiltinModule('node:sqlite') ? [] : ['libsql']),
      'next@16',
      'react@19',
      'react-dom@19',
    ]);
  });
  after(() => project.remove());

  it('has a till on Express whose proxy keeps to every rule and takes in events', async () => {
    await project.write({
      'server.mjs': withEvents(snippet('docs/proxy-node.md', 'express')),
      'till.html': tillPage(),
    });
    const shop = await open(project, ['server.mjs'], /Listening on (\d+)/);
    await workAt(shop.address);
    await check(project, shop.address, shop.upstreamPort);
    await checkEvents(shop.address);
    await shop.close();
  });

  it('has a till on Hono whose proxy keeps to every rule and takes in events', async () => {
    await project.write({ 'server.mjs': withEvents(snippet('docs/proxy-node.md', 'hono')), 'till.html': tillPage() });
    const shop = await open(project, ['server.mjs'], /Listening on (\d+)/);
    await workAt(shop.address);
    await check(project, shop.address, shop.upstreamPort);
    await checkEvents(shop.address);
    await shop.close();
  });

  it('has a proxy on Next.js that keeps to every rule and takes in events, built for production', async () => {
    await project.write({
      'lib/till.js': snippet('docs/proxy-node.md', 'next-session'),
      'app/api/loyalite/[...path]/route.js': withEvents(snippet('docs/proxy-node.md', 'next-route')),
      'app/sign-in/route.js': snippet('docs/proxy-node.md', 'next-sign-in'),
      'app/layout.js':
        'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }',
      'app/page.js': 'export default function Page() { return <p>the shop</p>; }',
    });
    await project.run('next', 'build');
    const shop = await open(
      project,
      ['node_modules/next/dist/bin/next', 'start', '--hostname', '127.0.0.1', '--port', String(await freePort())],
      /127\.0\.0\.1:(\d+)[^]*Ready in/,
    );
    await check(project, shop.address, shop.upstreamPort);
    await checkEvents(shop.address);
    await shop.close();
  });
});
