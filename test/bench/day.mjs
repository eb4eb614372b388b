// `node test/bench/day.mjs [--sales N]`: what one page holds after a thousand and after ten thousand sales with one checkout that
// stays, a look-up and an earn each; and how long the next sale takes by then. The backend is a `fetch` in the page; `npm run build` first.
// Told are the whole heap and the part of it that scripts made: the rest is the engine's own (compiled code, performance entries).
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { launch, withPage } from './till/browser.mjs';
import { serve } from './till/server.mjs';

const { sales } = parseArgs({ options: { sales: { type: 'string', default: '10000' } } }).values;
const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const packed = (text, type) => ({ body: brotliCompressSync(text), type });
const html = 'text/html; charset=utf-8';
const files = new Map([
  ['/blank.html', packed('<!doctype html><title>blank</title>', html)],
  [
    '/till.html',
    packed(
      `<!doctype html><meta charset="utf-8"><script type="module" src="/loyalite.js"></script><loyalite-checkout endpoint="/loyalite" order-id="A-0" amount="85.50" currency="TRY" point-value="0.10" card-size="10"><loyalite-lookup></loyalite-lookup><loyalite-redeem></loyalite-redeem><loyalite-earn></loyalite-earn></loyalite-checkout>`,
      html,
    ),
  ],
]);
for (const file of readdirSync(dist).filter((one) => one.endsWith('.js')))
  files.set(`/${file}`, packed(readFileSync(join(dist, file)), 'text/javascript'));

/** Runs in the page: sales from one number to another; returns how long the next sale took, in ms each. */
async function work(from, to) {
  const checkout = document.querySelector('loyalite-checkout');
  const [lookup, earn] = ['lookup', 'earn'].map((kind) => checkout.querySelector(`loyalite-${kind}`));
  const customer = { customer_code: '482193', masked_email: 'a***@example.com', point_balance: 120, stamp_count: 4 };
  const answer = (data) =>
    Promise.resolve(
      new Response(JSON.stringify({ data }), { status: 200, headers: { 'content-type': 'application/json' } }),
    );
  checkout.fetch = (url) =>
    answer(String(url).includes('/customer') ? { ...customer, is_new: false } : { stamps: 4, points: 205 });
  const reach = (element, name) =>
    new Promise((resolve, reject) => {
      const end = new AbortController();
      const on = (type, act) => element.addEventListener(type, (event) => (end.abort(), act(event)), end);
      on(name, resolve);
      on('loyalite-error', ({ detail }) => reject(new Error(`${element.localName}: ${detail.code}`)));
    });
  let next = 0;
  for (let sale = from; sale < to; sale += 1) {
    const start = performance.now();
    checkout.orderId = `A-${sale}`;
    for (const element of [checkout, lookup, earn]) await element.updateComplete;
    next += performance.now() - start;
    const found = reach(lookup, 'loyalite-found');
    lookup.value = '482193';
    lookup.submit();
    await found;
    const earned = reach(earn, 'loyalite-earned');
    await earn.updateComplete;
    earn.submit();
    await earned;
  }
  return next / (to - from);
}

/** Bytes of what scripts made. */
async function scriptBytes(cdp) {
  let text = '';
  const onchunk = ({ chunk }) => (text += chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', onchunk);
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', onchunk);
  const { snapshot, nodes } = JSON.parse(text);
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const size = fields.indexOf('self_size');
  let sum = 0;
  for (let at = 0; at < nodes.length; at += fields.length)
    if (!['code', 'native', 'hidden', 'synthetic'].includes(types[0][nodes[at]])) sum += nodes[at + size];
  return sum;
}

const server = await serve(files);
const browser = await launch();
await withPage(browser, server.origin, {}, async (page, cdp) => {
  await page.goto(`${server.origin}/till.html`);
  await page.waitForFunction(() => customElements.get('loyalite-checkout') !== undefined);
  await page.waitForNetworkIdle();
  const held = async () => {
    for (let round = 0; round < 3; round += 1) await cdp.send('HeapProfiler.collectGarbage');
    const { JSHeapUsedSize, Nodes, JSEventListeners } = await page.metrics();
    const notes = await page.evaluate(() => JSON.stringify({ ...localStorage }).length);
    return { heap: JSHeapUsedSize, scripts: await scriptBytes(cdp), nodes: Nodes, listeners: JSEventListeners, notes };
  };
  let first;
  const step = 500;
  for (let sale = 0; sale < Number(sales); sale += step) {
    const next = await page.evaluate(work, sale, sale + step);
    const at = sale + step;
    if (at % 1000) continue;
    const now = await held();
    first ??= now;
    const grown = (what) => `${Math.round(now[what] / 1024)} KiB (${(now[what] / first[what]).toFixed(3)} ×)`;
    console.log(
      `${at} sales: ${grown('scripts')} made by scripts, ${grown('heap')} in all; ${now.nodes} nodes, ${now.listeners} listeners, ${Math.round(now.notes / 1024)} KiB of notes; the next sale ${next.toFixed(2)} ms`,
    );
  }
});
await browser.close();
server.close();
