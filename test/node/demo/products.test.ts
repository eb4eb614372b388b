/** The demo's page with products and customers mixed: each scan ends where it should, by real keys. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { startDemo, type Demo } from '../../../demo/server.ts';
import { openBrowser, openPage } from '../support/browser.js';
import { typeScan } from '../support/hand-scanner.js';

let browser: Browser;
let demo: Demo;
before(async () => {
  [browser, demo] = await Promise.all([openBrowser(), startDemo({ port: 0, env: {}, watch: false })]);
});
after(async () => {
  await browser.close();
  await demo.close();
});

/** What the customer's phone shows. */
const qrOf = (page: Page, code: string): Promise<string> =>
  page.evaluate(
    (address) =>
      new Promise<string>((resolve) => {
        const source = new EventSource(address);
        source.onmessage = ({ data }: MessageEvent<string>) => {
          source.close();
          resolve((JSON.parse(data) as { qr: string }).qr);
        };
      }),
    `/demo/phone/${code}`,
  );

const lists = (page: Page): Promise<string[][]> =>
  page.$eval('#basket', (basket) =>
    [...basket.querySelectorAll('h2')].map((title) =>
      title.nextElementSibling?.localName === 'ul'
        ? [...title.nextElementSibling.children].map(({ textContent }) => textContent)
        : [],
    ),
  );

describe('the page with products and customers', () => {
  it('puts products into the basket and finds the customer, in whatever order they are scanned', async (test) => {
    const { page, complaints } = await openPage(browser);
    test.after(() => page.browserContext().close());
    await page.goto(new URL('/products/', demo.till).href);
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('hand-scanner')),
    );
    const basket: string[] = [];
    const addProduct = async (code: string, name: string): Promise<void> => {
      basket.push(name);
      await typeScan(page, code);
      await page.waitForFunction(
        (count) => document.querySelectorAll('#basket ul:last-of-type li').length === count,
        {},
        basket.length,
      );
    };
    await addProduct('4006381333931', 'Pen (EAN-13)');
    await addProduct('SKU-00012345', 'T-shirt (house label)');
    await typeScan(page, await qrOf(page, '482193'));
    await page.waitForSelector('loyalite-lookup:state(done)');
    await addProduct('40123455', 'Chewing gum (EAN-8)');
    await addProduct('010400638133393110LOT42', 'Yoghurt (GS1-128)');
    assert.deepEqual(await lists(page), [
      basket,
      ['4006381333931', 'SKU-00012345', '40123455', '010400638133393110LOT42'],
    ]);
    assert.equal(await page.$eval('loyalite-lookup', ({ result }) => result?.customerCode), '482193');
    // The browser itself logs the answer to the quiet question about the house label.
    assert.deepEqual(
      complaints.filter((line) => !line.includes('422')),
      [],
    );
  });
});
