/** A browser and the script as it is shipped, for as long as a test file runs. */
import { after, before } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { openBrowser } from '../support/browser.js';
import { buildScript } from '../support/built-script.js';

export let browser: Browser;
export let script: Awaited<ReturnType<typeof buildScript>>;

before(async () => {
  [browser, script] = await Promise.all([openBrowser(), buildScript()]);
});

after(async () => {
  await browser.close();
  await script.remove();
});
