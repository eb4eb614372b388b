import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { startDemo } from '../../demo/server.ts';
import { openPage, press } from '../support/browser.js';
import { browser, demo } from '../support/running-demo.js';

const phoneOf = (page: Page): Frame => page.frames().find((frame) => frame.url().includes('/phone/'))!;
const text = (page: Page, selector: string): Promise<string> => page.$eval(selector, (element) => element.textContent);

const demoLedger = (shown: string): { booked: number; twice: number } => {
  const [, booked, twice] = /(\d+) booked, (\d+) twice/.exec(shown) ?? [];
  return { booked: Number(booked), twice: Number(twice) };
};

/** A till with a storage of its own; it goes when the test ends. */
async function openTill(
  test: TestContext,
  { address = demo.till } = {},
): Promise<{ page: Page; complaints: string[] }> {
  const { page, complaints } = await openPage(browser);
  test.after(() => page.browserContext().close());
  await page.goto(address);
  await page.waitForSelector('loyalite-lookup >>> [part~=input]');
  return { page, complaints };
}

async function scanPhone(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('iframe')?.contentDocument?.querySelector('[data-scan]'));
  await press(phoneOf(page), '[data-scan]');
  await page.waitForSelector('loyalite-lookup:state(done)');
}

async function choosePreset(page: Page, preset: string): Promise<void> {
  await press(page, '.drawer');
  await press(page, `#preset label:has(input):nth-of-type(${['standard', 'balanced', 'strict'].indexOf(preset) + 1})`);
  await page.keyboard.press('Escape');
}

/** Types the PIN that the phone shows into the overlay of that element. */
async function enterPin(page: Page, tag: string): Promise<void> {
  const field = await page.waitForSelector(`${tag} >>> [part~=pin-input]`, { visible: true });
  const shown = await phoneOf(page).waitForSelector('[data-pin]');
  await field!.type(`${await shown!.evaluate((element) => element.textContent)}\n`, byHand);
  await page.waitForSelector(`${tag}:state(done)`);
  await phoneOf(page).waitForSelector('[data-pin]', { hidden: true });
}

/** As a person types: a burst would be taken for a hand scanner's. */
const byHand = { delay: 150 };

describe('the demo', () => {
  it('serves a customer from the scan to the credited purchase, with the PIN of the phone, and nothing is complained of', async (test) => {
    const { page, complaints } = await openTill(test);
    await choosePreset(page, 'strict');
    await scanPhone(page);
    await press(page, 'loyalite-redeem >>> [part~=way]');
    const field = await page.waitForSelector('loyalite-redeem >>> [part~=input]');
    await field!.click({ count: 3 });
    await field!.type('50', byHand);
    await press(page, 'loyalite-redeem >>> [part~=submit]');
    await enterPin(page, 'loyalite-redeem');
    await press(page, 'loyalite-earn >>> [part~=submit]');
    await enterPin(page, 'loyalite-earn');
    await page.waitForFunction(() => document.querySelector('#ledger')?.textContent.includes('2 booked, 0 twice'));
    assert.match(await text(page, '#events'), /loyalite-complete/);
    assert.match(await text(page, '#order'), /Loyalty discount\s*−₺5\.00/);
    assert.deepEqual(
      complaints.filter((one) => !one.includes('412 (Precondition Failed)')),
      [],
    );
  });

  it('books once when the answer is lost on the way', async (test) => {
    const { page } = await openTill(test);
    await choosePreset(page, 'standard');
    await scanPhone(page);
    await page.select('#trouble select[name=fault]', 'drop-after');
    await page.waitForSelector('.armed');
    const before = demoLedger(await text(page, '#ledger'));
    await press(page, 'loyalite-earn >>> [part~=submit]');
    await page.waitForSelector('loyalite-earn:state(done)');
    await page.waitForFunction(() => document.querySelector('#trouble')?.textContent.includes('last drop-after'));
    assert.deepEqual(demoLedger(await text(page, '#ledger')), { booked: before.booked + 1, twice: 0 });
  });

  it('keeps the order over a reload and gives the next customer another', async (test) => {
    const { page } = await openTill(test);
    const order = await text(page, '#order h2');
    await page.reload();
    await page.waitForSelector('#order h2');
    assert.equal(await text(page, '#order h2'), order);
    await page.goto(`${demo.till}?order=A-1001`);
    await press(page, '#order > button');
    assert.match(await text(page, '#order h2'), /^Order A-\d{6}$/);
  });

  it('needs no sideways scrolling from 320 to 1920 pixels', async (test) => {
    const { page } = await openTill(test);
    await scanPhone(page);
    for (const width of [320, 768, 1024, 1280, 1920]) {
      await page.setViewport({ width, height: 900 });
      const needed = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(needed <= width, `${needed} at ${width}`);
    }
  });

  for (const [width, height] of [
    [800, 480],
    [1024, 600],
    [1280, 800],
  ] as const)
    it(`has the whole order in sight with its total and the payment: ${width}×${height}`, async (test) => {
      const { page } = await openTill(test);
      await page.setViewport({ width, height });
      const [pay] = await page.$$eval('#order .big', (all) => all.map((one) => one.getBoundingClientRect().bottom));
      assert.ok(pay !== undefined && pay <= height, `the payment ends at ${pay}`);
    });

  it('opens at its top on a phone, brings the customer into sight, and stays at the order for the next one', async (test) => {
    const { page } = await openTill(test);
    await page.setViewport({ width: 360, height: 740 });
    await page.reload();
    await page.waitForFunction(() => document.activeElement?.localName === 'loyalite-lookup');
    assert.equal(await page.evaluate(() => scrollY), 0);
    await page.$eval('loyalite-lookup', (lookup) => {
      lookup.value = '482193';
      lookup.submit();
    });
    await page.waitForSelector('loyalite-lookup:state(done)');
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector('loyalite-checkout')!.getBoundingClientRect();
      return top >= 0 && bottom < innerHeight + 1;
    });
    await page.evaluate(() => scrollTo(0, 0));
    await page.$eval('#order .big', (pay) => (pay as HTMLElement).click());
    await page.waitForFunction(() => document.activeElement?.localName === 'loyalite-lookup');
    assert.equal(await page.evaluate(() => scrollY), 0);
  });

  it('shows no key in a page or an answer', async () => {
    const page = await fetch(demo.till);
    const cookie = page.headers.get('set-cookie')!.split(';')[0]!;
    const paths = ['till.ts', 'phone/', 'demo/about', 'loyalite/webhook/customer?code=482193'];
    const answers = await Promise.all(paths.map((path) => fetch(demo.till + path, { headers: { cookie } })));
    const all = await Promise.all([page, ...answers].map((answer) => answer.text()));
    assert.ok(all[0]!.includes('<loyalite-checkout') && all.at(-1)!.includes('a***@gmail.com'));
    assert.doesNotMatch(all.join(), /sk_(test|live)_[0-9a-f]/);
  });

  it('serves the till against another service when it is told one, without phone and ledger', async (test) => {
    const other = await startDemo({
      port: 0,
      watch: false,
      env: { LOYALITE_URL: demo.service, LOYALITE_API_KEY: 'sk_live_not_the_right_one' },
    });
    test.after(() => other.close());
    assert.equal(other.phone, undefined);
    const { page } = await openTill(test, { address: other.till });
    await (await page.waitForSelector('loyalite-lookup >>> [part~=input]'))!.type('482193\n', byHand);
    await page.waitForSelector('loyalite-lookup:state(failed)');
    assert.equal(await page.$eval('loyalite-lookup', ({ error }) => error?.code), 'unauthorized');
    assert.equal(await page.$eval('#service', (aside) => aside.hasAttribute('hidden')), true);
  });

  it('serves the till from its sources while somebody works on them, as npm start does', async (test) => {
    const followed = await startDemo({ port: 0, env: {} });
    test.after(() => followed.close());
    const source = await fetch(`${followed.till}till.ts`);
    assert.match(source.headers.get('content-type') ?? '', /javascript/);
    const { page, complaints } = await openTill(test, { address: followed.till });
    await (await page.$('loyalite-lookup >>> [part~=input]'))!.type('482193\n', byHand);
    await page.waitForSelector('loyalite-lookup:state(done)');
    assert.match(await text(page, 'loyalite-lookup >>> [part~=card]'), /a\*\*\*@gmail\.com/);
    assert.deepEqual(complaints, []);
  });

  it('refuses half of a service', async () => {
    await assert.rejects(
      startDemo({ port: 0, env: { LOYALITE_URL: 'https://shop.loyalite.app' } }),
      /both LOYALITE_URL and LOYALITE_API_KEY/,
    );
  });
});
