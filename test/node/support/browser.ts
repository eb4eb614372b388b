/** A Chromium for tests that need a real page from a real server. */
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { chromiumArguments, findChromium } from '../../../scripts/browsers.mjs';

/** Starts the browser that the other browser tests run in. */
export function openBrowser(): Promise<Browser> {
  return puppeteer.launch({ executablePath: findChromium() ?? '', args: chromiumArguments });
}

/** A page with a storage of its own, and everything that it complained about: errors, refused requests, violations of its policy. */
export async function openPage(browser: Browser): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport({ width: 1280, height: 1000 });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints };
}
