/** What is tapped while the conversation's file is still on its way, or cannot be had: asked once, as it was tapped, or not at all. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { HTTPRequest, Page } from 'puppeteer-core';
import { openShopPage } from './browser-and-script.js';
import type { StrictShop } from './strict-shop.js';

const ayse = {
  customerCode: '482193',
  maskedEmail: 'a***@gmail.com',
  pointBalance: 120,
  stampCount: 4,
  isNew: false,
  manualCode: false,
  verification: 'qr',
};

interface Till {
  page: Page;
  shop: StrictShop;
  complaints: string[];
  /** Names of the scripts asked for so far. */
  asked: string[];
  /** Lets the file come that is held back, or with `false` makes every request for it fail. */
  release(isThere: boolean): Promise<void>;
}

/** A till that was painted, with the conversation's file held back. */
async function openTill(test: TestContext, { isFailing = false } = {}): Promise<Till> {
  const { shop, page, complaints } = await openShopPage(test, { sandbox: { preset: 'standard' } });
  const asked: string[] = [];
  const held: HTTPRequest[] = [];
  let [isHolding, fails] = [!isFailing, isFailing];
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const name = new URL(request.url()).pathname;
    if (name.endsWith('.js')) asked.push(name);
    const isConversation = name.includes('loyalite-conversation');
    if (isConversation && isHolding) held.push(request);
    else void (isConversation && fails ? request.abort() : request.continue());
  });
  await page.goto(shop.address);
  await page.waitForSelector('loyalite-lookup >>> [part~=input]');
  const release = async (isThere: boolean): Promise<void> => {
    [isHolding, fails] = [false, !isThere];
    await Promise.all(held.splice(0).map((request) => (isThere ? request.continue() : request.abort())));
  };
  return { page, shop, complaints, asked, release };
}

/** Gives the sale its customer and submits the earn in one go, and says in which state that ends. */
const earn = (page: Page): Promise<string> =>
  page.evaluate(async (customer) => {
    Object.assign(document.querySelector('loyalite-checkout') as object, { customer });
    const tag = document.querySelector('loyalite-earn') as unknown as { submit(): void; state: string };
    await (document.querySelector('loyalite-checkout') as unknown as { updateComplete: Promise<unknown> })
      .updateComplete;
    tag.submit();
    return tag.state;
  }, ayse);

const state = (page: Page, tag: string): Promise<string> =>
  page.$eval(tag, (element) => (element as unknown as { state: string }).state);

describe('before the conversation is loaded', () => {
  it('the till is drawn, and asks for its file once it was painted', async (test) => {
    const { page, asked, complaints } = await openTill(test);
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length === 1);
    await page.waitForFunction(
      () => document.querySelector('loyalite-lookup')?.shadowRoot?.querySelector('[part~=submit]')?.clientHeight,
    );
    assert.match(await page.$eval('loyalite-lookup >>> [part~=submit]', (button) => button.textContent), /Find/);
    if (!asked.some((name) => name.includes('loyalite-conversation')))
      await page.waitForRequest((request) => request.url().includes('loyalite-conversation'));
    assert.ok(asked.indexOf('/dist/loyalite.js') >= 0);
    assert.deepEqual(complaints, []);
  });

  it('a look-up waits, says so, and is asked once', async (test) => {
    const { page, shop, release } = await openTill(test);
    await page.$eval(
      'loyalite-lookup',
      (lookup, qr) => (lookup as unknown as { scan(text: string): void }).scan(qr),
      shop.sandbox.phone(ayse.customerCode).qr,
    );
    assert.equal(await state(page, 'loyalite-lookup'), 'pending');
    await page.waitForSelector('loyalite-lookup >>> [part~=cancel]', { visible: true });
    assert.deepEqual(await heard(page), []);
    await release(true);
    await page.waitForSelector('loyalite-lookup:state(done)');
    assert.deepEqual(await heard(page), ['found qr']);
  });

  it('an earn is booked once, for the sum that stood there when it was tapped', async (test) => {
    const { page, shop, release } = await openTill(test);
    assert.equal(await earn(page), 'pending');
    await page.$eval('loyalite-checkout', (checkout) => checkout.setAttribute('amount', '99.00'));
    await page.$eval('loyalite-earn', (tag) => (tag as unknown as { submit(): void }).submit());
    assert.deepEqual(shop.sandbox.ledger, []);
    await release(true);
    await page.waitForSelector('loyalite-earn:state(done)');
    assert.deepEqual(
      shop.sandbox.ledger.map(({ externalId, amount }) => [externalId, amount]),
      [['A-1001', 85.5]],
    );
    assert.equal((await heard(page)).at(-1), 'complete');
  });

  it('it can be called back, and is then not sent when the file comes', async (test) => {
    const { page, shop, release } = await openTill(test);
    await earn(page);
    await page.$eval('loyalite-earn', (tag) => (tag as unknown as { cancel(): void }).cancel());
    assert.equal(await state(page, 'loyalite-earn'), 'canceled');
    await release(true);
    // The file is there when a look-up goes through.
    await find(page);
    assert.equal(await state(page, 'loyalite-earn'), 'canceled');
    assert.deepEqual(shop.sandbox.ledger, []);
  });

  it('a listener that calls it back as soon as it hears of it has called it back', async (test) => {
    const { page, shop, release } = await openTill(test);
    await page.evaluate(`addEventListener('loyalite-statechange', ({ target }) => target.cancel(), { once: true })`);
    assert.equal(await earn(page), 'canceled');
    await release(true);
    await find(page);
    assert.equal(await state(page, 'loyalite-earn'), 'canceled');
    assert.deepEqual(shop.sandbox.ledger, []);
  });

  it('what was tapped for an order is not sent for the next one', async (test) => {
    const { page, shop, release } = await openTill(test);
    await earn(page);
    await page.$eval('loyalite-checkout', (checkout) => checkout.setAttribute('order-id', 'A-1002'));
    await release(true);
    await find(page);
    assert.notEqual(await state(page, 'loyalite-earn'), 'pending');
    assert.deepEqual(shop.sandbox.ledger, []);
  });

  it('a file that cannot be had is told as such, nothing was sent, and the next tap tries again', async (test) => {
    const { page, shop, release } = await openTill(test, { isFailing: true });
    await earn(page);
    await page.waitForSelector('loyalite-earn:state(failed)');
    const told = await page.$eval('loyalite-earn', (tag) => {
      const { error } = tag as unknown as { error: { code: string; retryable: boolean } };
      return [error.code, error.retryable, tag.shadowRoot?.querySelector('[role=alert]')?.textContent];
    });
    assert.deepEqual(told.slice(0, 2), ['unreachable', true]);
    assert.match(String(told[2]), /No connection\.\s+Nothing was sent\. Try again\./);
    assert.deepEqual(shop.sandbox.ledger, []);
    await release(true);
    await page.$eval('loyalite-earn', (tag) => (tag as unknown as { submit(): void }).submit());
    await page.waitForSelector('loyalite-earn:state(done)');
    assert.equal(shop.sandbox.ledger.length, 1);
  });

  it('what an earlier page left unanswered is offered once the file is there', async (test) => {
    const { page, shop, release } = await openTill(test);
    await release(true);
    await page.evaluate(
      `document.querySelector('loyalite-checkout').fetch = (...call) => fetch(...call).then(() => Promise.reject(new TypeError('lost')))`,
    );
    await earn(page);
    await page.waitForSelector('loyalite-earn:state(unconfirmed)');
    await page.reload();
    // The proxy has seen the answer: asked what became of it, it may say so at once.
    await page.waitForSelector('loyalite-earn:is(:state(unconfirmed), :state(done))');
    assert.equal(shop.sandbox.ledger.length, 1);
  });
});

describe('a script under an address of the page’s own', () => {
  it('is run once, its parts with it, and serves a customer', async (test) => {
    const { shop, page, complaints } = await openShopPage(test, { sandbox: { preset: 'standard' } });
    const asked: string[] = [];
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      asked.push(new URL(request.url()).pathname);
      if (request.resourceType() !== 'document') return void request.continue();
      void fetch(request.url()).then(async (answer) =>
        request.respond({
          headers: Object.fromEntries(answer.headers),
          body: (await answer.text()).replace('/dist/loyalite.js', '/dist/loyalite.js?v=3'),
        }),
      );
    });
    await page.goto(shop.address);
    await page.waitForSelector('loyalite-lookup >>> [part~=input]');
    await earn(page);
    await page.waitForSelector('loyalite-earn:state(done)');
    assert.match(
      await page.$eval('loyalite-earn >>> [part~=status]', (line) => line.textContent),
      /points?,\s+now 20\d|given/,
    );
    assert.equal(asked.filter((path) => path === '/dist/loyalite.js').length, 1);
    assert.deepEqual(complaints, []);
  });
});

const heard = (page: Page): Promise<string[]> => page.evaluate(() => Reflect.get(globalThis, 'heard') as string[]);

/** Looks a customer up by code: what that needs is there then. */
async function find(page: Page): Promise<void> {
  await page.evaluate(() => {
    const lookup = document.createElement('loyalite-lookup');
    lookup.id = 'other';
    lookup.setAttribute('endpoint', '/loyalite');
    lookup.setAttribute('value', '482193');
    document.body.append(lookup);
    (lookup as unknown as { submit(): void }).submit();
  });
  await page.waitForSelector('#other:state(done)');
}
