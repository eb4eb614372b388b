// A browser of its own, and pages in it that start from nothing: a fresh profile each, no cache, no other host.
import puppeteer from 'puppeteer-core';
import { chromiumArguments, findChromium } from '../../../scripts/browsers.mjs';

/** Chrome's own "Slow 4G": 150 ms and 1.6 Mbit/s, with its factors for what a request adds. */
export const slow4g = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1.6e6 / 8) * 0.9,
  uploadThroughput: (750e3 / 8) * 0.9,
};

export function launch() {
  const args = [
    ...chromiumArguments,
    '--js-flags=--expose-gc',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--disable-extensions',
    '--mute-audio',
  ];
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium found. Set CHROME_PATH to a Chromium, Chrome or Edge.');
  return puppeteer.launch({ executablePath, headless: true, args, protocolTimeout: 120_000 });
}

/** Runs `act` with a page in a profile of its own, throttled as told, that stands on a blank page of the same origin. */
export async function withPage(browser, origin, { cpu = 1, network, onstart = '' }, act) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.setViewport({ width: 800, height: 900 });
    await page.goto(`${origin}/blank.html`);
    const cdp = await page.createCDPSession();
    await cdp.send('Network.enable');
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
    if (network) await cdp.send('Network.emulateNetworkConditions', network);
    if (cpu > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
    if (onstart) await page.evaluateOnNewDocument(onstart);
    return await act(page, cdp);
  } finally {
    // A browser that went away took its profiles along; the reason is in the error that is under way.
    if (browser.connected) await context.close();
  }
}

/** The metrics of a page's main thread by name; durations in milliseconds. */
export async function metricsOf(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, name.endsWith('Duration') ? value * 1000 : value]));
}
