/** Whole sales with one kind of hand alone, on organisations of every preset: fingers on the glass, or keys. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { startDemo, type Demo } from '../../../demo/server.ts';
import { openBrowser } from '../support/browser.js';
import { Cashier } from './cashier.js';

const tags = { lookup: 'loyalite-lookup', redeem: 'loyalite-redeem', earn: 'loyalite-earn' } as const;
type Tag = (typeof tags)[keyof typeof tags] | 'loyalite-checkout';

let browser: Browser;
let demo: Demo;

before(async () => {
  [browser, demo] = await Promise.all([openBrowser(), startDemo({ port: 0, env: {}, watch: false })]);
});

after(async () => {
  await browser.close();
  await demo.close();
});

/** One way to work a till. */
interface Hand {
  /** Presses the part of a tag. */
  press(tag: Tag, part: string): Promise<void>;
  /** Writes into the part of a tag; on glass, with the system's own keyboard. */
  write(tag: Tag, part: string, text: string): Promise<void>;
  /** Gives the PIN to the dialog that asks for it. */
  enterPin(tag: Tag, pin: string): Promise<void>;
}

/** Fingers: touches alone, and text that comes without keys. */
function touch(page: Page): Hand {
  const tap = async (selector: string): Promise<void> => {
    const handle = await page.waitForSelector(selector, { visible: true });
    await handle?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const box = await handle?.boundingBox();
    assert.ok(box, selector);
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  };
  const press = (tag: Tag, part: string): Promise<void> => tap(`${tag} >>> [part~=${part}]`);
  return {
    press,
    async write(tag, part, text) {
      await press(tag, part);
      await page.keyboard.sendCharacter(text);
    },
    async enterPin(tag, pin) {
      // 1 to 9, delete, 0.
      for (const digit of pin) await tap(`${tag} >>> .keys button:nth-of-type(${digit === '0' ? 11 : digit})`);
      await press(tag, 'pin-submit');
    },
  };
}

/** Keys: Tab until the focus stands there, then Enter, the space bar for a tick, or the text. */
function keyboard(cashier: Cashier): Hand {
  const { page } = cashier;
  const reach = async (tag: Tag, part: string): Promise<void> => {
    const isThere = (): Promise<boolean> =>
      page.evaluate((name, wanted) => document.activeElement?.localName === name && document.activeElement.shadowRoot?.activeElement?.getAttribute('part') === wanted, tag, part);
    await page.focus('loyalite-lookup >>> #field');
    for (let step = 0; step < 30 && !(await isThere()); step += 1) await page.keyboard.press('Tab');
    assert.ok(await isThere(), `${tag} ${part} is not to be reached by Tab`);
  };
  return {
    async press(tag, part) {
      await reach(tag, part);
      await cashier.press(part.startsWith('consent') ? 'Space' : 'Enter');
    },
    async write(tag, part, text) {
      await reach(tag, part);
      await cashier.type(text);
    },
    async enterPin(tag, pin) {
      await cashier.stands(tag, 'pin-input');
      await cashier.type(pin);
      await cashier.press('Enter');
    },
  };
}

/** Submits, and gives a PIN where one is asked for; whether it was. */
async function book(cashier: Cashier, hand: Hand, tag: Tag): Promise<boolean> {
  await hand.press(tag, 'submit');
  await cashier.page.waitForSelector(`:is(${tag}:state(pin), ${tag}:state(done))`);
  const isAsked = await cashier.page.$eval(tag, (element) => (element as HTMLElementTagNameMap['loyalite-earn']).state === 'pin');
  if (isAsked) await hand.enterPin(tag, await cashier.pin());
  await cashier.sees(tag, 'done');
  return isAsked;
}

/** Which of redemption and earn ask for a PIN where the customer was scanned. */
const asks = { standard: [false, false], balanced: [true, false], strict: [true, true] } as const;

for (const way of ['touch', 'keyboard'] as const) {
  describe(`${way} alone`, () => {
    for (const [preset, pins] of Object.entries(asks)) {
      it(`redeems, earns and goes on to a new customer who enrols, on ${preset}`, async (test) => {
        const cashier = await Cashier.sitDown(browser, demo.till, preset);
        test.after(() => cashier.leave());
        const { page } = cashier;
        if (way === 'touch') await page.setViewport({ width: 1024, height: 768, hasTouch: true });
        const hand = way === 'touch' ? touch(page) : keyboard(cashier);
        await cashier.scan();
        assert.deepEqual([await book(cashier, hand, tags.redeem), await book(cashier, hand, tags.earn)], pins);
        await page.waitForSelector('loyalite-checkout >>> [part=next]');
        await hand.press('loyalite-checkout', 'next');
        await hand.write(tags.lookup, 'input', `new-${way}-${preset}@shop.example`);
        await hand.press(tags.lookup, 'submit');
        await cashier.sees(tags.lookup, 'consent');
        await hand.press(tags.lookup, 'consent-terms');
        await hand.press(tags.lookup, 'consent-privacy');
        await hand.press(tags.lookup, 'submit');
        await cashier.sees(tags.lookup, 'done');
        assert.match(await cashier.reads(tags.lookup, 'result'), /@shop\.example.*new/);
      });
    }
  });
}
