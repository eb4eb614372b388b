/** Pages that a server wrote: what they say before any script has run, and what the tags take over when they are defined. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { appOf, type Handler } from '../../../demo/frameworks/serve.js';
import { openBrowser } from '../../support/browser.js';
import { properties } from './support/every.js';
import { sell, Till } from './support/till.js';
import { built, examples, run } from './support/workshop.js';

let browser: Browser;
let folders: Record<'react-ssr' | 'htmx', string>;

before(async () => {
  browser = await openBrowser();
  folders = { 'react-ssr': await built(join(examples, 'react-ssr')), htmx: await built(join(examples, 'htmx')) };
});

after(() => browser.close());

describe('on a server', () => {
  for (const entry of ['', '/define', '/headless', '/proxy', '/sandbox', '/scan']) {
    it(`loyalite-elements${entry} is imported without a page`, async () => {
      const program = `console.log(Object.keys(await import('loyalite-elements${entry}')).length)`;
      assert.match(await run(folders['react-ssr'], 'node', ['--input-type=module', '--eval', program]), /^[1-9]/);
    });
  }

  it('React renders attributes, and leaves objects and listeners out', async () => {
    const app = await appOf(folders['react-ssr']);
    const page = await (await app(new Request('http://till.test/'))).text();
    assert.match(
      page,
      /<loyalite-checkout endpoint="\/loyalite" order-id="A-1001" amount="85\.50" currency="TRY" point-value="0\.10"><loyalite-lookup /,
    );
  });
});

describe('before any script', () => {
  for (const name of ['react-ssr', 'htmx'] as const) {
    it(`${name} shows the order and what will stand where`, async (test) => {
      const till = await Till.open(browser, await appOf(folders[name]), { javaScript: false });
      test.after(() => till.close());
      const text = await till.page.$eval('body', (body) => body.innerText);
      assert.deepEqual(text.split(/\n+/).filter(Boolean), [
        'Order A-1001',
        'To pay: 85.50',
        'Customer',
        'Use points',
        'Give points',
      ]);
    });
  }
});

describe('when the tags are defined', () => {
  it('they take over every property that was set before', async (test) => {
    const tags = [...new Set(properties.map(({ tag }) => tag))];
    const app = await appOf(folders.htmx);
    const bare: Handler = (request) =>
      new URL(request.url).pathname === '/'
        ? new Response(tags.map((tag) => `<${tag}></${tag}>`).join(''), { headers: { 'content-type': 'text/html' } })
        : app(request);
    const till = await Till.open(browser, bare);
    test.after(() => till.close());
    const set = properties
      .map(({ tag, name, right }) => `document.querySelector('${tag}').${name} = values['${tag}.${name}'] = ${right};`)
      .join('\n');
    const lost = await till.page.evaluate(`(async () => {
      const values = {};
      ${set}
      await import('/elements/loyalite.js');
      for (const tag of ${JSON.stringify(tags)}) await document.querySelector(tag).updateComplete;
      return ${JSON.stringify(properties)}.filter(({ tag, name }) => document.querySelector(tag)[name] !== values[tag + '.' + name]).map(({ tag, name }) => tag + '.' + name);
    })()`);
    assert.deepEqual(lost, []);
  });

  it('a second copy of the script changes nothing, and the sale goes on', async (test) => {
    const till = await Till.open(browser, await appOf(folders.htmx));
    test.after(() => till.close());
    assert.ok(
      await till.page.evaluate(`(async () => {
      const before = customElements.get('loyalite-earn');
      const { LoyaliteEarnElement: other } = await import('/elements/loyalite.js?again');
      return other !== before && customElements.get('loyalite-earn') === before;
    })()`),
    );
    await sell(till);
    assert.deepEqual(till.complaints, []);
  });
});
