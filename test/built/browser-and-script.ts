/** A browser and the script as it is shipped, for as long as a test file runs. */
import { after, before, type TestContext } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { openBrowser, openPage } from '../support/browser.js';
import { buildScript } from '../support/built-script.js';
import { openStrictShop, type Sides, type StrictShop } from './strict-shop.js';

export let browser: Browser;
export let script: Awaited<ReturnType<typeof buildScript>>;

before(async () => {
  [browser, script] = await Promise.all([openBrowser(), buildScript()]);
});

after(async () => {
  await browser.close();
  await script.remove();
});

/** A shop that serves the script, and a page that stands on nothing yet; both go with the test. */
export async function openShopPage(
  test: TestContext,
  { policies = 'lit-html loyalite', ...sides }: Sides & { policies?: string } = {},
): Promise<{ shop: StrictShop; page: Page; complaints: string[] }> {
  const shop = await openStrictShop(script.folder, policies, sides);
  const { page, complaints } = await openPage(browser);
  test.after(async () => {
    await page.browserContext().close();
    await shop.close();
  });
  return { shop, page, complaints };
}
