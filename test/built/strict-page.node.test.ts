/** The built script serves a whole sale in a plain page under a policy that allows nothing it does not have to. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { buildScript } from '../support/built-script.js';
import { openBrowser, openPage, press } from '../support/browser.js';
import { openStrictShop, type StrictShop } from './strict-shop.js';

const ayse = '482193';

let browser: Browser;
let script: Awaited<ReturnType<typeof buildScript>>;

before(async () => {
  [browser, script] = await Promise.all([openBrowser(), buildScript()]);
});

after(async () => {
  await browser.close();
  await script.remove();
});

const heard = (page: Page): Promise<string[]> => page.evaluate(() => Reflect.get(globalThis, 'heard') as string[]);

/** Taps the PIN that the phone shows on the keypad of that element. */
async function enterPin(page: Page, { sandbox }: StrictShop, tag: string): Promise<string> {
  await page.waitForSelector(`${tag} >>> [part~=pin-input]`, { visible: true });
  const { pin } = sandbox.phone(ayse);
  assert.ok(pin, 'the phone shows a PIN');
  for (const digit of pin) await press(page, `${tag} >>> [part~=pin-key]::-p-text(${digit})`);
  await press(page, `${tag} >>> [part~=pin-submit]`);
  await page.waitForSelector(`${tag}:state(done)`);
  return pin;
}

for (const policies of ['lit-html loyalite', 'lit-html']) {
  describe(`a sale under a strict policy with the Trusted Types policies "${policies}"`, () => {
    it('is found, redeemed and earned with PINs, and violates nothing', async (test) => {
      const shop = await openStrictShop(script.folder, policies);
      const { page, complaints } = await openPage(browser);
      test.after(async () => {
        await page.browserContext().close();
        await shop.close();
      });
      await page.goto(shop.address);
      await page.waitForSelector('loyalite-lookup >>> [part~=input]');
      await page.$eval(
        'loyalite-lookup',
        (lookup, qr) => (lookup as unknown as { scan(text: string): void }).scan(qr),
        shop.sandbox.phone(ayse).qr,
      );
      await page.waitForSelector('loyalite-lookup:state(done)');
      // The card of the customer moves what stands below it.
      await page.waitForSelector('loyalite-lookup >>> [part~=result]', { visible: true });
      const pins: string[] = [];
      for (const tag of ['loyalite-redeem', 'loyalite-earn']) {
        if (tag === 'loyalite-redeem') await press(page, `${tag} >>> [part~=way]`);
        await press(page, `${tag} >>> [part~=submit]`);
        pins.push(await enterPin(page, shop, tag));
      }
      assert.deepEqual(await heard(page), ['found qr', 'redeemed pin', 'earned pin', 'complete']);
      // The browser itself logs the two questions for a PIN.
      assert.deepEqual(
        complaints.filter((line) => !line.includes('412')),
        [],
      );
      assert.deepEqual(shop.sandbox.ledger, [
        { operation: 'redeem', externalId: 'redeem_A-1001', customerCode: ayse, cardType: 'point', amount: 50 },
        { operation: 'earn', externalId: 'A-1001', customerCode: ayse, cardType: 'point', amount: 85.5 },
      ]);
      const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }) + document.documentElement.outerHTML);
      for (const pin of pins) assert.doesNotMatch(kept, new RegExp(`(?<![\\d.])${pin}(?!\\d)`));
    });

    it('draws itself: the styles of the elements pass the policy too', async (test) => {
      const shop = await openStrictShop(script.folder, policies);
      const { page } = await openPage(browser);
      test.after(async () => {
        await page.browserContext().close();
        await shop.close();
      });
      await page.goto(shop.address);
      const button = await page.waitForSelector('loyalite-lookup >>> [part~=submit]');
      const { height, display } = await button!.evaluate((element) => ({
        height: element.getBoundingClientRect().height,
        display: getComputedStyle(
          element.getRootNode() instanceof ShadowRoot ? (element.getRootNode() as ShadowRoot).host : element,
        ).display,
      }));
      assert.equal(display, 'block');
      assert.ok(height >= 48);
      assert.deepEqual(await heard(page), []);
    });
  });
}

describe('the policy of this test', () => {
  it('is in force: what it forbids is heard of', async (test) => {
    const shop = await openStrictShop(script.folder, 'lit-html');
    const { page } = await openPage(browser);
    test.after(async () => {
      await page.browserContext().close();
      await shop.close();
    });
    await page.goto(shop.address);
    await page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'body { color: red }';
      document.head.append(style);
      try {
        document.body.innerHTML = '<p>';
      } catch {
        // Trusted Types throw.
      }
    });
    await page.waitForFunction(() => (Reflect.get(globalThis, 'heard') as string[]).length >= 2);
    assert.ok((await heard(page)).every((line) => line.startsWith('violation')));
  });
});
