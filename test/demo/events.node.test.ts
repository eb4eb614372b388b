/** The service's signed events in the demo: trouble with them on demand, and the manager's page of what is open. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Page } from 'puppeteer-core';
import { eventFaultList } from '../../src/sandbox.js';
import { openPage, press } from '../support/browser.js';
import { browser, demo } from '../support/running-demo.js';

/** As a person types: a burst would be taken for a hand scanner's. */
const byHand = { delay: 150 };

async function open(test: TestContext, path = ''): Promise<Page> {
  const { page } = await openPage(browser);
  test.after(() => page.browserContext().close());
  await page.goto(demo.till + path);
  return page;
}

/** Credits the order, whose answer is lost behind the proxy and whose event meets a fault. */
async function lose(page: Page, fault: string): Promise<void> {
  await (await page.waitForSelector('loyalite-lookup >>> [part~=input]'))!.type('482193\n', byHand);
  await page.waitForSelector('loyalite-lookup:state(done)');
  await page.select('#trouble select[name=fault]', 'lost-behind-proxy');
  await page.select('#trouble select[name=event-fault]', fault);
  await page.waitForFunction((count) => document.querySelectorAll('.armed').length === count, {}, fault ? 2 : 1);
  await press(page, 'loyalite-earn >>> [part~=submit]');
  await page.waitForSelector('loyalite-earn:is(:state(unconfirmed), :state(done))');
}

const waitForText = (page: Page, selector: string, pattern: RegExp): Promise<unknown> =>
  page.waitForFunction(
    (where, source) => new RegExp(source, 's').test(document.querySelector(where)?.textContent ?? ''),
    {},
    selector,
    pattern.source,
  );

describe("the demo's panel", () => {
  it('offers every fault of an event', async (test) => {
    const page = await open(test);
    await page.waitForSelector('#trouble option[value=never]');
    const offered = await page.$$eval('#trouble select[name=event-fault] option', (options) =>
      options.map(({ value }) => value),
    );
    assert.deepEqual(offered, ['', ...eventFaultList.map(({ fault }) => fault)]);
  });

  it('ends a lost answer green by its event', async (test) => {
    const page = await open(test, '?order=E-1');
    await lose(page, 'twice');
    await page.waitForSelector('loyalite-earn:state(done)');
    assert.equal(await page.$eval('loyalite-earn', ({ result }) => result?.confirmedBy), 'event');
    await waitForText(page, '#event', /points\.earned, delivered/);
    await page.waitForFunction(() => !document.querySelector('.armed'));
  });
});

describe("the manager's page", () => {
  it('is linked from the till, and lists what stayed unknown', async (test) => {
    const till = await open(test, '?order=M-1');
    assert.equal(await till.$eval('a[href="/manager/"]', (link) => link.textContent.includes('manager')), true);
    const manager = await open(test, 'manager/');
    await waitForText(manager, '#unknown', /Nothing\./);
    await waitForText(manager, '#unreported', /Nothing\./);
    await lose(till, 'never');
    await waitForText(till, '#event', /exhausted/);
    assert.equal(await till.$eval('loyalite-earn', ({ state }) => state), 'unconfirmed');
    await press(manager, '#lists button');
    await waitForText(manager, '#unknown tbody', /earn\s*M-1\s*482193.*nothing/s);
  });
});
