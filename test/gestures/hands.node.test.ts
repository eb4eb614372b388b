/** Whole sales with one kind of hand alone, on organisations of every preset: fingers on the glass, or keys. */
import assert from 'node:assert/strict';
import { before, describe, it, type TestContext } from 'node:test';
import type { Page } from 'puppeteer-core';
import { startDemo } from '../../demo/server.ts';
import { calm } from '../support/browser.js';
import { Cashier } from './cashier.js';
import { browser, demo, started } from '../support/running-demo.js';

const tags = { lookup: 'loyalite-lookup', redeem: 'loyalite-redeem', earn: 'loyalite-earn' } as const;
type Tag = (typeof tags)[keyof typeof tags] | 'loyalite-checkout';

before(async () => {
  await started;
  // So many coupons are redeemed here, and the customer has one.
  const cashier = await Cashier.sitDown(browser, demo.till, 'standard');
  for (let card = 1; card < 10; card += 1) await cashier.fillCard(`card-${card}`);
  await cashier.leave();
});

/** One way to work a till. */
interface Hand {
  /** Presses the part of a tag. */
  press(tag: Tag, part: string): Promise<void>;
  /** Writes into the part of a tag; on glass, with the system's own keyboard. */
  write(tag: Tag, part: string, text: string): Promise<void>;
  /** Chooses coupons among what can be redeemed. */
  chooseCoupon(): Promise<void>;
  /** Gives the PIN to the dialog that asks for it. */
  enterPin(tag: Tag, pin: string): Promise<void>;
}

/** Where the keypad of a field has its digits, among its buttons: Delete stands behind 3, OK and two more before and around 0. */
const placeOf = (digit: string): number => (digit === '0' ? 13 : Number(digit) + (digit > '3' ? 1 : 0));

/** Fingers: touches alone, digits on the keypad of the field, and letters from the system's keyboard, which come without keys. */
function touch(page: Page): Hand {
  const tap = async (selector: string): Promise<void> => {
    const handle = await page.waitForSelector(selector, { visible: true });
    await handle?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await calm(page);
    const box = await handle?.boundingBox();
    assert.ok(box, selector);
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  };
  const press = (tag: Tag, part: string): Promise<void> => tap(`${tag} >>> [part~=${part}]`);
  return {
    press,
    async write(tag, part, text) {
      await press(tag, part);
      const isCode = /^\d+$/.test(text);
      for (const digit of isCode ? text : '')
        await tap(`${tag} >>> [part=keypad] > button:nth-of-type(${placeOf(digit)})`);
      await press(tag, isCode ? 'keypad-close' : 'keypad-letters');
      if (!isCode) await page.keyboard.sendCharacter(text);
      // While it fades, no tap goes through.
      await page.waitForSelector(`${tag} >>> [part=keypad]`, { hidden: true });
    },
    chooseCoupon: () => tap('loyalite-redeem >>> [part=way]:last-of-type'),
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
  const tabTo = async (tag: Tag, selector: string): Promise<void> => {
    const isThere = (): Promise<boolean> =>
      page.evaluate(
        (name, wanted) =>
          document.activeElement?.localName === name &&
          document.activeElement.shadowRoot?.activeElement?.matches(wanted) === true,
        tag,
        selector,
      );
    await page.focus('loyalite-checkout >>> .sale');
    for (let step = 0; step < 30 && !(await isThere()); step += 1) await page.keyboard.press('Tab');
    assert.ok(await isThere(), `${tag} ${selector} is not to be reached by Tab`);
  };
  const reach = (tag: Tag, part: string): Promise<void> => tabTo(tag, `[part=${part}]`);
  return {
    async press(tag, part) {
      await reach(tag, part);
      await calm(page);
      await cashier.press(part.startsWith('consent') ? 'Space' : 'Enter');
    },
    async write(tag, part, text) {
      await reach(tag, part);
      await cashier.type(text);
    },
    async chooseCoupon() {
      await tabTo(tags.redeem, '[part=way]:last-of-type');
      await calm(page);
      await cashier.press('Enter');
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
  return settle(cashier, hand, tag);
}

/** Gives a PIN where one is asked for what was sent; whether it was. */
async function settle(cashier: Cashier, hand: Hand, tag: Tag): Promise<boolean> {
  await cashier.page.waitForSelector(`:is(${tag}:state(pin), ${tag}:state(done))`);
  const isAsked = await cashier.page.$eval(
    tag,
    (element) => (element as HTMLElementTagNameMap['loyalite-earn']).state === 'pin',
  );
  if (isAsked) await hand.enterPin(tag, await cashier.pin());
  await cashier.sees(tag, 'done');
  return isAsked;
}

/** Which of redemption and earn ask for a PIN where the customer was scanned. */
const asks = { standard: [false, false], balanced: [true, false], strict: [true, true] } as const;

type Preset = keyof typeof asks;

/** At a till of that preset, with one kind of hand. */
async function sitDown(
  test: TestContext,
  way: 'touch' | 'keyboard',
  preset: Preset,
  till = demo.till,
): Promise<[Cashier, Hand]> {
  const cashier = await Cashier.sitDown(browser, till, preset);
  test.after(() => cashier.leave());
  if (way === 'keyboard') return [cashier, keyboard(cashier)];
  await cashier.page.setViewport({ width: 1024, height: 768, hasTouch: true });
  return [cashier, touch(cashier.page)];
}

for (const way of ['touch', 'keyboard'] as const) {
  describe(`${way} alone`, () => {
    for (const preset of Object.keys(asks) as Preset[]) {
      // WCAG 2.1.1
      it(`redeems, earns and goes on to a new customer who enrols, on ${preset}`, async (test) => {
        const [cashier, hand] = await sitDown(test, way, preset);
        const { page } = cashier;
        await cashier.scan();
        await hand.press(tags.redeem, 'way');
        assert.deepEqual([await book(cashier, hand, tags.redeem), await book(cashier, hand, tags.earn)], asks[preset]);
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

      const isTyped = preset !== 'strict';
      it(`redeems a scanned coupon${isTyped ? ' and a typed one' : ', refused as it was typed'}, and earns, on ${preset}`, async (test) => {
        const [cashier, hand] = await sitDown(test, way, preset);
        const [mustProve, mustProveEarn] = asks[preset];
        const coupons = await cashier.coupons();
        const [first = '', second = ''] = coupons;
        await cashier.scan();
        await hand.chooseCoupon();
        if (!isTyped) {
          await hand.write(tags.redeem, 'input', first);
          await hand.press(tags.redeem, 'submit');
          await cashier.sees(tags.redeem, 'failed');
          assert.match(await cashier.reads(tags.redeem, 'status'), /^Scan the QR code instead\./);
        }
        await cashier.scanCoupon(first);
        assert.equal(await settle(cashier, hand, tags.redeem), mustProve);
        assert.match(
          await cashier.reads(tags.redeem, 'status'),
          /^Coupon accepted\. Take it off the bill: Free coffee\./,
        );
        if (isTyped) {
          // One more is a step of its own.
          await hand.chooseCoupon();
          await hand.press(tags.redeem, 'submit');
          await hand.press(tags.redeem, 'again');
          await hand.write(tags.redeem, 'input', second);
          assert.equal(await book(cashier, hand, tags.redeem), mustProve);
        }
        assert.deepEqual(await cashier.coupons(), coupons.slice(isTyped ? 2 : 1));
        assert.equal(await book(cashier, hand, tags.earn), mustProveEarn);
      });
    }
  });
}

describe('touch alone', () => {
  it('types a code and a part of the points without the keyboard of the system, on a till of 800×480', async (test) => {
    // A shop of its own: the others' sales have used this minute's questions up.
    const shop = await startDemo({ port: 0, env: {}, watch: false });
    test.after(() => shop.close());
    const [cashier, hand] = await sitDown(test, 'touch', 'standard', shop.till);
    const { page } = cashier;
    await page.setViewport({ width: 800, height: 480, hasTouch: true });
    await hand.press(tags.lookup, 'input');
    await page.waitForSelector('loyalite-lookup >>> [part=keypad]', { visible: true });
    const mode = await page.$eval('loyalite-lookup', ({ shadowRoot }) => {
      const field = shadowRoot?.activeElement as HTMLInputElement | null | undefined;
      return [field?.id, field?.inputMode];
    });
    assert.deepEqual(mode, ['field', 'none']);
    for (const digit of '482193')
      await page.tap(`loyalite-lookup >>> [part=keypad] > button:nth-of-type(${placeOf(digit)})`);
    await page.tap('loyalite-lookup >>> [part=keypad-ok]');
    await cashier.sees(tags.lookup, 'done');
    await hand.press(tags.redeem, 'way');
    await hand.write(tags.redeem, 'input', '20');
    await book(cashier, hand, tags.redeem);
    assert.match(await cashier.reads(tags.redeem, 'status'), /^Used 20 points/);
  });
});
