import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { SourceMap, type SourceMapPayload, type SourceMapping } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import type { Browser, Page } from 'puppeteer-core';
import { createProxy } from '../../src/proxy.js';
import { createSandbox } from '../../src/sandbox.js';
import { openBrowser, openPage, press } from '../support/browser.js';
import { buildScript } from '../support/built-script.js';

const strict = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "require-trusted-types-for 'script'",
];
const policies = {
  'with our policy for Trusted Types': [...strict, 'trusted-types lit-html loyalite'].join('; '),
  'with no policy but that of lit': [...strict, 'trusted-types lit-html'].join('; '),
};
const html = `<!doctype html><html lang="en"><head><title>Till</title><link rel="icon" href="data:,"><script type="module" src="/dist/loyalite.js"></script></head><body>
<loyalite-checkout endpoint="/loyalite" order-id="A-1001" amount="85.50" currency="TRY">
<loyalite-lookup></loyalite-lookup><loyalite-redeem></loyalite-redeem><loyalite-earn></loyalite-earn></loyalite-checkout></body></html>`;

let browser: Browser;
let server: Server;
let address: string;
let script: Awaited<ReturnType<typeof buildScript>>;
let policy = '';
let sandbox: ReturnType<typeof createSandbox>;
let proxy: ReturnType<typeof createProxy>;

/** A plain file server: the page under the policy, the built files, and the proxy. */
async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/loyalite/')) return proxy.fetch(request);
  if (pathname === '/')
    return new Response(html, { headers: { 'content-type': 'text/html', 'content-security-policy': policy } });
  const file = await readFile(join(script.folder, pathname.replace(/^\/dist\//, '')));
  return new Response(new Uint8Array(file), { headers: { 'content-type': 'text/javascript' } });
}

const apiKey = 'sk_live_0123456789';

/** A service and a proxy that know of no earlier test. */
function openService(): void {
  sandbox = createSandbox({ apiKey, preset: 'balanced' });
  proxy = createProxy({
    upstream: 'https://shop.loyalite.app',
    apiKey,
    authorize: () => 'till',
    fetch: (request) => sandbox.fetch(request),
  });
}

before(async () => {
  [browser, script] = await Promise.all([openBrowser(), buildScript()]);
  const listener = getRequestListener(answer);
  server = createServer((request, response) => void listener(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

after(async () => {
  await browser.close();
  server.close();
  await script.remove();
});

async function type(page: Page, selector: string, text: string): Promise<void> {
  await (await page.waitForSelector(selector, { visible: true }))!.type(text, { delay: 150 });
}

describe('the single script in a plain page under a strict policy', () => {
  for (const [name, header] of Object.entries(policies)) {
    it(`serves a customer with the PIN, ${name}`, async (test) => {
      policy = header;
      openService();
      const { page, complaints } = await openPage(browser);
      test.after(() => page.browserContext().close());
      await page.goto(address);
      await type(page, 'loyalite-lookup >>> [part~=input]', '482193\n');
      await page.waitForSelector('loyalite-lookup:state(done)');
      await press(page, 'loyalite-redeem >>> [part~=way]');
      const field = await page.waitForSelector('loyalite-redeem >>> [part~=input]', { visible: true });
      await field!.click({ count: 3 });
      await type(page, 'loyalite-redeem >>> [part~=input]', '50\n');
      await page.waitForSelector('loyalite-redeem:state(pin)');
      await type(page, 'loyalite-redeem >>> [part~=pin-input]', `${sandbox.phone('482193').pin}\n`);
      await page.waitForSelector('loyalite-redeem:state(done)');
      await press(page, 'loyalite-earn >>> [part~=submit]');
      await page.waitForSelector('loyalite-earn:state(done)');
      assert.deepEqual(
        sandbox.ledger.map(({ operation, amount }) => [operation, amount]),
        [
          ['redeem', 50],
          ['earn', 85.5],
        ],
      );
      assert.deepEqual(
        complaints.filter((one) => !one.includes('412 (Precondition Failed)')),
        [],
      );
    });
  }

  it('says its version, and tells V8 to compile it all while it streams in', async (test) => {
    policy = policies['with our policy for Trusted Types'];
    const { page } = await openPage(browser);
    test.after(() => page.browserContext().close());
    await page.goto(address);
    await page.waitForSelector('loyalite-earn:defined');
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    const seen = await page.evaluate(() =>
      ['checkout', 'lookup', 'redeem', 'earn'].map(
        (name) => (customElements.get(`loyalite-${name}`) as unknown as { version: string }).version,
      ),
    );
    assert.deepEqual(seen, [version, version, version, version]);
    const code = await readFile(join(script.folder, 'loyalite.js'), 'utf8');
    assert.ok(code.startsWith('//# allFunctionsCalledOnLoad\n'));
  });

  it('keeps the spaces between words that stand in the templates', async (test) => {
    policy = policies['with our policy for Trusted Types'];
    openService();
    const { page } = await openPage(browser);
    test.after(() => page.browserContext().close());
    await page.goto(address);
    await type(page, 'loyalite-lookup >>> [part~=input]', '482193\n');
    const card = await page.waitForSelector('loyalite-lookup >>> [part~=result]', { visible: true });
    assert.match(await card!.evaluate((element) => (element as HTMLElement).innerText), /482193 · typed/);
  });

  it('has a source map that finds the sources behind its first line', async () => {
    const content = await readFile(join(script.folder, 'loyalite.js.map'), 'utf8');
    const lines = (await readFile(join(script.folder, 'loyalite.js'), 'utf8')).split('\n');
    const map = new SourceMap(JSON.parse(content) as SourceMapPayload);
    const line = lines.findIndex((text) => text.includes('loyalite-lookup'));
    const { originalSource } = map.findEntry(line, lines[line]!.lastIndexOf('loyalite-lookup')) as SourceMapping;
    assert.match(originalSource, /src\/define\.ts$/);
  });

  it('brings no camera, decoder or second language with it until one is needed, and imports nothing statically', async (test) => {
    policy = policies['with our policy for Trusted Types'];
    const { page } = await openPage(browser);
    test.after(() => page.browserContext().close());
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
    });
    await page.goto(address);
    await page.waitForSelector('loyalite-lookup >>> [part~=submit]');
    await page.waitForNetworkIdle();
    assert.deepEqual(
      scripts.filter((path) => !/loyalite(-conversation|-hand-scanner-controller|-awaited)?\.js$/.test(path)),
      [],
    );
    assert.ok(scripts.includes('/dist/loyalite.js'));
    const text = await readFile(join(script.folder, 'loyalite.js'), 'utf8');
    assert.doesNotMatch(text, /^import|[;}]import["'{`]/);
    assert.doesNotMatch(text, /Lit is in dev mode/);
  });
});
