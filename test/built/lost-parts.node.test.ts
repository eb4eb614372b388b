/**
 * Every part of the built script gets lost on its first way: the till asks for it again, under another address, because browsers
 * keep in mind that a script could not be loaded, and give the same failure for the same address until the page is loaded anew.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Page } from 'puppeteer-core';
import { press } from '../support/browser.js';
import { openShopPage, script } from './browser-and-script.js';

describe('a till that loses each part of the script once', () => {
  it('gets all of them under another address, and the purchase is booked once', async (test) => {
    const { shop, page } = await openShopPage(test, { sandbox: { preset: 'standard' } });
    const lost = new Map<string, string>();
    const got = new Map<string, string[]>();
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      const part = /loyalite-[\w-]+\.js$/.exec(pathname)?.[0];
      if (!part) return void request.continue();
      const first = lost.get(part);
      if (first === undefined) lost.set(part, search);
      // As a browser that keeps it in mind: nothing comes from an address that failed.
      if (first === undefined || first === search) return void request.abort();
      got.set(part, [...(got.get(part) ?? []), search]);
      void request.continue();
    });
    await page.goto(shop.address);
    await page.waitForSelector('loyalite-lookup >>> [part~=input]');
    await page.evaluate("document.querySelector('loyalite-checkout').beforeBooking = () => undefined");
    const untilDone = async (tag: string, act: () => Promise<unknown>): Promise<void> => {
      for (let tries = 0; tries < 6; tries += 1) {
        await act();
        await page.waitForSelector(`${tag}:is(:state(done), :state(failed))`);
        if (await page.$(`${tag}:state(done)`)) return;
      }
      assert.fail(`${tag} is not done`);
    };
    const { qr } = shop.sandbox.phone('482193');
    await untilDone('loyalite-lookup', () =>
      page.evaluate(`(async () => {
        const lookup = document.querySelector('loyalite-lookup');
        const ended = new Promise((resolve) => {
          for (const name of ['loyalite-found', 'loyalite-error']) lookup.addEventListener(name, resolve, { once: true });
        });
        lookup.scan(${JSON.stringify(qr)});
        await ended;
      })()`),
    );
    await untilDone('loyalite-earn', async () => {
      const ended = page.evaluate(
        `new Promise((resolve) => { for (const name of ['loyalite-earned', 'loyalite-error'])
          document.querySelector('loyalite-earn').addEventListener(name, resolve, { once: true }); })`,
      );
      await press(page, 'loyalite-earn >>> [part~=submit]');
      await ended;
    });
    for (const part of ['conversation', 'before-booking']) assert.ok(got.has(`loyalite-${part}.js`), part);
    for (const [part, addresses] of got)
      assert.equal(addresses.length, 1, `${part} stands twice: ${String(addresses)}`);
    assert.equal(shop.sandbox.ledger.length, 1);
  });
});

describe('a till whose parts come from another release', () => {
  /** A till that gets those parts as another build would send them; all others as they are. */
  async function openTill(test: TestContext, isOther: (part: string) => boolean): ReturnType<typeof openShopPage> {
    const till = await openShopPage(test, { sandbox: { preset: 'standard' } });
    await till.page.setRequestInterception(true);
    till.page.on('request', (request) => {
      const part = /loyalite-[\w-]+\.js$/.exec(new URL(request.url()).pathname)?.[0];
      if (!part || !isOther(part)) return void request.continue();
      const text = readFileSync(join(script.folder, part), 'utf8');
      const body = text.replaceAll(/loyalite-elements [\da-f]{10}/g, 'loyalite-elements 0123456789');
      return void request.respond({ contentType: 'text/javascript', body });
    });
    await till.page.goto(till.shop.address);
    await till.page.waitForSelector('loyalite-lookup >>> [part~=input]');
    return till;
  }

  /** What a tag told of an ending that is no result, once the cashier reads that the page is out of date. */
  async function told(page: Page, tag: string): Promise<unknown> {
    await page.waitForSelector(`${tag}:state(failed)`);
    await page.waitForFunction(
      `document.querySelector('${tag}').shadowRoot.querySelector('[part=status]').textContent.includes('This page is out of date.')`,
    );
    return page.evaluate(
      `(({ error: { code, retryable } }) => ({ code, retryable }))(document.querySelector('${tag}'))`,
    );
  }

  it('sends nothing, and says that the page is out of date rather than that there is no connection', async (test) => {
    const { page, shop } = await openTill(test, () => true);
    await page.evaluate("document.querySelector('loyalite-lookup').scan('482193')");
    assert.deepEqual(await told(page, 'loyalite-lookup'), { code: 'outdated', retryable: false });
    assert.equal(shop.sandbox.ledger.length, 0);
  });

  it('says so of the part that asks the page before a booking, which is loaded long after the page', async (test) => {
    const { page, shop } = await openTill(test, (part) => part === 'loyalite-before-booking.js');
    await page.evaluate(`document.querySelector('loyalite-checkout').beforeBooking = () => undefined;
      document.querySelector('loyalite-lookup').scan(${JSON.stringify(shop.sandbox.phone('482193').qr)});`);
    await page.waitForSelector('loyalite-lookup:state(done)');
    await press(page, 'loyalite-earn >>> [part~=submit]');
    assert.deepEqual(await told(page, 'loyalite-earn'), { code: 'outdated', retryable: false });
    assert.equal(shop.sandbox.ledger.length, 0);
  });
});

describe('the parts of the script', () => {
  it('are loaded by its own way alone, those that a part needs as well', () => {
    for (const name of readdirSync(script.folder).filter((one) => one.endsWith('.js')))
      assert.doesNotMatch(
        readFileSync(join(script.folder, name), 'utf8'),
        /(?:import\(|from|import)\s*["'`]\.\/loyalite/,
        name,
      );
  });
});
