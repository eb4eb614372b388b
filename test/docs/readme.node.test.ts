/** Every code block of the README does what the text around it says. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { createProxy } from '../../src/proxy.js';
import { createSandbox } from '../../src/sandbox.js';
import { serve } from '../proxy/serve.js';
import { openBrowser } from '../support/browser.js';
import { snippet } from './markdown.js';
import { fileOf, moduleOf, printed, run } from './programs.js';
import { enterPin, openTillPage, reach, says, tap, type } from './till-page.js';

const apiKey = 'sk_test_of_the_readme';
const ayse = '482193';

describe('the README in a page', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  it('serves a customer with four tags, and its listeners are told', async () => {
    const till =
      'globalThis.till = { seen: [], takeOff: (money) => till.seen.push(money), note: (...what) => till.seen.push(what), print: (line) => till.seen.push(line), log: (...what) => till.seen.push(what) };\n';
    const body = snippet('README.md', 'four-tags');
    const open = await openTillPage(browser, {
      body,
      script: till + snippet('README.md', 'events'),
      sandbox: { preset: 'balanced' },
    });
    const { page, sandbox, close } = open;
    await type(page, 'loyalite-lookup', ayse);
    await tap(page, 'loyalite-lookup', 'submit');
    await reach(page, 'loyalite-lookup', 'done');
    await tap(page, 'loyalite-redeem', 'way');
    await type(page, 'loyalite-redeem', '50');
    await tap(page, 'loyalite-redeem', 'submit');
    await enterPin(open, 'loyalite-redeem', ayse);
    await reach(page, 'loyalite-redeem', 'done');
    await tap(page, 'loyalite-earn', 'submit');
    await reach(page, 'loyalite-earn', 'done');
    assert.deepEqual(await page.evaluate('till.seen'), ['5.00', 'a***@gmail.com: 156 points, 4 stamps']);
    await page.evaluate("document.querySelector('loyalite-checkout').orderId = 'A-1002'");
    await type(page, 'loyalite-lookup', '900404');
    await tap(page, 'loyalite-lookup', 'submit');
    await reach(page, 'loyalite-lookup', 'failed');
    assert.deepEqual(await page.evaluate('till.seen.at(-1)'), ['customer_not_found', 404, false]);
    assert.deepEqual(
      sandbox.ledger.map(({ externalId, amount }) => [externalId, amount]),
      [
        ['redeem_A-1001', 50],
        ['A-1001', 85.5],
      ],
    );
    await close();
  });

  it('credits a purchase with one element alone', async () => {
    const { page, sandbox, close } = await openTillPage(browser, { body: snippet('README.md', 'one-element') });
    await says(page, 'loyalite-earn', 'Give points');
    await tap(page, 'loyalite-earn', 'submit');
    await reach(page, 'loyalite-earn', 'done');
    assert.deepEqual(
      sandbox.ledger.map(({ customerCode, amount }) => [customerCode, amount]),
      [[ayse, 42]],
    );
    await close();
  });

  it('replaces sentences', async () => {
    const { page, close } = await openTillPage(browser, {
      body: snippet('README.md', 'four-tags').replace('<loyalite-checkout', '<loyalite-checkout layout="open"'),
      script: snippet('docs/theming.md', 'wording'),
    });
    await type(page, 'loyalite-lookup', '900404');
    await tap(page, 'loyalite-lookup', 'submit');
    await says(page, 'loyalite-lookup', 'Unknown customer.');
    await says(page, 'loyalite-earn', 'Add points for');
    await close();
  });
});

describe('the README on a server', () => {
  it('runs the proxy on Node: a session is needed, the key is added', async () => {
    const sandbox = createSandbox({ apiKey });
    const service = await serve(sandbox.fetch);
    const notes = join(await mkdtemp(join(tmpdir(), 'readme-')), 'notes.db');
    const env = {
      LOYALITE_URL: service.address,
      LOYALITE_API_KEY: apiKey,
      TILL_PASSWORD: 'open sesame',
      NOTES: notes,
      PORT: '0',
    };
    const child = run(fileOf('proxy-node.mjs', snippet('README.md', 'proxy-node')), [], env);
    const [, port = ''] = await printed(child, /Listening on (\d+)/);
    const till = `http://127.0.0.1:${port}`;
    const lookUp = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${till}/loyalite/webhook/customer?code=${ayse}`, { headers });
    assert.equal((await lookUp({})).status, 401);
    assert.equal((await fetch(`${till}/sign-in`, { method: 'POST', body: '{"password":"guess"}' })).status, 401);
    const signedIn = await fetch(`${till}/sign-in`, {
      method: 'POST',
      body: JSON.stringify({ password: env.TILL_PASSWORD }),
    });
    const [cookie = ''] = (signedIn.headers.get('set-cookie') ?? '').split(';');
    const answer = await lookUp({ cookie });
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /a\*\*\*@gmail\.com/);
    assert.ok(existsSync(notes));
    const guess = { method: 'POST', body: '{"password":"guess"}' };
    const statuses: number[] = [];
    for (let round = 0; round < 11; round += 1) statuses.push((await fetch(`${till}/sign-in`, guess)).status);
    assert.deepEqual([statuses[0], statuses.at(-1)], [401, 429]);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    assert.deepEqual(await ended, [0, null]);
    await rm(dirname(notes), { recursive: true });
    service.close();
  });

  it('knows after a restart of the proxy on Node what it booked before', async () => {
    const sandbox = createSandbox({ apiKey });
    const service = await serve(sandbox.fetch);
    const folder = await mkdtemp(join(tmpdir(), 'readme-'));
    const env = {
      LOYALITE_URL: service.address,
      LOYALITE_API_KEY: apiKey,
      TILL_PASSWORD: 'open sesame',
      NOTES: join(folder, 'notes.db'),
      PORT: '0',
    };
    const file = fileOf('proxy-node.mjs', snippet('README.md', 'proxy-node'));
    /** What a server of its own says to an earn under the id of the order, after a new sign-in. */
    const book = async (code: string): Promise<[number, unknown]> => {
      const child = run(file, [], env);
      const [, port = ''] = await printed(child, /Listening on (\d+)/);
      const till = `http://127.0.0.1:${port}`;
      const post = (path: string, body: object, headers = {}): Promise<Response> =>
        fetch(till + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
        });
      const signedIn = await post('/sign-in', { password: env.TILL_PASSWORD });
      const [cookie = ''] = (signedIn.headers.get('set-cookie') ?? '').split(';');
      const earn = { customer_code: code, amount: 85.5, card_type: 'point', external_id: 'A-1', manual_code: true };
      const answer = await post('/loyalite/webhook/pos', earn, { cookie });
      const { error } = (await answer.json()) as { error?: string };
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      return [answer.status, error];
    };
    assert.deepEqual(await book(ayse), [200, undefined]);
    assert.deepEqual(await book('517204'), [409, 'id_reused']);
    assert.deepEqual(await book(ayse), [200, undefined]);
    assert.equal(sandbox.ledger.length, 1);
    await rm(folder, { recursive: true });
    service.close();
  });

  it('serves a customer headless, and says when nobody knows', async () => {
    const sandbox = createSandbox({ preset: 'strict', apiKey });
    const sessions: (string | null)[] = [];
    const authorize = (request: Request): string => `${sessions.push(request.headers.get('cookie'))}`;
    const proxy = createProxy({ upstream: 'https://shop.loyalite.app', apiKey, authorize, fetch: sandbox.fetch });
    const server = await serve((request) => proxy.fetch(request));
    const code = snippet('docs/headless.md', 'headless').replace('http://127.0.0.1:3000', server.address);
    const { serveCustomer } = await moduleOf<{ serveCustomer: (...words: unknown[]) => Promise<unknown> }>(
      'headless',
      code,
    );
    const order = {
      id: 'A-1',
      total: '85.50',
      points: 50,
      email: 'ayse@gmail.com',
      cookie: 'till=1',
      consents: { terms: true, privacy: true },
    };
    assert.deepEqual(await serveCustomer(order, () => sandbox.phone(ayse).pin), {
      email: 'a***@gmail.com',
      balance: 156,
      redeemed: 1,
      skipped: undefined,
    });
    assert.deepEqual(await serveCustomer({ ...order, id: 'A-2', points: 1000 }, () => null), {
      code: 'canceled',
      maybeBooked: false,
    });
    assert.equal(sandbox.ledger.length, 2);
    assert.ok(sessions.every((cookie) => cookie === 'till=1'));
    server.close();
  });

  it('holds a lost answer against the sandbox, as a test of the merchant', async () => {
    const child = run(fileOf('sandbox.test.ts', snippet('README.md', 'sandbox')), ['--test', '--test-reporter=tap']);
    const [ended, [, passed]] = await Promise.all([once(child, 'exit'), printed(child, /^# pass (\d+)/m)]);
    assert.deepEqual([ended[0], passed], [0, '1']);
  });
});
