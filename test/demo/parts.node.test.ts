/** Parts of the elements on a network that comes and goes: what could not be loaded is asked for again, what is wanted without a network is there. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Page } from 'puppeteer-core';
import { openPage, press } from '../support/browser.js';
import { browser, demo } from '../support/running-demo.js';

const code = '482193';
/** As a person types: a burst would be taken for a hand scanner's. */
const byHand = { delay: 150 };

/** A till whose network a test can take away, with a printer that keeps what it was given. */
async function openTill(test: TestContext, isLost: (address: string) => boolean, language = 'en'): Promise<Page> {
  const { page } = await openPage(browser);
  test.after(() => page.browserContext().close());
  await page.evaluateOnNewDocument((lang) => {
    document.addEventListener('readystatechange', () => document.documentElement.setAttribute('lang', lang));
    window.print = () =>
      document.body.setAttribute('data-printed', document.querySelector('[data-loyalite-slip]')?.textContent ?? '');
  }, language);
  await page.setRequestInterception(true);
  page.on('request', (request) => void (isLost(request.url()) ? request.abort('connectionreset') : request.continue()));
  await page.goto(demo.till);
  return page;
}

async function find(page: Page): Promise<void> {
  await (await page.waitForSelector('loyalite-lookup >>> [part~=input]'))!.type(`${code}\n`, byHand);
  await page.waitForSelector('loyalite-lookup:state(done)');
}

async function printed(page: Page): Promise<string> {
  await press(page, 'loyalite-earn >>> [part~=print]');
  const body = await page.waitForSelector('[data-printed]');
  return body!.evaluate((element) => element.getAttribute('data-printed') ?? '');
}

const hour = 3_600_000;

/** When a Turkish slip says that it happened. */
function momentOn(slip: string): number {
  const [, day, month, year, hours, minutes] = /(\d+)\.(\d+)\.(\d+) (\d+):(\d+)/.exec(slip) ?? [];
  return Date.UTC(Number(year), Number(month), Number(day), Number(hours), Number(minutes));
}

const submitLabel = (page: Page): Promise<string> =>
  page.$eval('loyalite-lookup >>> [part~=submit]', (button) => button.textContent.trim());

describe('on a network that comes and goes', () => {
  it('a language that could not be loaded comes with the next step of the sale', async (test) => {
    let [losses, isGone] = [0, true];
    const page = await openTill(test, (address) => /\/tr[.-]/.test(address) && ++losses > 0 && isGone, 'tr');
    await page.waitForNetworkIdle({ idleTime: 200 });
    assert.equal(await submitLabel(page), 'Find');
    isGone = false;
    await find(page);
    await page.waitForFunction(() =>
      document
        .querySelector('loyalite-earn')
        ?.shadowRoot?.querySelector('[part~=submit]')
        ?.textContent.includes('puan ver'),
    );
    assert.ok(losses >= 2);
  });

  it('the slip of a lost answer is printed without a network', async (test) => {
    let isGone = false;
    const page = await openTill(test, () => isGone);
    await find(page);
    isGone = true;
    await press(page, 'loyalite-earn >>> [part~=submit]');
    await page.waitForSelector('loyalite-earn:state(unconfirmed)');
    assert.match(await printed(page), /^We don't know yet\..*a\*\*\*@/s);
  });

  it('what an earlier page left unanswered is printed in the language of this one, with the time when it was sent', async (test) => {
    let isGone = false;
    const page = await openTill(test, (address) => isGone && address.includes('/loyalite/'), 'tr');
    await find(page);
    isGone = true;
    await press(page, 'loyalite-earn >>> [part~=submit]');
    await page.waitForSelector('loyalite-earn:state(unconfirmed)');
    const sent = momentOn(await printed(page));
    await page.evaluateOnNewDocument((hour) => {
      const { now } = Date;
      Date.now = () => now() + 2 * hour;
    }, hour);
    await page.reload();
    const later = await printed(page);
    assert.match(later, /^Yarım kaldı\..*a\*\*\*@/s);
    assert.ok(Math.abs(momentOn(later) - sent) < hour, later);
  });
});
