/** The site of the documents: whole, readable by everybody and without scripts, and in step with the manifest. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, HTTPRequest, Page } from 'puppeteer-core';
import { startDemo } from '../../demo/server.ts';
import { tags } from '../../docs/site/manifest.js';
import { findings } from '../a11y/axe.js';
import { openBrowser, openPage } from '../support/browser.js';
import { openBuiltSite, type BuiltSite } from './built-site.js';
import { documents } from './markdown.js';

let browser: Browser;
let site: BuiltSite;

before(async () => {
  [browser, site] = await Promise.all([openBrowser(), openBuiltSite()]);
});

after(async () => {
  await browser.close();
  site.close();
});

const html = (path: string): string => readFileSync(join(site.folder, path), 'utf8');
const ids = (path: string): Set<string> =>
  new Set([...html(path).matchAll(/\bid="([^"]+)"/g)].map(([, id = '']) => id));
const text = (page: string): string =>
  page
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

interface Opened {
  readonly page: Page;
  readonly complaints: string[];
}

/** A page as somebody sees it; in the tab that is given, which keeps what it has loaded, or in a new one. */
async function open(
  path: string,
  { width, scheme, script = true }: { width: number; scheme: 'light' | 'dark'; script?: boolean },
  tab?: Opened,
): Promise<Opened> {
  const { page, complaints } = tab ?? (await openPage(browser));
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await page.goto(`${site.address}/${path}`, { waitUntil: 'load' });
  if (script && /^(?:playground|gallery)\/index/.test(path)) await page.waitForSelector('[data-ready]');
  return { page, complaints };
}

describe('the site', () => {
  it('has a page for every guide, and its navigation leads to all of them', () => {
    const guides = documents('docs')
      .filter((file) => !file.includes('/', 'docs/'.length))
      .map((file) => file.replace(/^docs\/(.+)\.md$/, 'guides/$1.html'));
    assert.ok(guides.length > 5);
    const offered = [...html('index.html').matchAll(/href="([\w/-]+\.html)"/g)].map(([, path]) => path);
    const own = site.pages.filter((path) => !/^playground\/(?:terms|privacy)/.test(path));
    assert.deepEqual(
      [...guides, ...own].filter((path) => !offered.includes(path)),
      [],
    );
  });

  it('links to what is there, headings included', () => {
    const problems = site.pages.flatMap((path) => {
      const targets = [...html(path).matchAll(/\b(?:href|src)="([^"]+)"/g)].map(([, target = '']) => target);
      return targets
        .filter((target) => !/^https?:/.test(target))
        .flatMap((target) => {
          const [file = '', anchor] = target.split('#');
          const place = file ? normalize(join(dirname(path), file)) : path;
          if (!existsSync(join(site.folder, place))) return [`${path}: ${target} leads nowhere`];
          return anchor && !ids(place).has(decodeURIComponent(anchor))
            ? [`${path}: ${target} has no such heading`]
            : [];
        });
    });
    assert.deepEqual(problems, []);
  });

  it('says of every tag what the manifest says, name by name', () => {
    for (const tag of tags) {
      const page = text(html(`api/${tag.tagName}.html`));
      const named = [
        tag.attributes,
        tag.members.filter(({ kind }) => kind === 'method'),
        tag.events,
        tag.slots,
        tag.cssParts,
        tag.cssProperties,
        tag.cssStates,
      ].flatMap((list) => list ?? []);
      const told = named.map(({ name }) => name).filter((name) => !page.includes(name));
      const said = named.flatMap(({ description = '' }) =>
        page.includes(description.replaceAll('`', '').replaceAll('\n', ' ')) ? [] : [description],
      );
      assert.deepEqual([told, said], [[], []], tag.tagName);
      assert.ok(named.length > 10, tag.tagName);
    }
  });

  it('gives the shape of every detail, as the types have it', () => {
    const found = text(html('api/loyalite-lookup.html'));
    for (const field of [
      'customerCode',
      'maskedEmail',
      'consent?',
      'consent.termsUrl',
      'LoyaliteError',
      'retryable',
      'No detail.',
    ])
      assert.ok(found.includes(field), field);
    const redeemed = text(html('api/loyalite-redeem.html'));
    for (const field of [
      'BalanceRedemption',
      'CouponRedemption',
      'discount?',
      'coupon.name',
      'What they are worth as money',
    ])
      assert.ok(redeemed.includes(field), field);
    assert.match(text(html('api/loyalite-checkout.html')), /redemptions/);
  });

  it('needs no sideways scrolling at 320 pixels, and complains of nothing under its policy', async () => {
    let tab: Opened | undefined;
    for (const path of site.pages) {
      assert.match(
        html(path),
        /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self';[^"]*require-trusted-types-for 'script'/,
      );
      assert.doesNotMatch(html(path), /<style|\sstyle="|<script(?! type="module" src=)|\son\w+="/);
      tab = await open(path, { width: 320, scheme: 'light' }, tab);
      const { page, complaints } = tab;
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, path);
      assert.deepEqual(complaints, [], path);
    }
    await tab?.page.browserContext().close();
  });

  it('gives axe nothing to find, narrow and dark or wide and light', async () => {
    let tab: Opened | undefined;
    for (const [at, path] of site.pages.entries()) {
      // Its tags are gone through state by state elsewhere; here it is what stands around them.
      const skipped = path.startsWith('gallery/') ? ['#gallery'] : [];
      const look = at % 2 ? ({ width: 320, scheme: 'dark' } as const) : ({ width: 1280, scheme: 'light' } as const);
      const both =
        path.startsWith('playground/index') || path === 'index.html'
          ? [{ width: 320, scheme: 'dark' } as const, { width: 1280, scheme: 'light' } as const]
          : [look];
      for (const one of both) {
        tab = await open(path, one, tab);
        const { page } = tab;
        for (const selector of skipped) await page.$eval(selector, (element) => element.replaceChildren());
        const { violations, passes } = await findings(page);
        assert.deepEqual(violations, [], `${path} at ${one.width}, ${one.scheme}`);
        assert.ok(passes > 20);
      }
    }
    await tab?.page.browserContext().close();
  });

  it('can be read and walked through without scripts, on a phone too', async () => {
    const { page } = await open('guides/proxy.html', { width: 320, scheme: 'light', script: false });
    assert.equal(await page.$eval('main h1', (heading) => heading.textContent), 'The proxy');
    const isShown = (): Promise<boolean> => page.$eval('#contents', (nav) => nav.getBoundingClientRect().width > 200);
    assert.equal(await isShown(), false);
    await page.click('[popovertarget=contents]');
    assert.equal(await isShown(), true);
    await Promise.all([page.waitForNavigation(), page.click('#contents a[href$="test-mode.html"]')]);
    assert.equal(await page.$eval('main h1', (heading) => heading.textContent), 'Test mode');
    await page.browserContext().close();
  });

  it('keeps the reader’s choice of light or dark from page to page', async () => {
    const { page } = await open('index.html', { width: 1280, scheme: 'light' });
    const ground = (): Promise<string> => page.$eval('body', (body) => getComputedStyle(body).backgroundColor);
    const light = await ground();
    await page.click('[data-look]');
    const dark = await ground();
    assert.notEqual(dark, light);
    await page.goto(`${site.address}/api/index.html`);
    await page.waitForSelector('html[data-scheme=dark]');
    assert.equal(await ground(), dark);
    await page.browserContext().close();
  });

  it('shows every row of an API table whole at 360 pixels, each value behind its head, and as a table still', async () => {
    for (const path of site.pages.filter((one) => one.startsWith('api/'))) {
      const { page } = await open(path, { width: 360, scheme: 'light' });
      const cells = await page.$$eval('.api :is(th[scope=row], td)', (all) =>
        all
          .filter((cell) => cell.getClientRects().length)
          .map((cell) => ({
            text: cell.textContent,
            isCut: cell.getBoundingClientRect().right > 360 || cell.scrollWidth > cell.clientWidth + 1,
            isNarrow: cell.matches('td:last-child') && cell.clientWidth < 240,
            isNamed:
              cell.localName === 'th' ||
              cell.matches(':last-child') ||
              /^"[a-z ]+"$/.test(getComputedStyle(cell, '::before').content),
          })),
      );
      assert.deepEqual(
        cells.filter(({ isCut, isNarrow, isNamed }) => isCut || isNarrow || !isNamed),
        [],
        path,
      );
      assert.ok(cells.length > 7, path);
      const roles = JSON.stringify(await page.accessibility.snapshot({ interestingOnly: false }));
      for (const role of ['table', 'row', 'rowheader', 'cell']) assert.ok(roles.includes(`"role":"${role}"`), role);
      await page.browserContext().close();
    }
  });

  it('gives each row of an API table an address of its own', () => {
    for (const { tagName, attributes, cssStates = [] } of tags) {
      const there = ids(`api/${tagName}.html`);
      const wanted = [
        ...attributes.map(({ name }) => `attributes-${name}`),
        ...cssStates.map(({ name }) => `states-${name.toLowerCase()}`),
      ];
      assert.deepEqual(
        wanted.filter((id) => !there.has(id)),
        [],
      );
    }
  });

  it('moves nothing while its pictures come', async () => {
    for (const path of ['index.html', 'guides/verification.html']) {
      const sizes = [...html(path).matchAll(/<img [^>]*>/g)].map(([picture]) => picture);
      assert.deepEqual(
        sizes.filter((picture) => !/ width="\d+" height="\d+"/.test(picture)),
        [],
      );
      const { page } = await openPage(browser);
      await page.setRequestInterception(true);
      const held: HTTPRequest[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith('.png')) held.push(request);
        else void request.continue();
      });
      await page.goto(`${site.address}/${path}`, { waitUntil: 'domcontentloaded' });
      // The text is painted before its pictures come.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      assert.equal(held.length, 1, path);
      await Promise.all(held.map((request) => request.continue()));
      await page.waitForFunction(() => [...document.images].every((one) => one.complete && one.naturalWidth > 0));
      const moved = await page.evaluate(async () => {
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const observer = new PerformanceObserver(() => undefined);
        observer.observe({ type: 'layout-shift', buffered: true });
        const shifts = observer.takeRecords() as (PerformanceEntry & { value: number })[];
        return shifts.reduce((sum, { value }) => sum + value, 0);
      });
      assert.equal(moved, 0, path);
      await page.browserContext().close();
    }
  });

  it('has every state and the test of scanners in it, at work without a server', async () => {
    const before = site.asked.length;
    const { page, complaints } = await open('gallery/index.html', { width: 1280, scheme: 'light' });
    assert.ok((await page.$$('#gallery figure')).length > 80);
    await page.click('#alone a');
    await page.waitForSelector('html[data-ready]');
    assert.equal((await page.$$('#gallery figure')).length, 1);
    // Nobody scans before what reads it has come.
    await page.goto(`${site.address}/scanner/index.html`, { waitUntil: 'networkidle0' });
    await page.waitForSelector('loyalite-lookup >>> [part~=input]');
    for (const key of 'cq_Test-AZ.az:09/xyz=qwm') await page.keyboard.type(key);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#report')?.textContent.includes('Set right.'));
    assert.deepEqual(
      site.asked
        .slice(before)
        .filter((one) => !/^GET \/below\/(?:assets\/[\w.-]+|(?:gallery|scanner)\/(?:index\.html)?)$/.test(one)),
      [],
    );
    assert.deepEqual(complaints, []);
    await page.browserContext().close();
  });

  it('is served by the demo as well', async () => {
    const demo = await startDemo({ port: 0, env: {}, watch: false });
    const { page, complaints } = await openPage(browser);
    await page.goto(`${demo.documents}guides/test-mode.html`);
    assert.equal(await page.$eval('main h1', (heading) => heading.textContent), 'Test mode');
    await page.goto(`${demo.documents}playground/`);
    await page.waitForSelector('[data-ready]');
    await page.click('[data-scan]');
    await page.waitForSelector('loyalite-lookup:state(done)');
    assert.equal(
      (await fetch(`${demo.documents}files/LICENSE.txt`)).status,
      404,
      'a file is served only where a page links to it',
    );
    assert.match(await (await fetch(demo.documents)).text(), /href="files\/LICENSE\.txt"/);
    assert.match(await (await fetch(`${demo.documents}files/LICENSE.txt`)).text(), /MIT License/);
    assert.deepEqual(complaints, []);
    await page.browserContext().close();
    await demo.close();
  });
});
