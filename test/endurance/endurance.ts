/**
 * One page that stays open for a long day: operation after operation with the real elements over real HTTP, and what the page
 * holds of them afterwards. A fresh pair of elements now and then, as a till that draws its screen anew.
 */
import type { CDPSession, Page } from 'puppeteer-core';
import { openBrowser } from '../support/browser.js';
import { openTillPage } from '../docs/till-page.js';

/** What the page held before and after, once the collector had run. */
export interface Endurance {
  operations: number;
  booked: number;
  heapBefore: number;
  heapAfter: number;
  nodes: number;
  listeners: number;
}

interface Held {
  heap: number;
  nodes: number;
  listeners: number;
}

const batch = 50;

/** Runs in the page: one batch with one pair of elements, which is then removed. */
async function work({ from, count }: { from: number; count: number }): Promise<void> {
  const tags = ['loyalite-earn', 'loyalite-redeem'] as const;
  const elements = tags.map((tag) => document.createElement(tag));
  for (const element of elements) {
    element.setAttribute('endpoint', '/loyalite');
    element.setAttribute('customer-code', '482193');
    document.body.append(element);
  }
  for (let n = from; n < from + count; n += 1) {
    const element = elements[Math.abs(n) % 2] as HTMLElementTagNameMap['loyalite-earn'];
    element.setAttribute('external-id', `e-${n}`);
    element.setAttribute(n % 2 ? 'points' : 'amount', '1');
    await element.updateComplete;
    element.submit();
    while (element.state === 'pending')
      await new Promise((resolve) => element.addEventListener('loyalite-statechange', resolve, { once: true }));
    if (element.state !== 'done')
      throw new Error(`${element.localName} ${n} is ${element.state}: ${element.error?.code}`);
    element.reset();
  }
  for (const element of elements) element.remove();
  // A day's notes are not what is measured, and ten thousand of them are no day's.
  localStorage.clear();
}

async function held(page: Page, devtools: CDPSession): Promise<Held> {
  for (let round = 0; round < 3; round += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize = 0, Nodes = 0, JSEventListeners = 0 } = await page.metrics();
  return { heap: JSHeapUsedSize, nodes: Nodes, listeners: JSEventListeners };
}

/** Works through so many operations, after as many as fill the caches: the engine keeps what it learns of code that runs often. */
export async function endure(operations: number): Promise<Endurance> {
  const browser = await openBrowser();
  const script = "import 'loyalite-elements/define';";
  const sandbox = { preset: 'standard', earnRatio: 2, limits: { postings: Infinity, customers: Infinity } } as const;
  const limits = { postings: Infinity, customers: Infinity };
  const till = await openTillPage(browser, { body: '', script, sandbox, proxy: { limits } });
  const devtools = await till.page.createCDPSession();
  try {
    for (let warm = 0; warm < 8; warm += 1) await till.page.evaluate(work, { from: -batch * (warm + 1), count: batch });
    const before = await held(till.page, devtools);
    for (let from = 0; from < operations; from += batch)
      await till.page.evaluate(work, { from, count: Math.min(batch, operations - from) });
    const after = await held(till.page, devtools);
    return {
      operations,
      booked: till.sandbox.ledger.filter(({ externalId }) => /^e-\d/.test(externalId)).length,
      heapBefore: before.heap,
      heapAfter: after.heap,
      nodes: after.nodes - before.nodes,
      listeners: after.listeners - before.listeners,
    };
  } finally {
    await till.close();
    await browser.close();
  }
}
