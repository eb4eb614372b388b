import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Cashier } from '../gestures/cashier.js';
import { browser, demo } from '../support/running-demo.js';

/** Writes down what the live regions of a tag say from now on, as a screen reader would: each new text, and how urgent it is. */
async function listen(cashier: Cashier, tag: string): Promise<() => Promise<string[]>> {
  const heard = await cashier.page.evaluateHandle((name) => {
    const root = document.querySelector(name)?.shadowRoot as ShadowRoot;
    const lines: string[] = [];
    const regions = [...root.querySelectorAll('[role=status], [role=alert]')];
    const last = new Map(regions.map((region) => [region, region.textContent.trim()]));
    new MutationObserver(() => {
      for (const region of regions) {
        const text = region.textContent.replace(/\s+/g, ' ').trim();
        if (text !== last.get(region) && text) lines.push(`${region.getAttribute('role') ?? ''}: ${text}`);
        last.set(region, text);
      }
    }).observe(root, { childList: true, characterData: true, subtree: true });
    return lines;
  }, tag);
  return () => heard.jsonValue();
}

describe('a status is announced once', () => {
  // WCAG 4.1.3
  it('politely while the purchase is credited and when it is', async (test) => {
    const cashier = await Cashier.sitDown(browser, demo.till, 'standard');
    test.after(() => cashier.leave());
    const found = await listen(cashier, 'loyalite-lookup');
    const credited = await listen(cashier, 'loyalite-earn');
    await cashier.scan();
    await cashier.sees('loyalite-lookup', 'done');
    await cashier.tap('loyalite-earn', 'submit');
    await cashier.sees('loyalite-earn', 'done');
    assert.deepEqual(await found(), ['status: Looking up…', 'status: Found. a***@gmail.com, 120 points, 4 stamps']);
    const [under, done, ...more] = await credited();
    assert.equal(under, 'status: Giving points for ₺270.50…');
    assert.match(done ?? '', /^status: \+271 points, now \d+\.$/);
    assert.deepEqual(more, []);
  });

  it('urgently when nothing was found', async (test) => {
    const cashier = await Cashier.sitDown(browser, demo.till, 'standard');
    test.after(() => cashier.leave());
    const heard = await listen(cashier, 'loyalite-lookup');
    await cashier.type('999999');
    await cashier.press('Enter');
    await cashier.sees('loyalite-lookup', 'failed');
    assert.deepEqual(await heard(), [
      'status: Looking up…',
      'alert: No such customer. Check the code, or scan the QR code on the phone.',
    ]);
  });
});
