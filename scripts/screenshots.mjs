// `npm run screenshots`: the pictures of the README, made from the running demo.
import { mkdirSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { startDemo } from '../demo/server.ts';
import { chromiumArguments, findChromium } from './browsers.mjs';

const folder = process.argv[2] ?? 'demo/images';
mkdirSync(folder, { recursive: true });
const demo = await startDemo({ port: 0, env: {}, watch: false });
const browser = await puppeteer.launch({ executablePath: findChromium(), args: chromiumArguments });

/** A till that has just opened. */
async function openTill({ width, height, scheme = 'light' }) {
  const page = await browser.newPage();
  await page.setViewport({ width, height, deviceScaleFactor: 1 });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await page.goto(`${demo.till}?order=A-1001`, { waitUntil: 'load' });
  await page.waitForSelector('loyalite-lookup >>> [part~=input]');
  await page.waitForFunction(() => document.querySelector('iframe')?.contentDocument?.querySelector('[data-scan]'));
  return page;
}

const phoneOf = (page) => page.frames().find((frame) => frame.url().includes('/phone/'));

/** The customer holds the phone to the scanner. */
async function scanPhone(page) {
  await (await phoneOf(page).waitForSelector('[data-scan]')).click();
  await page.waitForSelector('loyalite-lookup:state(done)');
}

/** Clicks on what a selector finds, once what has just moved may be pressed. */
async function press(page, selector) {
  const button = await page.waitForSelector(selector, { visible: true });
  // What moves in this frame is told in the next one.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.waitForFunction(
    () => !['lookup', 'redeem', 'earn'].some((name) => document.querySelector(`loyalite-${name}:state(settling)`)),
  );
  await button.click();
}

/** The cashier asks for 50 points, and the service for a PIN. */
async function askForPin(page) {
  await press(page, 'loyalite-redeem >>> [part~=way]');
  const field = await page.waitForSelector('loyalite-redeem >>> [part~=input]', { visible: true });
  await field.click({ count: 3 });
  await field.type('50', { delay: 150 });
  await press(page, 'loyalite-redeem >>> [part~=submit]');
  await page.waitForSelector('loyalite-redeem:state(pin)');
  await phoneOf(page).waitForSelector('[data-pin]');
}

async function picture(page, name, options = {}) {
  await page.screenshot({ path: `${folder}/${name}.png`, ...options });
  await page.close();
}

const wide = { width: 1280, height: 1000 };
const found = await openTill(wide);
await scanPhone(found);
await picture(found, 'till');

const narrow = await openTill({ width: 360, height: 780, scheme: 'dark' });
await scanPhone(narrow);
await picture(narrow, 'narrow-dark', { clip: { x: 0, y: 0, width: 360, height: 1560 } });

const asking = await openTill(wide);
await scanPhone(asking);
await askForPin(asking);
await picture(asking, 'pin');

await browser.close();
await demo.close();
