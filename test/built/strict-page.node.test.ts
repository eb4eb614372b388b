/** The built script serves a whole sale in a plain page under a policy that allows nothing it does not have to. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { press } from '../support/browser.js';
import { openShopPage } from './browser-and-script.js';
import type { StrictShop } from './strict-shop.js';

const ayse = '482193';

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
      const { shop, page, complaints } = await openShopPage(test, { policies });
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
      const { shop, page } = await openShopPage(test, { policies });
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

describe('a page that wants to be asked before a booking', () => {
  it('where the part that asks it cannot be loaded, nothing is sent, and once it can be the booking goes', async (test) => {
    const { shop, page } = await openShopPage(test, { sandbox: { preset: 'standard' } });
    let isThere = false;
    let posted = 0;
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (request.url().endsWith('/webhook/pos')) posted += 1;
      if (request.url().includes('before-booking') && !isThere) void request.abort();
      else void request.continue();
    });
    await page.goto(shop.address);
    await page.waitForSelector('loyalite-lookup >>> [part~=input]');
    await page.evaluate(`globalThis.asked = 0;
      document.querySelector('loyalite-checkout').beforeBooking = () => void (asked += 1);
      document.querySelector('loyalite-lookup').scan(${JSON.stringify(shop.sandbox.phone(ayse).qr)});`);
    await page.waitForSelector('loyalite-lookup:state(done)');
    await press(page, 'loyalite-earn >>> [part~=submit]');
    await page.waitForSelector('loyalite-earn:state(failed)');
    const told = await page.$eval('loyalite-earn', ({ error, shadowRoot }) => [
      error?.code,
      error?.message,
      shadowRoot?.querySelector('[part~=status]')?.textContent.replaceAll(/\s+/g, ' ').trim(),
    ]);
    assert.deepEqual(told, [
      'veto_failed',
      'A part of the script is missing or of another release.',
      'The till could not check this. Nothing was sent. Try again; if it stays so, tell the manager. The sale can go on.',
    ]);
    assert.deepEqual([posted, shop.sandbox.ledger.length], [0, 0]);
    isThere = true;
    await press(page, 'loyalite-earn >>> [part~=submit]');
    await page.waitForSelector('loyalite-earn:state(done)');
    assert.deepEqual([await page.evaluate('asked'), posted, shop.sandbox.ledger.length], [1, 1, 1]);
  });
});

describe('the policy of this test', () => {
  it('is in force: what it forbids is heard of', async (test) => {
    const { shop, page } = await openShopPage(test, { policies: 'lit-html' });
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
