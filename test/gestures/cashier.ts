/** A cashier at the demo: every tap, key and scan is counted, and nothing else is touched. */
import { typeScan } from '../support/hand-scanner.js';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { calm, openPage } from '../support/browser.js';

/** What one sale took. A word that is typed, a code or an address, counts as one, as people speak of it. */
export interface Count {
  scans: number;
  taps: number;
  words: number;
  keys: number;
}

/** As a person types; a burst would be taken for a hand scanner's. */
const byHand = { delay: 150 };

export class Cashier {
  readonly page: Page;
  #count: Count = { scans: 0, taps: 0, words: 0, keys: 0 };

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the till on a sandbox of that preset. */
  static async sitDown(browser: Browser, address: string, preset: string): Promise<Cashier> {
    const { page } = await openPage(browser);
    await page.goto(address);
    await page.waitForFunction(() => document.querySelector('iframe')?.contentDocument?.querySelector('[data-scan]'));
    await page.evaluate(
      (wanted) =>
        fetch('/demo/preset', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(wanted),
        }),
      preset,
    );
    await page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll<HTMLInputElement>('#preset input')].some(
          ({ checked, parentElement }) => checked && parentElement?.textContent === wanted,
        ),
      {},
      preset,
    );
    return new Cashier(page);
  }

  /** What it took since the last look. */
  take(): Count {
    const count = this.#count;
    this.#count = { scans: 0, taps: 0, words: 0, keys: 0 };
    return count;
  }

  /** A hand scanner types the text of the customer's QR, and Enter, faster than any hand. */
  async scan(): Promise<void> {
    const { qr } = await this.#screenOf('482193');
    await this.#pull(qr, 'loyalite-lookup:state(done)');
  }

  /** And that of a coupon, once one is awaited; resolves when a PIN is asked for, or the coupon is redeemed. */
  async scanCoupon(token: string): Promise<void> {
    await this.page.waitForSelector('loyalite-redeem >>> [part=scan]');
    await this.#reachOut();
    await this.#pull(token, 'loyalite-redeem:is(:state(pin), :state(done))');
  }

  /** The texts of the coupons that the customer's phone shows. */
  async coupons(): Promise<string[]> {
    const { coupons } = await this.#screenOf('482193');
    return coupons.map(({ qrToken }) => qrToken);
  }

  /** Ten stamps for the customer, and with them a coupon, from another till. */
  async fillCard(id: string): Promise<void> {
    const status = await this.page.evaluate(async (externalId) => {
      const body = JSON.stringify({
        customer_code: 482193,
        amount: 10,
        card_type: 'stamp',
        external_id: externalId,
        manual_code: false,
      });
      return (
        await fetch('/loyalite/webhook/pos', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      ).status;
    }, id);
    if (status !== 200) throw new Error(`no stamps: ${status}`);
  }

  /** What the customer's phone shows. */
  #screenOf(customerCode: string): Promise<{ qr: string; coupons: { qrToken: string }[] }> {
    return this.page.evaluate(async (code) => {
      const { body } = await fetch(`/demo/phone/${code}`);
      const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
      let told = '';
      while (reader && !/^data: .*\n\n/m.test(told)) told += (await reader.read()).value ?? '';
      void reader?.cancel();
      return JSON.parse(/^data: (.*)$/m.exec(told)?.[1] ?? '{}') as { qr: string; coupons: { qrToken: string }[] };
    }, customerCode);
  }

  /** On a busy machine even real keys may come at a person's pace: then the trigger is pulled again. */
  async #pull(text: string, heard: string): Promise<void> {
    this.#count.scans += 1;
    for (let pulls = 3; pulls > 0; pulls -= 1) {
      await typeScan(this.page, text);
      const isHeard = await this.page.waitForSelector(heard, { timeout: 5_000 }).catch(() => null);
      if (isHeard) break;
    }
    await this.#reachOut();
  }

  /** No hand is as quick as the second Enter that some scanners send, nor as what begins to listen to one. */
  async #reachOut(): Promise<void> {
    await this.page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), byHand.delay);
  }

  /** A word into whatever has the focus. */
  async type(word: string): Promise<void> {
    this.#count.words += 1;
    await this.page.keyboard.type(word, byHand);
  }

  async press(...keys: ('Enter' | 'Space' | 'Tab' | 'Escape')[]): Promise<void> {
    for (const key of keys) {
      this.#count.keys += 1;
      await this.page.keyboard.press(key, byHand);
    }
  }

  /** A finger on the part of a tag. */
  async tap(tag: string, part: string): Promise<void> {
    await this.#tap(tag, `[part~=${part}]`);
  }

  /** The last one of those. */
  async tapLast(tag: string, part: string): Promise<void> {
    await this.#tap(tag, `[part~=${part}]:last-of-type`);
  }

  async #tap(tag: string, part: string): Promise<void> {
    this.#count.taps += 1;
    const handle = await this.page.waitForSelector(`${tag} >>> ${part}`, { visible: true });
    await handle?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await calm(this.page);
    const box = await handle?.boundingBox();
    if (!box) throw new Error(`nothing to tap: ${tag} ${part}`);
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  }

  /** The PIN that the customer reads from the phone. */
  async pin(): Promise<string> {
    const shown = await this.#phone.waitForSelector('[data-pin]');
    return shown?.evaluate((element) => element.textContent) ?? '';
  }

  /** Resolves when the tag has come to the state, and the focus to where it goes. */
  async sees(tag: string, state: string): Promise<void> {
    await this.page.waitForSelector(`${tag}:state(${state})`);
  }

  /** Resolves when the focus stands on that part; fails with where it stands instead. */
  async stands(tag: string, part: string): Promise<void> {
    const wanted = `${tag} ${part}`;
    try {
      await this.page.waitForFunction(`(${focused.toString()})() === ${JSON.stringify(wanted)}`, { timeout: 5000 });
      await calm(this.page);
    } catch {
      throw new Error(
        `the focus stands on ${await this.page.evaluate(focused)}, not on ${wanted}: ${await this.#screen()}`,
      );
    }
  }

  /** The text of a part. */
  async reads(tag: string, part: string): Promise<string> {
    const handle = await this.page.waitForSelector(`${tag} >>> [part~=${part}]`);
    return (await handle?.evaluate((element) => element.textContent.replace(/\s+/g, ' ').trim())) ?? '';
  }

  leave(): Promise<void> {
    return this.page.browserContext().close();
  }

  /** What stands on the screen, for whoever looks into a failure. */
  #screen(): Promise<string> {
    return this.page.$$eval('loyalite-lookup, loyalite-redeem, loyalite-earn', (tags) =>
      tags
        .map(
          ({ state, shadowRoot }) => `${state} ${shadowRoot?.querySelector('[part=status]')?.textContent.trim() ?? ''}`,
        )
        .join('; '),
    );
  }

  get #phone(): Frame {
    const frame = this.page.frames().find((one) => one.url().includes('/phone/'));
    if (!frame) throw new Error('no phone');
    return frame;
  }
}

/** Runs in the page: the tag and the part that have the focus. */
function focused(): string {
  const tag = document.activeElement;
  return `${tag?.localName ?? ''} ${tag?.shadowRoot?.activeElement?.getAttribute('part') ?? ''}`;
}
