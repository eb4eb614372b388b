// `node test/bench/sale.mjs --before DIR`: what a changed basket, a key and a hundred tills cost, beside an earlier build's `dist/`
// and beside a plain field. One run in one browser, the builds in turns, medians; `npm run build` first. What counts is
// the processor time of the page's main thread, because the time by the clock is also that of other programs, and each act is done
// before it is counted, but for the first hundred tills: what code costs that has not run yet is measured by the first load.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch, metricsOf, withPage } from './till/browser.mjs';
import { serve } from './till/server.mjs';
import { brotliCompressSync } from 'node:zlib';

const { before, rounds } = parseArgs({
  options: { before: { type: 'string' }, rounds: { type: 'string', default: '15' } },
}).values;
if (!before) throw new Error('Name the dist/ folder of an earlier build: --before DIR');
const builds = { now: fileURLToPath(new URL('../../dist', import.meta.url)), before };

const packed = (text, type) => ({ body: brotliCompressSync(text), type });
const files = new Map([['/blank.html', packed('<!doctype html><title>blank</title>', 'text/html; charset=utf-8')]]);
for (const [name, folder] of Object.entries(builds)) {
  for (const file of readdirSync(folder).filter((one) => one.endsWith('.js')))
    files.set(`/${name}/${file}`, packed(readFileSync(join(folder, file)), 'text/javascript'));
  const page = `<!doctype html><meta charset="utf-8"><script type="module" src="/${name}/loyalite.js"></script><input id="plain"><main></main>`;
  files.set(`/${name}.html`, packed(page, 'text/html; charset=utf-8'));
}

/** Runs in the page: what the acts below use. */
function prepare() {
  globalThis.till = (order, layout = '') =>
    `<loyalite-checkout ${layout} endpoint="/loyalite" order-id="${order}" amount="85.50" currency="TRY" point-value="0.10" card-size="10"><loyalite-lookup></loyalite-lookup><loyalite-redeem></loyalite-redeem><loyalite-earn></loyalite-earn></loyalite-checkout>`;
  globalThis.settled = async () => {
    for (const element of document.querySelectorAll('main *')) await element.updateComplete;
  };
}

/** Runs in the page: so many times a hundred tills until they stand, the last hundred taken away before. */
async function mountHundreds(times, layout) {
  const main = document.querySelector('main');
  for (let turn = 0; turn < times; turn += 1) {
    main.innerHTML = Array.from({ length: 100 }, (_, index) => till(`${turn}-${index}`, layout)).join('');
    await settled();
    document.body.getBoundingClientRect();
  }
}

/** Runs in the page: one till, and what is loaded behind its paint. */
async function openTill() {
  document.querySelector('main').innerHTML = till('A-1');
  await settled();
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/** Runs in the page: a till with a customer, and the acts that are counted. */
async function openSale() {
  const main = document.querySelector('main');
  main.innerHTML = till('A-1');
  await settled();
  const checkout = main.firstElementChild;
  const customer = { customerCode: '482193', maskedEmail: 'a***@b.c', pointBalance: 120, stampCount: 4, isNew: false };
  checkout.customer = { ...customer, manualCode: false, verification: 'qr' };
  await settled();
  const key = (field, owner) => async (turn) => {
    const char = 'abcdefgh'[turn % 8];
    const init = { key: char, code: `Key${char.toUpperCase()}`, bubbles: true, composed: true, cancelable: true };
    field.dispatchEvent(new KeyboardEvent('keydown', init));
    field.value = turn % 20 ? field.value + char : '';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    field.dispatchEvent(new KeyboardEvent('keyup', init));
    await owner.updateComplete;
  };
  const lookup = main.querySelector('loyalite-lookup');
  const plain = document.querySelector('#plain');
  plain.addEventListener('input', () => plain.value.length);
  const acts = {
    basket: async (turn) => {
      checkout.amount = `${100 + (turn % 90)}.50`;
      await settled();
    },
    key: key(lookup.shadowRoot.querySelector('[part~=input]'), lookup),
    plainKey: key(plain, plain),
  };
  globalThis.repeat = async (act, times) => {
    for (let turn = 0; turn < times; turn += 1) await acts[act](turn);
  };
  await repeat('basket', 45);
  if (!main.querySelector('loyalite-earn').shadowRoot.textContent.includes('144.50'))
    throw new Error('The basket is not drawn.');
}

/** Milliseconds of the page's main thread for something that the page does. */
async function busy(page, cdp, act, ...args) {
  const { TaskDuration: start } = await metricsOf(cdp);
  await page.evaluate(act, ...args);
  return (await metricsOf(cdp)).TaskDuration - start;
}

const repeat = (act, times) => globalThis.repeat(act, times);

/** Milliseconds for each of the acts. */
async function measure(page, cdp) {
  const figures = {};
  await page.evaluate(prepare);
  await page.evaluate(openTill);
  figures.firstHundred = await busy(page, cdp, mountHundreds, 1, '');
  await page.evaluate(openSale);
  for (const act of ['basket', 'key', 'plainKey']) await page.evaluate(repeat, act, 200);
  for (const act of ['basket', 'key', 'plainKey']) figures[act] = (await busy(page, cdp, repeat, act, 400)) / 400;
  for (const layout of ['', 'layout="open"']) {
    await page.evaluate(mountHundreds, 3, layout);
    figures[layout ? 'hundredOpen' : 'hundred'] = (await busy(page, cdp, mountHundreds, 8, layout)) / 8;
  }
  return figures;
}

const median = (samples) => samples.toSorted((one, other) => one - other)[samples.length >> 1];
const server = await serve(files);
const browser = await launch();
const samples = { now: [], before: [] };
for (let round = 0; round < Number(rounds); round += 1)
  for (const name of round % 2 ? ['before', 'now'] : ['now', 'before'])
    samples[name].push(
      await withPage(browser, server.origin, {}, async (page, cdp) => {
        await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
        await page.goto(`${server.origin}/${name}.html`);
        await page.waitForFunction(() => customElements.get('loyalite-checkout') !== undefined);
        return measure(page, cdp);
      }),
    );
await browser.close();
server.close();

const of = (name, act) => median(samples[name].map((sample) => sample[act]));
const line = (title, one, other) =>
  console.log(`${title}: ${one.toFixed(3)} ms to ${other.toFixed(3)} ms, ${(one / other).toFixed(2)} ×`);
line('a changed basket, of the earlier build', of('now', 'basket'), of('before', 'basket'));
line('a key in the look-up, of a plain field', of('now', 'key'), of('now', 'plainKey'));
line('  the same with the earlier build', of('before', 'key'), of('before', 'plainKey'));
line('a hundred tills, of the earlier build', of('now', 'hundred'), of('before', 'hundred'));
line('  the first time in a page', of('now', 'firstHundred'), of('before', 'firstHundred'));
line('  with all that the earlier build draws', of('now', 'hundredOpen'), of('before', 'hundredOpen'));
