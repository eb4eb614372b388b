/** The playground: a whole sale without any server, and a knob for everything that can be set. */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { knobsOf, tagsOn } from '../../docs/playground/knobs.js';
import { options } from '../../docs/playground/link.js';
import { tags } from '../../docs/site/manifest.js';
import { openBrowser, openPage } from '../support/browser.js';
import { openBuiltSite, type BuiltSite } from './built-site.js';
import { reach, tap, type } from './till-page.js';

let browser: Browser;
let site: BuiltSite;

before(async () => {
  [browser, site] = await Promise.all([openBrowser(), openBuiltSite()]);
});

after(async () => {
  await browser.close();
  site.close();
});

async function open(
  test: TestContext,
  { width = 1280, query = '' } = {},
): Promise<{ page: Page; complaints: string[] }> {
  const { page, complaints } = await openPage(browser);
  test.after(() => page.browserContext().close());
  await page.setViewport({ width, height: 900 });
  await page.goto(`${site.address}/playground/${query}`);
  await page.waitForSelector('[data-ready]');
  return { page, complaints };
}

const text = (page: Page, selector: string): Promise<string> => page.$eval(selector, (element) => element.textContent);

/** What the knobs have made; an order is one visit's own. */
async function code(page: Page): Promise<{ code: string; css: string }> {
  const plain = (await text(page, '#code')).replaceAll(/A-\d+/g, 'A-1');
  return { code: plain, css: await text(page, '#css') };
}

async function enterPin(page: Page, tag: string): Promise<void> {
  await reach(page, tag, 'pin');
  const note = await page.waitForSelector('.pin-note:popover-open', { visible: true });
  const [pin = ''] = /\d+$/.exec((await note?.evaluate((one) => one.textContent)) ?? '') ?? [];
  assert.equal(pin, await text(page, '[data-pin]'));
  const field = await page.waitForSelector(`${tag} >>> [part~=pin-input]`, { visible: true });
  await field?.type(pin, { delay: 180 });
  await tap(page, tag, 'pin-submit');
  await reach(page, tag, 'done');
}

describe('the playground', () => {
  it('serves a customer from the look-up to the credited purchase, with the PIN of the phone, and asks no server', async (test) => {
    const { page, complaints } = await open(test);
    const before = site.asked.length;
    await page.select('#preset', 'strict');
    await page.click('[data-scan]');
    await reach(page, 'loyalite-lookup', 'done');
    await tap(page, 'loyalite-redeem', 'way');
    await type(page, 'loyalite-redeem', '50');
    await tap(page, 'loyalite-redeem', 'submit');
    await enterPin(page, 'loyalite-redeem');
    await tap(page, 'loyalite-earn', 'submit');
    await enterPin(page, 'loyalite-earn');
    await page.waitForFunction(() => document.querySelector('[data-points]')?.textContent === '156');
    assert.equal(await text(page, '#ledger'), '2 booked');
    assert.match(await text(page, '#events'), /loyalite-complete.*loyalite-earned.*loyalite-redeemed.*loyalite-found/s);
    assert.match(await text(page, '#wire'), /POST .*\/webhook\/pos\s*200/);
    assert.deepEqual(
      site.asked.slice(before).filter((one) => !/^GET \/below\/assets\/[\w-]+\.js$/.test(one)),
      [],
      'only parts of the script were asked for',
    );
    assert.deepEqual(complaints, []);
  });

  it('shows the PIN above the overlay on a phone too', async (test) => {
    const { page } = await open(test, { width: 320 });
    await page.$eval('[data-scan]', (button) => (button as HTMLElement).click());
    await reach(page, 'loyalite-lookup', 'done');
    await tap(page, 'loyalite-redeem', 'way');
    await type(page, 'loyalite-redeem', '50');
    await tap(page, 'loyalite-redeem', 'submit');
    await enterPin(page, 'loyalite-redeem');
    await page.waitForSelector('.pin-note', { hidden: true });
  });

  it('has a knob for every attribute of every tag, and each of them changes the tag and the code', async (test) => {
    const { page } = await open(test);
    for (const stage of tags.map(({ tagName }) => tagName)) {
      await page.select('#stage', stage);
      await page.$$eval('.knobs', (all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));
      for (const tag of tagsOn(stage)) {
        const shown = await page.$$eval(`[data-tag=${tag.tagName}] .knob label`, (labels) =>
          labels.map((label) => label.textContent),
        );
        assert.deepEqual(
          shown,
          tag.attributes.map(({ name }) => name),
          `${stage}: ${tag.tagName}`,
        );
        for (const knob of knobsOf(tag))
          await turn(page, tag.tagName, knob.name, knob.options.find(Boolean) ?? undefined);
      }
    }
  });

  it('changes what the tags do and not only their attributes', async (test) => {
    const { page } = await open(test);
    const button = (): Promise<string> =>
      page.$eval('loyalite-earn >>> [part~=submit]', (one) => one.textContent.trim());
    await page.select('#loyalite-checkout-layout', 'open');
    await set(page, '#loyalite-checkout-amount', '12.00');
    await page.waitForFunction(() =>
      document.querySelector('loyalite-earn')?.shadowRoot?.textContent.includes('12.00'),
    );
    await set(page, '#loyalite-checkout-currency', 'EUR');
    await page.waitForFunction(() =>
      document.querySelector('loyalite-earn')?.shadowRoot?.textContent.includes('€12.00'),
    );
    await page.select('#language', 'tr');
    await page.waitForFunction(() =>
      document.querySelector('loyalite-lookup')?.shadowRoot?.textContent.includes('Müşteri'),
    );
    assert.match(await button(), /€12,00|12,00\s?€/);
    assert.match(await text(page, '#code'), /<div lang="tr">/);
    await page.select('#theme', 'contrast');
    const colour = (): Promise<string> =>
      page.$eval('loyalite-lookup >>> [part~=submit]', (one) => getComputedStyle(one).backgroundColor);
    assert.equal(await colour(), 'rgb(0, 0, 0)');
    await page.$$eval('.knobs', (all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));
    await set(page, '[id="--loyalite-accent"]', 'rgb(200, 0, 100)');
    assert.match(
      await text(page, '#css'),
      /loyalite-checkout, loyalite-lookup, loyalite-redeem, loyalite-earn \{\n {2}--loyalite-accent: rgb\(200, 0, 100\);\n\}/,
    );
    assert.equal(
      await page.$eval('loyalite-checkout', (one) => one.style.getPropertyValue('--loyalite-accent')),
      'rgb(200, 0, 100)',
    );
    assert.equal(await colour(), 'rgb(200, 0, 100)');
    await page.select('#scheme', 'dark');
    assert.equal(await page.$eval('loyalite-earn', (one) => getComputedStyle(one).colorScheme), 'dark');
  });

  it('plays a fault once, and a magic customer’s refusal', async (test) => {
    const { page } = await open(test);
    await page.select('#stage', 'loyalite-earn');
    await page.select('#fault', 'drop-after');
    await tap(page, 'loyalite-earn', 'submit');
    await reach(page, 'loyalite-earn', 'done');
    assert.match(await text(page, '#wire'), /200.*cut/s);
    assert.equal(await text(page, '#ledger'), '1 booked');
    assert.equal(await page.$eval('#fault', (select) => (select as HTMLSelectElement).value), 'none');
    await page.select('#stage', 'loyalite-lookup');
    await page.select('#customer', '900404');
    await tap(page, 'loyalite-lookup', 'submit');
    await reach(page, 'loyalite-lookup', 'failed');
    assert.match(await text(page, '#events'), /loyalite-error lookup · customer_not_found/);
  });

  it('opens as its address says, and keeps the address in step with what is set', async (test) => {
    const { page, complaints } = await open(test);
    const address = (): string => decodeURIComponent(new URL(page.url()).search);
    assert.equal(address(), '');
    await page.select('#stage', 'loyalite-redeem');
    await page.select('#preset', 'strict');
    await page.select('#customer', '517204');
    await page.select('#language', 'tr');
    await page.select('#theme', 'contrast');
    await page.$$eval('.knobs', (all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));
    await set(page, '#loyalite-redeem-points', '50');
    await set(page, '#loyalite-redeem-currency', '');
    await page.click('#loyalite-redeem-required');
    await set(page, '[id="--loyalite-accent"]', 'rgb(200, 0, 100)');
    const wanted =
      '?stage=loyalite-redeem&preset=strict&customer=517204&language=tr&theme=contrast&without=loyalite-redeem.currency&loyalite-redeem.points=50&loyalite-redeem.required=&--loyalite-accent=rgb(200,+0,+100)';
    await page.waitForFunction((query) => decodeURIComponent(location.search) === query, {}, wanted);
    const seen = await code(page);
    await page.reload();
    await page.waitForSelector('[data-ready]');
    assert.deepEqual(await code(page), seen);
    assert.match(seen.code, /<div lang="tr">.*points="50".*required/s);
    assert.doesNotMatch(seen.code, /currency/);
    assert.match(seen.css, /rgb\(200, 0, 100\)/);
    for (const [id, value] of [
      ['#stage', 'loyalite-redeem'],
      ['#preset', 'strict'],
      ['#customer', '517204'],
    ] as const)
      assert.equal(await page.$eval(id, (select) => (select as HTMLSelectElement).value), value);
    assert.equal(await page.$eval('loyalite-redeem', (one) => one.getAttribute('customer-code')), '517204');
    await tap(page, 'loyalite-redeem', 'submit');
    await enterPin(page, 'loyalite-redeem');
    assert.equal(address(), wanted);
    assert.deepEqual(complaints, []);
  });

  it('tells no address what was typed or scanned, and takes none of it from one', async (test) => {
    const { page } = await open(test, { query: '?loyalite-lookup.value=new@example.com&preset=nonsense&nobody=1' });
    assert.equal(await page.$eval('loyalite-lookup', (one) => one.getAttribute('value')), null);
    assert.equal(await page.$eval('#preset', (select) => (select as HTMLSelectElement).value), 'balanced');
    await page.waitForFunction(() => location.search === '');
    await page.$$eval('.knobs', (all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));
    await set(page, '#loyalite-lookup-value', 'new@example.com');
    await set(page, '#loyalite-redeem-coupon', 'cq_7f3a9b2e');
    await set(page, '#loyalite-checkout-amount', '12.00');
    await page.waitForFunction(() => location.search === '?loyalite-checkout.amount=12.00');
  });

  it('knows the choices that it offers as those that an address may name', async (test) => {
    const { page } = await open(test);
    for (const [id, known] of Object.entries(options)) {
      const offered = await page.$$eval(`#${id} option`, (all) => all.map((one) => (one as HTMLOptionElement).value));
      assert.deepEqual(offered.toSorted(), known.toSorted(), id);
    }
  });

  it('begins another order on demand', async (test) => {
    const { page } = await open(test);
    const order = (): Promise<string | null> => page.$eval('loyalite-checkout', (one) => one.getAttribute('order-id'));
    const first = await order();
    await page.click('[data-scan]');
    await reach(page, 'loyalite-lookup', 'done');
    await page.click('#new-order');
    assert.notEqual(await order(), first);
    await reach(page, 'loyalite-lookup', 'idle');
  });
});

/** Sets a field as an edit does; keys at full pace would be a hand scanner's. */
async function set(page: Page, selector: string, value: string): Promise<void> {
  await page.$eval(
    selector,
    (field, next) => {
      (field as HTMLInputElement).value = next;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    value,
  );
}

async function turn(page: Page, tag: string, name: string, option = ''): Promise<void> {
  const id = `#${tag}-${name}`;
  const attribute = (): Promise<string | null> =>
    page.$eval(`.stage ${tag}, .stage > ${tag}`, (one, key) => one.getAttribute(key), name);
  const knob = (await page.$(id)) as ElementHandle<HTMLInputElement | HTMLSelectElement>;
  const kind = await knob.evaluate((one) => (one instanceof HTMLSelectElement ? 'choice' : one.type));
  const wanted = kind === 'choice' ? option : kind === 'checkbox' ? '' : '7';
  if (kind === 'choice') await knob.select(option);
  else if (kind === 'checkbox') await knob.evaluate((one) => one.click());
  else await set(page, id, wanted);
  assert.equal(await attribute(), wanted, `${id} does not reach the tag`);
  const code = await text(page, '#code');
  assert.ok(code.includes(wanted ? `${name}="${wanted}"` : name), `${id} is not in the code`);
  if (kind === 'choice')
    await knob.evaluate((one) => {
      (one as HTMLSelectElement).selectedIndex = 0;
      one.dispatchEvent(new Event('change', { bubbles: true }));
    });
  else if (kind === 'checkbox') await knob.evaluate((one) => one.click());
  else await set(page, id, '');
  assert.equal(await attribute(), null, `${id} cannot be left out`);
}
