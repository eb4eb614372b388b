/** The code blocks of the guides do what the text around them says. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import type { Server } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { createMemoryStore, createProxy, type ProxyOptions, type Verify } from '../../src/proxy.js';
import { createSandbox } from '../../src/sandbox.js';
import { freePort, serve } from '../proxy/serve.js';
import { openBrowser } from '../support/browser.js';
import { snippet } from './markdown.js';
import { moduleOf, printed, run } from './programs.js';
import { openTillPage, reach, says, tap, type } from './till-page.js';

const ayse = '482193';
const tags =
  '<loyalite-checkout endpoint="/loyalite" order-id="A-1" amount="85.50"><loyalite-lookup></loyalite-lookup><loyalite-earn></loyalite-earn></loyalite-checkout>';

describe('the guides in a page', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  it('runs proxy and sandbox in the page itself', async () => {
    const { page, sandbox, close } = await openTillPage(browser, {
      body: tags,
      script: snippet('docs/test-mode.md', 'in-page'),
    });
    await type(page, 'loyalite-lookup', ayse);
    await tap(page, 'loyalite-lookup', 'submit');
    await reach(page, 'loyalite-lookup', 'done');
    await tap(page, 'loyalite-earn', 'submit');
    await reach(page, 'loyalite-earn', 'done');
    assert.equal(await page.evaluate('phone().points'), 206);
    assert.deepEqual(sandbox.ledger, []);
    await close();
  });

  it('waits until a press counts again', async () => {
    const { page, sandbox, close } = await openTillPage(browser, {
      body: `<script type="module" src="/loyalite.js"></script>${tags}`,
      script: `${snippet('docs/test-mode.md', 'settled')}\nglobalThis.settled = settled;`,
    });
    await type(page, 'loyalite-lookup', ayse);
    await page.keyboard.press('Enter');
    await reach(page, 'loyalite-lookup', 'done');
    await page.evaluate("settled(document.querySelector('loyalite-earn'))");
    const button = await page.waitForSelector('loyalite-earn >>> [part~=submit]');
    await button?.click();
    await reach(page, 'loyalite-earn', 'done');
    assert.equal(sandbox.ledger.length, 1);
    await close();
  });

  it('looks as the style sheet says', async () => {
    const body = `<script type="module" src="/loyalite.js"></script>${tags.replace('<loyalite-checkout', '<loyalite-checkout layout="open"')}`;
    const { page, close } = await openTillPage(browser, { body, style: snippet('docs/theming.md', 'theme') });
    const button = await page.waitForSelector('loyalite-earn >>> [part~=submit]');
    const look = await button?.evaluate((element) => {
      const { backgroundColor, textTransform } = getComputedStyle(element);
      return { backgroundColor, textTransform, scheme: getComputedStyle(element).colorScheme };
    });
    assert.deepEqual(look, { backgroundColor: 'rgb(124, 58, 237)', textTransform: 'uppercase', scheme: 'dark' });
    await close();
  });
});

describe('around a sale', () => {
  const ask = (path: string, till: string): Request =>
    new Request(`https://till.example${path}/webhook/customer?code=${ayse}`, {
      headers: { till, 'sec-fetch-site': 'same-origin' },
    });

  it('serves several shops, each with its own key, and nobody else', async () => {
    const { createShops } = await moduleOf<{
      createShops: (shops: object[], sessionOf: (request: Request) => object | null) => typeof fetch;
    }>('shops', snippet('docs/around-a-sale.md', 'several-shops'));
    const shops = ['north', 'south'].map((name) => {
      const apiKey = `sk_live_${name}`;
      const { fetch } = createSandbox({ apiKey });
      return { name, upstream: `https://${name}.loyalite.app`, apiKey, fetch, store: createMemoryStore() };
    });
    const serveShops = createShops(shops, (request) => {
      const shop = request.headers.get('till');
      return shop === 'nobody' ? null : { id: 'till-1', shop };
    });
    assert.equal((await serveShops(ask('/loyalite', 'north'))).status, 200);
    assert.equal((await serveShops(ask('/loyalite', 'south'))).status, 200);
    const refused = await serveShops(ask('/loyalite', 'nobody'));
    assert.deepEqual([refused.status, await refused.json()], [401, { error: 'session_expired' }]);
  });

  it('trains on a sandbox', async () => {
    const { createTraining } = await moduleOf<{
      createTraining: (authorize: () => string) => { fetch(request: Request): Promise<Response> };
    }>('training', snippet('docs/around-a-sale.md', 'training'));
    const answer = await createTraining(() => 'trainee').fetch(ask('/training', 'trainee'));
    assert.equal(answer.status, 200);
  });

  it('lets the page say no before a booking, and tells it the discount to come', async () => {
    const browser = await openBrowser();
    const { page, sandbox, close } = await openTillPage(browser, {
      body: '<script type="module" src="/loyalite.js"></script><loyalite-checkout endpoint="/loyalite" order-id="A-1" amount="85.50" currency="TRY" point-value="0.10"><loyalite-lookup></loyalite-lookup><loyalite-redeem></loyalite-redeem><loyalite-earn></loyalite-earn></loyalite-checkout>',
    });
    await page.waitForSelector('loyalite-earn:defined');
    await page.evaluate(`{
      const checkout = document.querySelector('loyalite-checkout');
      const basket = (globalThis.basket = { isEmpty: true });
      const seen = (globalThis.seen = []);
      const askManager = async (question) => seen.push(question) === 0;
      const bill = { preview: (discount) => seen.push(discount) };
      ${snippet('docs/around-a-sale.md', 'change')}
      ${snippet('docs/around-a-sale.md', 'before-booking')}
    }`);
    await type(page, 'loyalite-lookup', ayse);
    await tap(page, 'loyalite-lookup', 'submit');
    await reach(page, 'loyalite-lookup', 'done');
    assert.equal(await page.evaluate('seen.at(-1)'), '12.00');
    await tap(page, 'loyalite-earn', 'submit');
    await says(page, 'loyalite-earn', 'The till does not allow this.');
    await page.evaluate("basket.isEmpty = false; document.querySelector('loyalite-checkout').pointValue = '1.00'");
    await tap(page, 'loyalite-redeem', 'way');
    await tap(page, 'loyalite-redeem', 'submit');
    await says(page, 'loyalite-redeem', 'The manager did not allow this.');
    assert.match((await page.evaluate('seen.at(-1)')) as string, /^\d+ points for .+\?$/);
    assert.deepEqual(sandbox.ledger, []);
    await tap(page, 'loyalite-redeem', 'back');
    await tap(page, 'loyalite-earn', 'submit');
    await reach(page, 'loyalite-earn', 'done');
    assert.equal(sandbox.ledger.length, 1);
    await close();
    await browser.close();
  });

  it('takes a customer that the till knows, and hides a heading', async () => {
    const browser = await openBrowser();
    const { page, close } = await openTillPage(browser, {
      body: `<script type="module" src="/loyalite.js"></script>${tags}${snippet('docs/around-a-sale.md', 'no-heading')}`,
    });
    await page.waitForSelector('loyalite-earn:defined');
    await page.evaluate(
      `{ const checkout = document.querySelector('loyalite-checkout'); ${snippet('docs/around-a-sale.md', 'known-customer')} }`,
    );
    await tap(page, 'loyalite-earn', 'submit');
    await reach(page, 'loyalite-earn', 'done');
    assert.equal(await page.$eval('body > loyalite-earn >>> .heading', (heading) => heading.checkVisibility()), false);
    await close();
    await browser.close();
  });
});

describe('the guides on a server', () => {
  const lookUp = { headers: { authorization: 'Bearer till-1' } };

  it('serves a worker whose bindings come with the request', async () => {
    const { default: worker } = await moduleOf<{
      default: { fetch(request: Request, env: object): Promise<Response> };
    }>('worker', snippet('docs/proxy.md', 'worker'));
    const service = await serve(createSandbox().fetch);
    const sessions = new Map([['Bearer till-1', 'till-1']]);
    const env = {
      LOYALITE_URL: service.address,
      LOYALITE_API_KEY: 'sk_test_sandbox',
      sessions: { get: (name: string) => sessions.get(name) ?? null },
    };
    const ask = (): Promise<Response> =>
      worker.fetch(new Request(`https://till.example/loyalite/webhook/customer?code=${ayse}`, lookUp), env);
    assert.equal((await ask()).status, 200);
    sessions.clear();
    assert.equal((await ask()).status, 401);
    service.close();
  });

  it('stands beside the other routes of a Node server', async () => {
    const { createShop } = await moduleOf<{ createShop: (options: ProxyOptions) => Server }>(
      'beside',
      snippet('docs/proxy.md', 'beside'),
    );
    const shop = createShop({
      upstream: 'https://shop.loyalite.app',
      apiKey: 'sk_test_sandbox',
      authorize: () => 'till',
      fetch: createSandbox().fetch,
    });
    shop.listen(0, '127.0.0.1');
    await once(shop, 'listening');
    const address = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
    assert.equal(await (await fetch(`${address}/`)).text(), 'the shop');
    assert.match(await (await fetch(`${address}/api/loyalite/webhook/customer?code=${ayse}`)).text(), /482193/);
    shop.closeAllConnections();
    shop.close();
  });

  it('holds amounts against the merchant’s orders', async () => {
    const { verify } = await moduleOf<{ verify: (orders: object) => Verify }>(
      'verify',
      snippet('docs/proxy.md', 'verify'),
    );
    const orders = {
      // As a database that compares like MySQL: capitals and trailing blanks do not matter.
      find: (id: string) =>
        id.trimEnd().toLowerCase() === 'a-1' ? { id: 'A-1', earn: { point: 85.5 }, redeem: { point: 20 } } : undefined,
    };
    const proxy = createProxy({
      upstream: 'https://shop.loyalite.app',
      apiKey: 'sk_test_sandbox',
      authorize: () => 'till',
      fetch: createSandbox().fetch,
      verify: verify(orders),
    });
    const post = async (path: string, body: object): Promise<unknown> => {
      const sent = { customer_code: 482193, card_type: 'point', manual_code: true, ...body };
      const request = new Request(`https://till.example/loyalite/webhook/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(sent),
      });
      const answer = (await (await proxy.fetch(request)).json()) as { error?: string };
      return answer.error ?? 'booked';
    };
    for (const id of ['A-2', 'a-1', 'A-1 ', 'A-1  '])
      assert.equal(await post('pos', { external_id: id, amount: 85.5 }), 'order_unknown');
    assert.equal(await post('redeem', { external_id: 'redeem_a-1', value: 20 }), 'order_unknown');
    assert.equal(await post('pos', { external_id: 'A-1', amount: 850 }), 'amount_mismatch');
    for (const cardType of ['stamp', 'constructor', '', null]) {
      assert.equal(await post('pos', { external_id: 'A-1', card_type: cardType, amount: 85.5 }), 'amount_mismatch');
      assert.equal(
        await post('redeem', { external_id: 'redeem_A-1', card_type: cardType, value: 20 }),
        'amount_mismatch',
      );
    }
    assert.equal(await post('pos', { external_id: 'A-1', amount: 85.5 }), 'booked');
    assert.equal(await post('pos', { external_id: 'redeem_A-1', amount: 85.5 }), 'order_unknown');
    assert.equal(await post('redeem', { external_id: 'A-1', value: 20 }), 'id_reused');
    assert.equal(await post('redeem', { external_id: 'redeem_A-1', value: 200 }), 'amount_mismatch');
    assert.equal(await post('redeem', { external_id: 'redeem_A-1', value: 20 }), 'booked');
  });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Only where Python is: elsewhere the block is shown as it was checked. */
if (hasPython) {
  describe('the proxy in Python', () => {
    const source = snippet('docs/proxy.md', 'python');
    const settings = {
      LOYALITE_URL: 'http://127.0.0.1:9',
      LOYALITE_API_KEY: 'sk_live_in_python',
      TILL_ORIGIN: 'https://till.example',
      TILL_SESSION: 'till-session-0001',
      PORT: '0',
    };

    it('does not start with an empty session, under which everybody would be let in', () => {
      const env = { ...process.env, ...settings, TILL_SESSION: '' };
      const { status, stderr } = spawnSync('python3', ['-c', source], { env, encoding: 'utf8' });
      assert.equal(status, 1);
      assert.match(stderr, /TILL_SESSION is empty/);
    });

    it('finds its cookie among those of others, and survives odd lengths and bodies that stop', async () => {
      // The guide's ten seconds are one here, so that nobody waits for them.
      const program = source.replace('timeout = 10', 'timeout = 1');
      const proxy = spawn('python3', ['-c', program], {
        env: { ...process.env, ...settings },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [, port = ''] = await printed(proxy, /Listening on (\d+)/);
      const speak = (cookie: string, length: string, body: string): Promise<string> =>
        new Promise((resolve, reject) => {
          let text = '';
          const socket = connect(Number(port), '127.0.0.1');
          socket.on('data', (chunk) => (text += String(chunk))).on('close', () => resolve(text));
          socket.on('error', reject);
          const head = `POST /loyalite/webhook/pos HTTP/1.1\r\nHost: till\r\nContent-Type: application/json\r\n`;
          socket.write(Buffer.from(`${head}Cookie: ${cookie}\r\nContent-Length: ${length}\r\n\r\n${body}`, 'latin1'));
        });
      const codeOf = (answer: string): string => /"error": "(\w+)"/.exec(answer)?.[1] ?? answer;
      const own = 'till=till-session-0001';
      for (const foreign of ['a[b]=1', 'prefs={"x":1}', 'n=\u00fc', 'a b=1', 'tills=1'])
        assert.equal(codeOf(await speak(`${foreign}; ${own}`, '2', '{}')), 'upstream_timeout', foreign);
      for (const wrong of ['till=', 'till', 'xtill=till-session-0001', '$till=1'])
        assert.equal(codeOf(await speak(wrong, '2', '{}')), 'session_expired', wrong);
      for (const length of ['\u00b2', '-1', '1e3', '5000'])
        assert.equal(codeOf(await speak(own, length, '{}')), 'too_large', length);
      assert.equal(codeOf(await speak(own, '100', '{')), 'request_timeout');
      proxy.kill();
    });

    it('keeps to every rule that a till relies on', async () => {
      const port = await freePort();
      const env = {
        LOYALITE_URL: `http://127.0.0.1:${port}`,
        LOYALITE_API_KEY: 'sk_live_in_python',
        TILL_ORIGIN: 'https://till.example',
        TILL_SESSION: 'till-session-0001',
        PORT: '0',
      };
      const proxy = spawn('python3', ['-c', snippet('docs/proxy.md', 'python')], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [, own = ''] = await printed(proxy, /Listening on (\d+)/);
      const check = run('bin/loyalite-elements.mjs', [], {}, [
        'check-proxy',
        `http://127.0.0.1:${own}/loyalite`,
        '--upstream-port',
        String(port),
        '--header',
        'Cookie: till=till-session-0001',
      ]);
      const [ended, [report]] = await Promise.all([once(check, 'exit'), printed(check, /[^]*passed, \d+ failed[^]*/)]);
      proxy.kill();
      assert.deepEqual(ended, [0, null], report);
    });
  });
}
