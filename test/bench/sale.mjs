// `node test/bench/sale.mjs --before DIR`: what a changed basket, a key and a hundred tills cost, beside an earlier build's `dist/`
// and beside a plain field. One run in one browser, the builds in turns, medians; `npm run build` first.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch, withPage } from './till/browser.mjs';
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

/** Runs in the page: milliseconds for each of the acts. */
async function measure() {
  const till = (order) =>
    `<loyalite-checkout endpoint="/loyalite" order-id="${order}" amount="85.50" currency="TRY" point-value="0.10" card-size="10"><loyalite-lookup></loyalite-lookup><loyalite-redeem></loyalite-redeem><loyalite-earn></loyalite-earn></loyalite-checkout>`;
  const main = document.querySelector('main');
  const settled = async () => {
    for (const element of document.querySelectorAll('main *')) await element.updateComplete;
  };
  const each = async (times, act) => {
    const start = performance.now();
    for (let turn = 0; turn < times; turn += 1) await act(turn);
    return (performance.now() - start) / times;
  };
  main.innerHTML = till('A-1');
  await settled();
  const checkout = main.firstElementChild;
  const customer = { customerCode: '482193', maskedEmail: 'a***@b.c', pointBalance: 120, stampCount: 4, isNew: false };
  checkout.customer = { ...customer, manualCode: false, verification: 'qr' };
  await settled();
  // The hand scanner is loaded behind the first paint.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const basket = async (turn) => {
    checkout.amount = `${100 + (turn % 90)}.50`;
    await settled();
  };
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
  const field = lookup.shadowRoot.querySelector('[part~=input]');
  await each(200, basket);
  await each(200, key(field, lookup));
  await each(200, key(plain, plain));
  const figures = {
    basket: await each(300, basket),
    key: await each(400, key(field, lookup)),
    plainKey: await each(400, key(plain, plain)),
  };
  main.innerHTML = '';
  const start = performance.now();
  main.innerHTML = Array.from({ length: 100 }, (_, index) => till(`B-${index}`)).join('');
  await settled();
  document.body.getBoundingClientRect();
  return { ...figures, hundred: performance.now() - start };
}

const median = (samples) => samples.toSorted((one, other) => one - other)[samples.length >> 1];
const server = await serve(files);
const browser = await launch();
const samples = { now: [], before: [] };
for (let round = 0; round < Number(rounds); round += 1)
  for (const name of round % 2 ? ['before', 'now'] : ['now', 'before'])
    samples[name].push(
      await withPage(browser, server.origin, {}, async (page) => {
        await page.goto(`${server.origin}/${name}.html`);
        await page.waitForFunction(() => customElements.get('loyalite-checkout') !== undefined);
        return page.evaluate(measure);
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
