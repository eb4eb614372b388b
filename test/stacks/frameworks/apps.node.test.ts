/** Each example, built by its framework's own build against the packed library, sells in a real browser. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { appOf } from '../../../demo/frameworks/serve.js';
import { openBrowser } from '../../support/browser.js';
import { sell, Till } from './support/till.js';
import { built, examples } from './support/workshop.js';

const names = ['react', 'react-18', 'preact', 'vue', 'svelte', 'angular', 'react-ssr', 'htmx'];

let browser: Browser;

before(async () => {
  browser = await openBrowser();
});

after(() => browser.close());

describe('the example', () => {
  for (const name of names) {
    it(`${name} builds, looks up, redeems with a PIN, earns, and goes on to the next customer`, async (test) => {
      const app = await appOf(await built(join(examples, name)));
      const till = await Till.open(browser, app);
      test.after(() => till.close());
      await sell(till);
      assert.deepEqual(till.complaints, []);
    });
  }
});
