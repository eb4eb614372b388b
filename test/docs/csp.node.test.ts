/** The guide for policies: a page that is served with its very headers violates nothing, and its markup does what is said of it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { chromiumArguments, findChromium } from '../../scripts/browsers.mjs';
import { createProxy } from '../../src/proxy.js';
import { createSandbox } from '../../src/sandbox.js';
import { serve } from '../proxy/serve.js';
import { buildScript } from '../support/built-script.js';
import { openPage } from '../support/browser.js';
import { snippet } from './markdown.js';
import { enterPin, reach, tap, type TillPage } from './till-page.js';

let browser: Browser;
let script: Awaited<ReturnType<typeof buildScript>>;

before(async () => {
  const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  [browser, script] = await Promise.all([
    puppeteer.launch({ executablePath: findChromium() ?? '', args: [...chromiumArguments, ...camera] }),
    buildScript(),
  ]);
});

after(async () => {
  await browser.close();
  await script.remove();
});

const nonce = 'r4nd0m';
const guide = new Map(
  snippet('docs/csp.md', 'headers')
    .trim()
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const),
);
const policy = guide.get('Content-Security-Policy') ?? '';
const tags = `<loyalite-checkout endpoint="/loyalite" order-id="A-1" amount="85.50" currency="TRY">
  <loyalite-lookup></loyalite-lookup><loyalite-redeem points="50"></loyalite-redeem><loyalite-earn></loyalite-earn></loyalite-checkout>`;
const plain = '<script type="module" src="/loyalite.js"></script>';

const hashOf = (file: string): string =>
  `sha384-${createHash('sha384')
    .update(readFileSync(join(script.folder, file)))
    .digest('base64')}`;

interface Till extends TillPage {
  readonly complaints: string[];
}

interface Serving {
  readonly head?: string;
  readonly headers?: ReadonlyMap<string, string>;
  /** What stands around the till, when it is a frame. */
  readonly outside?: (address: string) => string;
}

/** A till that is served with these headers, its script as it is shipped. */
async function open(test: TestContext, { head = plain, headers = guide, outside }: Serving = {}): Promise<Till> {
  const sandbox = createSandbox({ apiKey: 'sk_test_sandbox', preset: 'strict' });
  const proxy = createProxy({
    upstream: 'https://shop.loyalite.app',
    apiKey: 'sk_test_sandbox',
    authorize: () => 'till',
    fetch: sandbox.fetch,
  });
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Till</title><link rel="icon" href="data:,">${head}<body>${tags}</body></html>`;
  const { address, close } = await serve((request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/loyalite/')) return proxy.fetch(request);
    if (pathname === '/')
      return new Response(html, { headers: { ...Object.fromEntries(headers), 'content-type': 'text/html' } });
    return new Response(readFileSync(join(script.folder, pathname)), {
      headers: { 'content-type': 'text/javascript' },
    });
  });
  const { page, complaints } = await openPage(browser);
  test.after(async () => {
    await page.browserContext().close();
    close();
  });
  if (outside) {
    const around = await serve(() => new Response(outside(address), { headers: { 'content-type': 'text/html' } }));
    test.after(around.close);
    await page.goto(around.address);
  } else await page.goto(address);
  return { page, sandbox, complaints, close: async () => close() };
}

async function sell(till: Till): Promise<void> {
  const { page, sandbox } = till;
  await page.waitForSelector('loyalite-lookup >>> [part~=input]');
  await page.$eval(
    'loyalite-lookup',
    (lookup, qr) => (lookup as unknown as { scan(text: string): void }).scan(qr),
    sandbox.phone('482193').qr,
  );
  await reach(page, 'loyalite-lookup', 'done');
  for (const tag of ['loyalite-redeem', 'loyalite-earn']) {
    if (tag === 'loyalite-redeem') await tap(page, tag, 'way');
    await tap(page, tag, 'submit');
    await enterPin(till, tag, '482193');
    await reach(page, tag, 'done');
  }
  await tap(page, 'loyalite-checkout', 'next');
}

/** Opens the camera and waits for its picture. */
async function look(page: Page): Promise<void> {
  await tap(page, 'loyalite-lookup', 'scan');
  await page.waitForSelector('loyalite-lookup >>> video', { visible: true });
  await page.waitForFunction(() => {
    const video = document.querySelector('loyalite-lookup')?.shadowRoot?.querySelector('video');
    return Boolean(video && video.videoWidth > 0);
  });
}

async function workerOf(page: Page): Promise<string> {
  const signal = AbortSignal.timeout(10_000);
  const running =
    page.workers()[0] ??
    (await new Promise<{ url(): string }>((resolve, reject) => {
      page.once('workercreated', resolve);
      signal.addEventListener('abort', () => reject(new Error('no worker was started')));
    }));
  return running.url();
}

/** What the browser says of a question for a PIN. */
const unasked = ({ complaints }: Till): string[] => complaints.filter((line) => !line.includes('412'));

describe('the headers of docs/csp.md', () => {
  it('are enough for a sale with PINs and for the camera', async (test) => {
    const till = await open(test);
    await sell(till);
    await look(till.page);
    assert.deepEqual(unasked(till), []);
    assert.equal(till.sandbox.ledger.length, 2);
  });

  it('let the shipped script decode in its worker', async (test) => {
    const till = await open(test);
    await look(till.page);
    assert.match(await workerOf(till.page), /decode\.worker/);
    assert.deepEqual(unasked(till), []);
  });

  it('are each needed: without one the browser complains', async (test) => {
    const without = (directive: string): Map<string, string> =>
      new Map([...guide, ['Content-Security-Policy', policy.replace(new RegExp(`${directive}[^;]*;? ?`), '')]]);
    const blind = await open(test, { headers: without('script-src') });
    assert.match(blind.complaints.join(), /script/);
    const mute = await open(test, { headers: without('connect-src') });
    await mute.page.waitForSelector('loyalite-lookup >>> [part~=input]');
    await mute.page.$eval('loyalite-lookup', (lookup) =>
      (lookup as unknown as { scan(text: string): void }).scan('cq_x'),
    );
    await reach(mute.page, 'loyalite-lookup', 'failed');
    assert.match(mute.complaints.join(), /connect-src|default-src/);
  });

  it('decode in the page where the worker is not allowed', async (test) => {
    const { page, complaints } = await open(test, {
      headers: new Map([...guide, ['Content-Security-Policy', policy.replace(' loyalite', '')]]),
    });
    await look(page);
    assert.deepEqual(page.workers(), []);
    assert.equal(
      complaints.some((line) => /Failed to fetch|pageerror/.test(line)),
      false,
    );
  });

  it('may have a nonce in place of the origin, which the later parts inherit', async (test) => {
    const headers = new Map([
      ...guide,
      ['Content-Security-Policy', policy.replace("script-src 'self'", `script-src 'nonce-${nonce}'`)],
    ]);
    const till = await open(test, { head: snippet('docs/csp.md', 'nonce').replaceAll('{{nonce}}', nonce), headers });
    await sell(till);
    await look(till.page);
    assert.deepEqual(unasked(till), []);
    const refused = await open(test, { head: plain, headers });
    assert.match(refused.complaints.join(), /script-src/);
  });

  it('may stand beside hashes: what was changed is not run', async (test) => {
    const headers = new Map([
      ...guide,
      ['Content-Security-Policy', policy.replace("script-src 'self'", `script-src 'nonce-${nonce}'`)],
    ]);
    const head = (change = ''): string =>
      snippet('docs/csp.md', 'integrity')
        .replaceAll('{{nonce}}', nonce)
        .replace(/\{\{hash of ([\w.-]+)\}\}/g, (_, file: string) =>
          file === change ? hashOf('loyalite-tr.js') : hashOf(file),
        );
    const till = await open(test, { head: head(), headers });
    await look(till.page);
    assert.deepEqual(unasked(till), []);
    const changed = await open(test, { head: head('loyalite.js'), headers });
    assert.match(changed.complaints.join(), /integrity/);
    assert.equal(await changed.page.evaluate(() => customElements.get('loyalite-lookup')), undefined);
    const part = await open(test, { head: head('loyalite-scan-panel.js'), headers });
    await tap(part.page, 'loyalite-lookup', 'scan');
    await reach(part.page, 'loyalite-lookup', 'failed');
    assert.match(part.complaints.join(), /integrity/);
  });

  it('give the camera to the page, and to a frame that is allowed it', async (test) => {
    const refused = await open(test, { headers: new Map([...guide, ['Permissions-Policy', 'camera=()']]) });
    const code = refused.page.$eval(
      'loyalite-lookup',
      (lookup) =>
        new Promise((resolve) =>
          lookup.addEventListener('loyalite-error', ({ detail }) => resolve(detail.code), { once: true }),
        ),
    );
    await tap(refused.page, 'loyalite-lookup', 'scan');
    assert.equal(await code, 'camera_unavailable');
    const frame = snippet('docs/csp.md', 'frame');
    const framed = new Map([
      ...guide,
      ['Content-Security-Policy', policy.replace("frame-ancestors 'none'", 'frame-ancestors *')],
      ['Permissions-Policy', 'camera=*'],
    ]);
    const sights = [
      [frame, 'video:not([hidden])'],
      [frame.replace(' allow="camera"', ''), 'input[type=file]'],
    ] as const;
    for (const [markup, sight] of sights) {
      const { page } = await open(test, {
        headers: framed,
        outside: (address) => `<!doctype html><title>Shop</title>${markup.replace('https://till.example', address)}`,
      });
      const till = (await (await page.waitForSelector('iframe'))?.contentFrame())!;
      await (await till.waitForSelector('loyalite-lookup >>> [part~=scan]', { visible: true }))!.click();
      await till.waitForFunction(
        (selector) => document.querySelector('loyalite-lookup')?.shadowRoot?.querySelector(selector),
        {},
        sight,
      );
    }
  });

  it('keep strangers from framing the till', async (test) => {
    const { page, complaints } = await open(test, {
      outside: (address) => `<!doctype html><title>Stranger</title><iframe src="${address}"></iframe>`,
    });
    await page.waitForFunction(() => document.querySelector('iframe') !== null);
    assert.match(complaints.join(), /frame-ancestors/);
  });
});
