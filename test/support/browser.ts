/** A Chromium for tests that need a real page from a real server. */
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';
import { chromiumArguments, findChromium } from '../../scripts/browsers.mjs';

/** Starts the browser that the other browser tests run in. */
export function openBrowser(): Promise<Browser> {
  return puppeteer.launch({ executablePath: findChromium() ?? '', args: chromiumArguments });
}

/** A page with a storage of its own, and everything that it complained about: errors, refused requests, violations of its policy. */
export async function openPage(browser: Browser): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport({ width: 1280, height: 1000 });
  // A busy machine is slow, not wrong.
  page.setDefaultTimeout(120_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints };
}

/** Runs in the page: whether a button of ours, or the focus, moved less than half a second ago, so that no press counts yet. */
function settles(): boolean {
  return [...document.querySelectorAll('*')].some(
    (element) => element.localName.startsWith('loyalite-') && element.matches(':state(settling)'),
  );
}

/** Resolves when a press counts, wherever it goes. */
export async function calm(place: Page | Frame): Promise<void> {
  // What moves in this frame is told in the next one.
  await place.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await place.waitForFunction(`!(${settles.toString()})()`);
}

/** Clicks on what a selector finds, as a person does: once it is there and stands still. */
export async function press(place: Page | Frame, selector: string): Promise<void> {
  const button = await place.waitForSelector(selector, { visible: true });
  await button?.evaluate((element) => element.scrollIntoView({ block: 'nearest' }));
  await calm(place);
  await button?.click();
}
