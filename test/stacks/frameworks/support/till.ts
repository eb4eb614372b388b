/** An example in a real browser with a service of its own behind it, and the cashier who works there. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'puppeteer-core';
import { createBackend, type Backend } from '../../../../demo/frameworks/backend.js';
import { serve, type Handler } from '../../../../demo/frameworks/serve.js';
import { openPage, press } from '../../../support/browser.js';
import { typeScan } from '../../../support/hand-scanner.js';

/** The customer of every test. */
export const customer = '482193';
/** As a person types; a burst would be taken for a hand scanner's. */
const byHand = { delay: 200 };

/** How a till is opened. */
export interface TillOptions {
  /** Where the page is, if it is not served by the test: a dev server that passes `/loyalite` on to the till's address. */
  readonly page?: (address: string) => Promise<string>;
  /** Comes before the backend's answers. */
  readonly before?: (request: Request) => Promise<void>;
  /** Runs in the page before anything else does. */
  readonly script?: string;
  readonly javaScript?: boolean;
}

/** An open till. */
export class Till {
  readonly page: Page;
  readonly backend: Backend;
  readonly #complaints: string[];
  readonly #close: () => Promise<void>;

  constructor(page: Page, backend: Backend, complaints: string[], close: () => Promise<void>) {
    this.page = page;
    this.backend = backend;
    this.#complaints = complaints;
    this.#close = close;
  }

  /** Serves the example under the strict preset, which asks for a PIN on every action, and opens it. */
  static async open(
    browser: Browser,
    app: Handler,
    { page: where, before, script, javaScript = true }: TillOptions = {},
  ): Promise<Till> {
    const backend = createBackend('strict');
    const served = await serve(async (request) => {
      await before?.(request);
      return backend.answer(request) ?? app(request);
    });
    const { page, complaints } = await openPage(browser);
    await page.setJavaScriptEnabled(javaScript);
    if (script) await page.evaluateOnNewDocument(script);
    await page.goto((await where?.(served.address)) ?? served.address, { waitUntil: 'load' });
    return new Till(page, backend, complaints, async () => {
      await page.browserContext().close();
      await served.close();
    });
  }

  /** What was booked: `['redeem', 50]`. */
  get booked(): [string, number | string][] {
    return this.backend.sandbox.ledger.map(({ operation, amount }) => [operation, amount]);
  }

  /** A hand scanner reads the customer's phone. */
  async scan(): Promise<void> {
    await this.page.waitForSelector('loyalite-lookup:state(idle)');
    // On a busy machine even real keys may come at a person's pace: then the trigger is pulled again.
    for (let pulls = 3; pulls > 0; pulls -= 1) {
      await typeScan(this.page, this.backend.sandbox.phone(customer).qr);
      if (await this.page.waitForSelector('loyalite-lookup:state(done)', { timeout: 5_000 }).catch(() => null)) return;
    }
    assert.fail('the scan was not taken');
  }

  /** Redeems points with the PIN that the phone shows. */
  async redeem(points: string): Promise<void> {
    await this.tap('loyalite-redeem', 'way');
    await this.fill('loyalite-redeem', 'input', points);
    await this.tap('loyalite-redeem', 'submit');
    await this.enterPin('loyalite-redeem');
    await this.reach('loyalite-redeem', 'done');
  }

  /** Credits the purchase with the PIN that the phone shows. */
  async earn(): Promise<void> {
    await this.tap('loyalite-earn', 'submit');
    await this.enterPin('loyalite-earn');
    await this.reach('loyalite-earn', 'done');
  }

  async enterPin(tag: string): Promise<void> {
    await this.reach(tag, 'pin');
    await this.fill(tag, 'pin-input', this.backend.sandbox.phone(customer).pin ?? '');
    await this.tap(tag, 'pin-submit');
  }

  /** Waits for a state; says where the element stands when it does not come. */
  async reach(tag: string, state: string): Promise<void> {
    await this.page.waitForSelector(`${tag}:state(${state})`, { timeout: 10_000 }).catch(async () => {
      const found = await this.page.$eval(tag, (element) => {
        const { state: standing, error } = element as unknown as { state: string; error: { message: string } | null };
        return `${standing} ${error?.message ?? ''}`;
      });
      assert.fail(`${tag} is ${found}, not ${state}; ${this.#complaints.join('; ')}`);
    });
  }

  /** The state that an element comes to when it waits for the service no more. */
  async settles(tag: string): Promise<string> {
    const found = await this.page.waitForSelector(`${tag}:is(:state(pin), :state(done), :state(failed))`);
    return (await found?.evaluate((element) => (element as unknown as { state: string }).state)) ?? '';
  }

  async tap(tag: string, part: string): Promise<void> {
    await press(this.page, `${tag} >>> [part~=${part}]`);
  }

  async fill(tag: string, part: string, text: string): Promise<void> {
    const field = await this.page.waitForSelector(`${tag} >>> [part~=${part}]`, { visible: true });
    await field?.click({ count: 3 });
    await field?.type(text, byHand);
  }

  /** Waits until the page shows exactly that text. */
  async shows(selector: string, text: string): Promise<void> {
    const is = (place: string, wanted: string): boolean => document.querySelector(place)?.textContent.trim() === wanted;
    await this.page.waitForFunction(is, { polling: 50, timeout: 10_000 }, selector, text).catch(async () => {
      assert.equal(await this.text(selector), text);
    });
  }

  /** The text of an element of the page. */
  text(selector: string): Promise<string> {
    return this.page.$eval(selector, (element) => element.textContent.replace(/\s+/g, ' ').trim());
  }

  /** The text of a part of a tag. */
  async reads(tag: string, part: string): Promise<string> {
    const handle = await this.page.waitForSelector(`${tag} >>> [part~=${part}]`);
    return (await handle?.evaluate((element) => element.textContent.replace(/\s+/g, ' ').trim())) ?? '';
  }

  /** What the page complained about. A PIN that is asked for is a 412, which browsers take for a failure. */
  get complaints(): string[] {
    return this.#complaints.filter((one) => !one.startsWith('Failed to load resource'));
  }

  close(): Promise<void> {
    return this.#close();
  }
}

/** A whole sale and the next one, as the page sees it in any framework. */
export async function sell(till: Till): Promise<void> {
  await till.shows('h1', 'Order A-1001');
  await till.scan();
  await till.redeem('50');
  await till.shows('#to-pay', '80.50');
  assert.match(
    await till.page.$eval(
      'loyalite-earn',
      (earn) => earn.shadowRoot?.querySelector('[part=submit]')?.textContent ?? '',
    ),
    /Add points for .*85\.50/,
    'the wording, an object, has arrived',
  );
  await till.earn();
  await till.page.waitForSelector('#receipts li');
  assert.match(await till.text('#receipts li'), /^A-1001 \S+\*\S+: \d+ points$/);
  assert.deepEqual(till.booked, [
    ['redeem', 50],
    ['earn', 85.5],
  ]);

  await till.tap('loyalite-checkout', 'next');
  await till.shows('h1', 'Order A-1002');
  await till.shows('#to-pay', '85.50');
  await till.scan();
  await till.earn();
  await till.page.waitForSelector('#receipts li:nth-child(2)');
  assert.match(await till.text('#receipts li:nth-child(2)'), /^A-1002 /);
  assert.deepEqual(till.booked, [
    ['redeem', 50],
    ['earn', 85.5],
    ['earn', 85.5],
  ]);
}
