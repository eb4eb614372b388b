/** Examples on their own dev servers: mounted twice by StrictMode, taken away and back, and edited while a booking is under way. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { openBrowser } from '../../support/browser.js';
import { edit, startVite } from './support/dev-server.js';
import { sell, Till, type TillOptions } from './support/till.js';
import { examples, setUp } from './support/workshop.js';

let browser: Browser;

before(async () => {
  browser = await openBrowser();
});

after(() => browser.close());

const nothing = (): Response => new Response(null, { status: 404 });

/** Opens an example on its dev server. */
async function develop(
  test: TestContext,
  folder: string,
  options: TillOptions & { path?: string } = {},
): Promise<Till> {
  const till = await Till.open(browser, nothing, {
    ...options,
    page: async (backend) => {
      const server = await startVite(folder, backend);
      test.after(() => server.close());
      return server.address + (options.path ?? '/');
    },
  });
  test.after(() => till.close());
  return till;
}

const mountAgain = `
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Till } from './Till';

Object.assign(window, { async asksOnce() {
  const lookup = Object.assign(document.createElement('loyalite-lookup'), { endpoint: '/nowhere', value: '482193' });
  document.body.append(lookup);
  await lookup.updateComplete;
  await new Promise((resolve) => {
    lookup.addEventListener('loyalite-error', resolve);
    lookup.submit();
  });
  lookup.remove();
}, async mountAgain() {
  const box = document.body.appendChild(document.createElement('div'));
  const root = createRoot(box);
  flushSync(() => root.render(<StrictMode><Till /></StrictMode>));
  for (const element of box.querySelectorAll('loyalite-checkout, loyalite-lookup, loyalite-redeem, loyalite-earn')) await (element as any).updateComplete;
  root.unmount();
  box.remove();
} });
`;

describe('StrictMode', () => {
  it('mounts twice and books once', async (test) => {
    const till = await develop(test, await setUp(join(examples, 'react')));
    await sell(till);
    assert.deepEqual(till.complaints, []);
  });

  for (const name of ['react', 'react-18']) {
    it(`leaves no listener and no node behind when ${name} takes the till away`, async (test) => {
      const folder = await setUp(join(examples, name));
      writeFileSync(join(folder, 'src/again.tsx'), mountAgain);
      writeFileSync(
        join(folder, 'again.html'),
        '<!doctype html><body><script type="module" src="/src/again.tsx"></script></body>',
      );
      const { page } = await develop(test, folder, { path: '/again.html' });
      await page.waitForFunction('window.mountAgain');
      // Until the file of the conversation is there, each tag is held by its waiting for it.
      await page.evaluate('asksOnce()');
      const devtools = await page.createCDPSession();
      const count = async (times: number): Promise<{ listeners: number; nodes: number }> => {
        await page.evaluate(`(async () => { for (let i = 0; i < ${times}; i += 1) await mountAgain(); })()`);
        await devtools.send('HeapProfiler.collectGarbage');
        const { JSEventListeners: listeners = 0, Nodes: nodes = 0 } = await page.metrics();
        return { listeners, nodes };
      };
      const few = await count(10);
      const many = await count(40);
      test.diagnostic(`after 10: ${JSON.stringify(few)}, after 50: ${JSON.stringify(many)}`);
      // What React keeps of the last root is the same each time; forty tills would be hundreds.
      assert.ok(many.listeners - few.listeners < 40, `${many.listeners - few.listeners} more listeners`);
      assert.ok(many.nodes - few.nodes < 40, `${many.nodes - few.nodes} more nodes`);
    });
  }
});

describe('hot reload', () => {
  for (const [name, file] of [
    ['react', 'src/Till.tsx'],
    ['vue', 'src/Till.vue'],
    ['svelte', 'src/Till.svelte'],
  ] as const) {
    it(`of ${name} in the midst of a redemption books it once, and the sale goes on`, async (test) => {
      let release = (): void => {};
      const edited = new Promise<void>((resolve) => (release = resolve));
      let asked = 0;
      const folder = await setUp(join(examples, name));
      const till = await develop(test, folder, {
        before: async ({ url }) => {
          // The first is answered by asking for the PIN, the second books.
          if (url.endsWith('/webhook/redeem') && ++asked === 2) await edited;
        },
      });
      await till.scan();
      await till.tap('loyalite-redeem', 'way');
      await till.fill('loyalite-redeem', 'input', '50');
      await till.tap('loyalite-redeem', 'submit');
      await till.enterPin('loyalite-redeem');
      await till.reach('loyalite-redeem', 'pending');
      await till.page.evaluate('window.isSamePage = true');
      edit(folder, file, '<h1>Order', '<h1>Sale');
      await till.shows('h1', 'Sale A-1001');
      assert.equal(await till.page.evaluate('window.isSamePage'), true, 'the page was not loaded anew');
      if (name === 'svelte') {
        // Svelte makes the component anew, and with it the tags: they offer what the old ones left unanswered.
        await till.reach('loyalite-redeem', 'unconfirmed');
        release();
        await till.tap('loyalite-redeem', 'retry');
        if ((await till.settles('loyalite-redeem')) === 'pin') await till.enterPin('loyalite-redeem');
        await till.reach('loyalite-redeem', 'done');
        await till.scan();
      } else {
        release();
        await till.reach('loyalite-redeem', 'done');
        await till.shows('#to-pay', '80.50');
      }
      await till.earn();
      assert.deepEqual(till.booked, [
        ['redeem', 50],
        ['earn', 85.5],
      ]);
      assert.deepEqual(till.complaints, []);
    });
  }
});
