/** The search of the site: found by a person at a keyboard, a reader's software and a phone, and paid for by whoever uses it. */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { startDemo } from '../../demo/server.ts';
import { placesOf } from '../../docs/site/search/build.js';
import { findings } from '../a11y/axe.js';
import { openBrowser, openPage } from '../support/browser.js';
import { openBuiltSite, type BuiltSite } from './built-site.js';

let browser: Browser;
let site: BuiltSite;

before(async () => {
  [browser, site] = await Promise.all([openBrowser(), openBuiltSite()]);
});

after(async () => {
  await browser.close();
  site.close();
});

async function open(test: TestContext, path = 'index.html'): Promise<{ page: Page; complaints: string[] }> {
  const { page, complaints } = await openPage(browser);
  test.after(() => page.browserContext().close());
  await page.goto(`${site.address}/${path}`, { waitUntil: 'load' });
  await page.waitForSelector('[data-search-open]', { visible: true });
  return { page, complaints };
}

const status = (page: Page): Promise<string> => page.$eval('.search [role=status]', (one) => one.textContent);
const places = (page: Page): Promise<string[]> =>
  page.$$eval('.search li a', (links) => links.map((link) => (link as HTMLAnchorElement).href));

/** Opens the search by its keys and types. */
async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press('k');
  await page.keyboard.up('Control');
  await page.keyboard.type(words);
  await page.waitForFunction(() => /found/.test(document.querySelector('.search [role=status]')?.textContent ?? ''));
}

describe('the search', () => {
  it('leads from what somebody types to where it stands, in whatever folder the site is served', async (test) => {
    const { page, complaints } = await open(test, 'guides/proxy.html');
    for (const [words, wanted] of [
      ['card-size', 'api/loyalite-lookup.html#attributes-card-size'],
      ['beforeBooking', 'api/loyalite-checkout.html#properties-beforebooking'],
      ['nginx', 'guides/reverse-proxies.html'],
      ['what is stored in the browser', 'project/security.html#what-is-stored-in-the-browser'],
      ['not_enough', 'guides/errors.html#all-codes'],
      ['retuns', 'guides/around-a-sale.html'],
    ] as const) {
      await search(page, words);
      const found = await places(page);
      assert.ok(
        found.slice(0, 5).some((one) => one.startsWith(`${site.address}/${wanted}`)),
        `${words} finds ${found.join(' ')}`,
      );
    }
    await search(page, 'card-size');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.match(page.url(), /api\/loyalite-\w+\.html#attributes-card-size$/);
    assert.match(await page.$eval('tr:target', (row) => row.textContent), /^card-size/);
    assert.deepEqual(complaints, []);
  });

  it('is walked through by arrows, says how many there are, and gives the focus back', async (test) => {
    const { page } = await open(test);
    await page.focus('.brand');
    await search(page, 'coupon');
    const count = (await places(page)).length;
    assert.equal(await status(page), `${count} found`);
    const focused = (): Promise<string> =>
      page.evaluate(() => (document.activeElement as HTMLAnchorElement).href ?? '');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(), (await places(page))[1]);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'input');
    await page.keyboard.press('Escape');
    assert.equal(await page.$eval('.search', (dialog) => (dialog as HTMLDialogElement).open), false);
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'brand');
  });

  it('closes where the place is on the same page', async (test) => {
    const { page } = await open(test, 'guides/verification.html');
    await search(page, 'verification');
    const here = (await places(page)).findIndex((one) => one.includes('/guides/verification.html#'));
    assert.ok(here >= 0);
    await page.$$eval('.search li a', (links, at) => (links[at] as HTMLElement).click(), here);
    assert.equal(await page.$eval('.search', (dialog) => (dialog as HTMLDialogElement).open), false);
    assert.match(page.url(), /verification\.html#/);
  });

  it('says so where there is nothing, and where its index does not come', async (test) => {
    const { page } = await open(test);
    await search(page, 'zzzzqq');
    assert.equal(await status(page), 'Nothing found.');
    const { page: other } = await open(test);
    await other.setRequestInterception(true);
    other.on('request', (request) => {
      if (request.url().endsWith('search.json')) void request.abort();
      else void request.continue();
    });
    await other.click('[data-search-open]');
    await other.waitForFunction(() =>
      document.querySelector('.search [role=status]')?.textContent.includes('could not be loaded'),
    );
    await other.keyboard.press('Escape');
    other.removeAllListeners('request');
    await other.setRequestInterception(false);
    await search(other, 'coupon');
    assert.ok((await places(other)).length > 5);
  });

  it('gives axe nothing to find, narrow and wide', async (test) => {
    const { page } = await open(test);
    for (const width of [320, 1280]) {
      await page.setViewport({ width, height: 800 });
      await search(page, 'coupon');
      assert.deepEqual((await findings(page)).violations, [], String(width));
      assert.equal(await page.$eval('.search', (dialog) => dialog.scrollWidth <= dialog.clientWidth), true);
      await page.keyboard.press('Escape');
    }
  });

  it('costs a visitor who does not search nothing', async (test) => {
    const since = site.asked.length;
    const { page } = await open(test);
    const asked = (): string[] => site.asked.slice(since).map((one) => one.replace('GET /below/', ''));
    assert.deepEqual(asked().toSorted(), [
      'assets/docs.css',
      'assets/frame.js',
      'assets/icon.svg',
      'assets/look.css',
      'files/demo/images/till.png',
      'index.html',
    ]);
    await search(page, 'coupon');
    assert.match(asked().slice(6).join(' '), /^assets\/find-[\w-]+\.js assets\/search\.json$/);
  });

  it('is there in the demo as well', async (test) => {
    const demo = await startDemo({ port: 0, env: {}, watch: false });
    test.after(() => demo.close());
    const { page, complaints } = await openPage(browser);
    test.after(() => page.browserContext().close());
    await page.goto(`${demo.documents}guides/proxy.html`);
    await page.waitForSelector('[data-search-open]', { visible: true });
    await search(page, 'point-value');
    assert.match((await places(page))[0] ?? '', /\/docs\/api\/loyalite-\w+\.html#attributes-point-value$/);
    assert.deepEqual(complaints, []);
  });
});

describe('what can be found', () => {
  it('is each section by its heading, and each row of an API table', () => {
    const body =
      '<h1 id="top">Money &amp; points</h1><p>How <code>much</code>.</p><h2 id="one">One</h2><table><thead><tr><th>name</th></tr></thead>' +
      '<tbody><tr role="row" id="one-a"><th>a</th><td>first, &#x27;it&#x27;</td></tr></tbody></table><p>After.</p>';
    assert.deepEqual(
      placesOf({ path: 'guides/money.html', title: 'Money', body }).map(({ id, heading, text }) => [id, heading, text]),
      [
        ['guides/money.html', 'Money & points', 'How much.'],
        ['guides/money.html#one', 'One', 'name'],
        ['guides/money.html#one-a', 'a', "first, 'it'"],
      ],
    );
  });
});
