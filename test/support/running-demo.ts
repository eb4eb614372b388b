/** The demo and a browser, for as long as a test file runs: each file has a process of its own, and its import starts both. */
import { after, before } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { startDemo, type Demo } from '../../demo/server.ts';
import { openBrowser } from './browser.js';

export let browser: Browser;
export let demo: Demo;

/** What a file does before its own tests waits for this: hooks of a file do not wait for each other. */
export const started = Promise.all([openBrowser(), startDemo({ port: 0, env: {}, watch: false })]);

before(async () => {
  [browser, demo] = await started;
});

after(async () => {
  await browser.close();
  await demo.close();
});
