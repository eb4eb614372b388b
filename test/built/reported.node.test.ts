/**
 * An answer is lost after the service has booked, on Strict, in the page that a merchant without a bundler serves; the page is
 * reloaded and the customer has gone. All that is left is the service's signed event, which meets one trouble after the other.
 */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Page } from 'puppeteer-core';
import { createFaults, type EventFault } from '../../src/sandbox.js';
import { openPage, press } from '../support/browser.js';
import { browser, script } from './browser-and-script.js';
import { openStrictShop, type StrictShop } from './strict-shop.js';

const ayse = '482193';
const secret = 'whsec_of_the_strict_shop';

/** A page of a shop whose service reports its bookings, and both of its lines. */
interface Scene {
  page: Page;
  shop: StrictShop;
  /** Loses the answers to come between service and proxy. */
  loseAnswers: () => void;
  /** What reached the service, by its path. */
  sent: string[];
  /** The merchant's address for events, away until now, is there when the service tries again. */
  letEvents: () => Promise<void>;
}

async function open(test: TestContext): Promise<Scene> {
  const sent: string[] = [];
  const network = createFaults({
    fetch: (request: Request) => {
      sent.push(new URL(request.url).pathname);
      return fetch(request);
    },
  });
  const line = { ahead: 0, isOpen: false };
  const now = (): number => Date.now() + line.ahead;
  const take = async (request: Request): Promise<Response> => {
    if (!line.isOpen) return new Response(null, { status: 503 });
    return fetch(`${shop.address}/loyalite/events`, request);
  };
  const shop = await openStrictShop(script.folder, 'lit-html loyalite', {
    sandbox: { now, events: { to: take, secret } },
    proxy: { now, fetch: network.fetch, webhooks: { secrets: secret, exclusive: 0, organization: 'sandbox' } },
  });
  const { page } = await openPage(browser);
  test.after(async () => {
    await page.browserContext().close();
    await shop.close();
  });
  const letEvents = async (): Promise<void> => {
    line.ahead += 61_000;
    line.isOpen = true;
    await shop.sandbox.events?.deliver();
  };
  return { page, shop, sent, letEvents, loseAnswers: () => network.next('drop-after', { times: 3 }) };
}

/** An earn with the customer's PIN, booked and not answered; the page is opened anew, and nobody shows a code to it. */
async function loseAndReload(test: TestContext, fault?: EventFault): Promise<Scene> {
  const scene = await open(test);
  const { page, shop } = scene;
  await page.goto(shop.address);
  await page.waitForSelector('loyalite-lookup >>> [part~=input]');
  await page.$eval(
    'loyalite-lookup',
    (lookup, qr) => (lookup as unknown as { scan(text: string): void }).scan(qr),
    shop.sandbox.phone(ayse).qr,
  );
  await page.waitForSelector('loyalite-lookup:state(done)');
  await press(page, 'loyalite-earn >>> [part~=submit]');
  await page.waitForSelector('loyalite-earn >>> [part~=pin-input]', { visible: true });
  scene.loseAnswers();
  if (fault) shop.sandbox.events?.next(fault);
  const { pin } = shop.sandbox.phone(ayse);
  for (const digit of pin ?? '') await press(page, `loyalite-earn >>> [part~=pin-key]::-p-text(${digit})`);
  await press(page, 'loyalite-earn >>> [part~=pin-submit]');
  await page.waitForSelector('loyalite-earn:state(unconfirmed)');
  await page.reload();
  await page.waitForSelector('loyalite-earn:state(unconfirmed)');
  scene.sent.length = 0;
  return scene;
}

/** What holds in every case: one booking, no PIN asked for, nothing posted since the reload. */
async function assertUntouched({ page, shop, sent }: Scene): Promise<void> {
  assert.equal(shop.sandbox.ledger.length, 1);
  assert.equal(await page.$('loyalite-earn >>> [part~=pin-dialog]'), null);
  assert.deepEqual(
    sent.filter((path) => path !== '/webhook/customer'),
    [],
  );
}

/** Resolves when the page has been told so often what was reported. */
async function toldTimes({ page }: Scene, count: number): Promise<void> {
  for (let told = 0; told < count; told += 1)
    await page.waitForResponse((response) => new URL(response.url()).pathname === '/loyalite/outcome');
}

describe('a lost answer on Strict, after a reload and with the customer gone', () => {
  for (const [title, fault] of [
    ['comes when the receiver is there again', undefined],
    ['comes late', 'late'],
    ['comes twice', 'twice'],
  ] as const) {
    it(`turns green by its event, which ${title}, at the next question`, async (test) => {
      const scene = await loseAndReload(test, fault);
      const { page, shop } = scene;
      let questions = 0;
      await scene.letEvents();
      page.on('request', (request) => (questions += request.url().includes('/loyalite/outcome') ? 1 : 0));
      const started = performance.now();
      await page.waitForSelector('loyalite-earn:state(done)');
      test.diagnostic(`green after ${(performance.now() - started).toFixed(0)} ms`);
      // The page asks more than once a second at first; a question that was under way may have been answered before.
      assert.ok(questions <= 1, `asked ${questions} times`);
      assert.equal(await page.$eval('loyalite-earn', ({ result }) => result?.confirmedBy), 'event');
      assert.deepEqual(await page.evaluate(() => Reflect.get(globalThis, 'heard') as string[]), ['earned qr']);
      assert.equal(shop.sandbox.events?.deliveries[0]?.status, 'delivered');
      await assertUntouched(scene);
    });
  }

  for (const [title, fault, answer] of [
    ['never comes', 'never', undefined],
    ['is forged', 'wrong-signature', 401],
  ] as const) {
    it(`stays not known where its event ${title}`, async (test) => {
      const scene = await loseAndReload(test, fault);
      const { page, shop } = scene;
      await scene.letEvents();
      await toldTimes(scene, 2);
      assert.equal(await page.$eval('loyalite-earn', ({ state }) => state), 'unconfirmed');
      assert.equal(shop.sandbox.events?.deliveries[0]?.answer, answer);
      await assertUntouched(scene);
    });
  }
});
