/** The page on which a merchant tests a scanner says what is right with it and what is to be set. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Page } from 'puppeteer-core';
import { openPage } from '../../support/browser.js';
import { armed, typeScan } from '../../support/hand-scanner.js';
import { browser, demo } from '../../support/running-demo.js';

const shown = 'cq_Test-AZ.az:09/xyz=qwm';
async function openBench(test: TestContext): Promise<{ page: Page; complaints: string[] }> {
  const { page, complaints } = await openPage(browser);
  test.after(() => page.browserContext().close());
  await page.goto(new URL('/scanner/', demo.till).href);
  await armed(page);
  await page.focus('#price');
  return { page, complaints };
}

/** What a Turkish Q till makes of the keys of a US scanner, as far as the text of the page has them. */
const turkish: Record<string, string> = { '-': '*', _: '?', '=': '-', '.': 'ç', '/': '.', ':': 'Ş', i: 'ı' };

/** Scans a text and waits for the page's word on it. */
async function pull(page: Page, text: string, till: Record<string, string> = {}): Promise<void> {
  await typeScan(page, text, till);
  await page.waitForFunction(
    () => document.querySelector('#report dd:last-of-type') && document.querySelector('.verdict'),
  );
}

/** Pulls the trigger until the customer is found, as a cashier does: on a busy machine even real keys may come at a person's pace. */
async function pullUntilFound(page: Page, text: string, till: Record<string, string> = {}): Promise<void> {
  for (let pulls = 3; ; pulls -= 1) {
    await pull(page, text, till);
    const isFound = await page
      .waitForSelector('loyalite-lookup:state(done)', { timeout: pulls > 1 ? 5_000 : 30_000 })
      .catch(() => null);
    if (isFound) return;
    assert.ok(pulls > 1, 'the scan was not understood');
    await page.$eval('#price', (field) => ((field as HTMLInputElement).value = '85.50'));
  }
}

const verdict = (page: Page): Promise<string> => page.$eval('.verdict', (element) => element.textContent);
const price = (page: Page): Promise<string> => page.$eval('#price', (element) => (element as HTMLInputElement).value);
const understood = (page: Page): Promise<string> =>
  page.$eval('#report dd:nth-of-type(2)', (element) => element.textContent);

describe('the page that tests scanners', () => {
  it('says that all is right', async (test) => {
    const { page, complaints } = await openBench(test);
    await pullUntilFound(page, shown);
    assert.match(await verdict(page), /^Set right\./);
    assert.deepEqual([await understood(page), await price(page), complaints], [shown, '85.50', []]);
  });

  it('says that the layout is to be set, and shows what was recovered', async (test) => {
    const { page } = await openBench(test);
    await pullUntilFound(page, shown, turkish);
    assert.match(await verdict(page), /^To be set\.The scanner types for another keyboard/);
    assert.deepEqual([await understood(page), await price(page)], [shown, '85.50']);
    assert.match(await page.$eval('#report dl', (element) => element.textContent), /Scanner set tous/);
  });

  for (const [begin, words] of [
    ['', /did not begin with \\/],
    ['\\', /^Set right\./],
  ] as const) {
    it(`says whether the prefix is typed that is awaited: ${begin ? 'it is' : 'it is not'}`, async (test) => {
      const { page } = await openBench(test);
      await page.$eval('#prefix', (field) => {
        (field as HTMLInputElement).value = '\\';
        field.dispatchEvent(new Event('change'));
      });
      await pull(page, begin + shown);
      await page.waitForFunction(
        (done) => document.querySelector('loyalite-lookup')?.state === done,
        {},
        begin ? 'done' : 'idle',
      );
      assert.match(await verdict(page), words);
    });
  }
});
