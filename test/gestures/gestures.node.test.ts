import assert from 'node:assert/strict';
import { after, describe, it, type TestContext } from 'node:test';
import { Cashier, type Count } from './cashier.js';
import { record } from '../../scripts/record.mjs';
import { browser, demo } from '../support/running-demo.js';

const lookup = 'loyalite-lookup';
const redeem = 'loyalite-redeem';
const earn = 'loyalite-earn';

async function sitDown(test: TestContext, preset = 'standard'): Promise<Cashier> {
  const cashier = await Cashier.sitDown(browser, demo.till, preset);
  test.after(() => cashier.leave());
  await cashier.stands(lookup, 'input');
  return cashier;
}

/** From the customer, where the focus is, Enter leads to the earn and books nothing. */
async function leadOn(cashier: Cashier): Promise<void> {
  await cashier.stands(lookup, 'result');
  await cashier.press('Enter');
  await cashier.stands(earn, 'submit');
}

const rows: (string | number)[][] = [];
after(() => record('gestures', 'npm test -- test/gestures/gestures.node.test.ts', { rows }));

/** What it took, held against what it may take, and told. */
function assertTook(test: TestContext, cashier: Cashier, what: string, may: Partial<Count>): void {
  const took = cashier.take();
  test.diagnostic(`${what}: ${took.scans} scans, ${took.taps} taps, ${took.words} typed, ${took.keys} keys`);
  rows.push([what, took.scans, took.taps, took.words, took.keys]);
  assert.deepEqual(took, { scans: 0, taps: 0, words: 0, keys: 0, ...may });
}

describe('gestures of a sale', () => {
  it('are 1 scan and 1 tap for a known customer', async (test) => {
    const cashier = await sitDown(test);
    await cashier.scan();
    await cashier.tap(earn, 'submit');
    await cashier.sees(earn, 'done');
    assertTook(test, cashier, 'known customer, scanned, and earn', { scans: 1, taps: 1 });
  });

  it('are the code and three times Enter for a known customer without the phone', async (test) => {
    const cashier = await sitDown(test);
    await cashier.type('482193');
    await cashier.press('Enter');
    await leadOn(cashier);
    await cashier.press('Enter');
    await cashier.sees(earn, 'done');
    assertTook(test, cashier, 'known customer, typed code, and earn (Enter three times)', { words: 1, keys: 3 });
  });

  it('are two taps more for the redemption of all that the basket takes: into its step, and there the one that cannot be undone', async (test) => {
    const cashier = await sitDown(test);
    await cashier.scan();
    await cashier.sees(lookup, 'done');
    await cashier.tap(redeem, 'way');
    await cashier.tap(redeem, 'submit');
    await cashier.sees(redeem, 'done');
    await cashier.tap(earn, 'submit');
    await cashier.sees(earn, 'done');
    assertTook(test, cashier, 'redeem all that the basket takes, and earn', { scans: 1, taps: 3 });
    assert.match(await cashier.reads(redeem, 'status'), /^Used \d+ points = ₺\d+\.\d\d\. Print slip$/);
    assert.match(await cashier.reads(earn, 'status'), /\+271 points, now \d+\./);
  });

  it('are three taps and the number for a part of it', async (test) => {
    const cashier = await sitDown(test);
    await cashier.scan();
    await cashier.sees(lookup, 'done');
    await cashier.tap(redeem, 'way');
    await cashier.tap(redeem, 'input');
    await cashier.type('50');
    await cashier.tap(redeem, 'submit');
    await cashier.sees(redeem, 'done');
    assertTook(test, cashier, 'redeem a part', { scans: 1, taps: 3, words: 1 });
    assert.match(await cashier.reads(redeem, 'status'), /^Used 50 points = ₺5\.00\./);
  });

  it('are one tap for the wrong customer, and the field is there for the right one', async (test) => {
    const cashier = await sitDown(test);
    await cashier.scan();
    await cashier.sees(lookup, 'done');
    await cashier.tap(lookup, 'remove');
    await cashier.sees(lookup, 'idle');
    await cashier.scan();
    await cashier.sees(lookup, 'done');
    await cashier.tap(earn, 'submit');
    await cashier.sees(earn, 'done');
    assertTook(test, cashier, 'the wrong customer, then the right one, and earn', { scans: 2, taps: 2 });
  });

  it('are one tap and one scan for a coupon', async (test) => {
    const cashier = await sitDown(test);
    await cashier.fillCard('card-of-gestures');
    const [coupon = ''] = await cashier.coupons();
    await cashier.scan();
    await cashier.sees(lookup, 'done');
    cashier.take();
    await cashier.tapLast(redeem, 'way');
    await cashier.scanCoupon(coupon);
    await cashier.sees(redeem, 'done');
    assertTook(test, cashier, 'a coupon, scanned, in a sale whose customer stands', { scans: 1, taps: 1 });
  });

  // WCAG 2.4.3
  it('are the address, Enter, two ticks, Enter for a new customer', async (test) => {
    const cashier = await sitDown(test);
    await cashier.type('deniz@shop.example');
    await cashier.press('Enter');
    await cashier.stands(lookup, 'consent-terms');
    await cashier.press('Space', 'Tab');
    await cashier.stands(lookup, 'consent-privacy');
    await cashier.press('Space', 'Enter');
    await cashier.stands(lookup, 'result');
    assertTook(test, cashier, 'enrol a new customer (Enter, Space, Tab, Space, Enter)', { words: 1, keys: 5 });
    assert.match(await cashier.reads(lookup, 'status'), /Enrolled/);
  });

  it('are the digits and Enter for a PIN, and the focus goes where it is asked for and back', async (test) => {
    const cashier = await sitDown(test, 'strict');
    await cashier.scan();
    await leadOn(cashier);
    cashier.take();
    await cashier.press('Enter');
    await cashier.stands(earn, 'pin-input');
    cashier.take();
    await cashier.type(await cashier.pin());
    await cashier.press('Enter');
    await cashier.sees(earn, 'done');
    assertTook(test, cashier, 'PIN (Enter)', { words: 1, keys: 1 });
    await cashier.stands('loyalite-checkout', 'next');
  });

  for (const way of ['key', 'tap'] as const) {
    it(`are one ${way} for the next customer, with nothing left of the last one and the focus in the field`, async (test) => {
      const cashier = await sitDown(test);
      const order = await cashier.page.$eval('#order h2', ({ textContent }) => textContent);
      await cashier.scan();
      await leadOn(cashier);
      await cashier.press('Enter');
      await cashier.stands('loyalite-checkout', 'next');
      cashier.take();
      if (way === 'key') await cashier.press('Enter');
      else await cashier.tap('loyalite-checkout', 'next');
      await cashier.stands(lookup, 'input');
      assertTook(test, cashier, `next customer by a ${way}`, way === 'key' ? { keys: 1 } : { taps: 1 });
      const left = await cashier.page.$$eval('loyalite-lookup, loyalite-redeem, loyalite-earn', (tags) =>
        tags.map((tag) => [
          tag.state,
          tag.result,
          tag.shadowRoot?.querySelector<HTMLInputElement>('input[type=text]')?.value ?? '',
          tag.shadowRoot?.textContent.includes('@') ?? true,
        ]),
      );
      assert.deepEqual(left, Array(3).fill(['idle', null, '', false]));
      assert.notEqual(await cashier.page.$eval('#order h2', ({ textContent }) => textContent), order);
      await cashier.scan();
      await leadOn(cashier);
      await cashier.press('Enter');
      await cashier.sees(earn, 'done');
    });
  }

  it('need no mouse for a redemption: Shift+Tab from the earn button to what can be had, Enter, and Enter at its value', async (test) => {
    const cashier = await sitDown(test, 'balanced');
    await cashier.scan();
    await leadOn(cashier);
    await cashier.page.keyboard.down('Shift');
    await cashier.press('Tab');
    await cashier.press('Tab');
    await cashier.press('Tab');
    await cashier.page.keyboard.up('Shift');
    await cashier.stands(redeem, 'way');
    await cashier.press('Enter');
    await cashier.stands(redeem, 'input');
    await cashier.press('Enter');
    await cashier.stands(redeem, 'pin-input');
    await cashier.type(await cashier.pin());
    await cashier.press('Enter');
    await cashier.sees(redeem, 'done');
  });
});

describe('what was sent', () => {
  it('stays what it was when the amount changes while the PIN is typed, and the screen says so', async (test) => {
    const cashier = await sitDown(test, 'strict');
    await cashier.scan();
    await leadOn(cashier);
    await cashier.press('Enter');
    await cashier.stands(earn, 'pin-input');
    assert.doesNotMatch(await cashier.reads(earn, 'pin-dialog'), /changed/);
    await cashier.page.$eval('#order .goods button', (button) => (button as HTMLElement).click());
    const told = await cashier.reads(earn, 'pin-dialog');
    assert.match(told, /to give points for ₺270\.50/);
    assert.match(told, /₺270\.50 was sent, and it stays that/);
    await cashier.type(await cashier.pin());
    await cashier.press('Enter');
    await cashier.sees(earn, 'done');
    const { detail, hint } = await cashier.page.$eval('loyalite-earn', (element) => ({
      detail: element.result?.amount,
      hint: element.shadowRoot?.querySelector('[part=hint]')?.textContent,
    }));
    assert.equal(detail, '270.50');
    assert.match(hint ?? '', /₺270\.50 was sent/);
  });
});
