// What happens between a tap and its event, on real input and real HTTP, beside the vendor's plain code.
//
// asked: from the moment the tap came in to the call of `fetch`; sent: to the request's leaving for the network. told: from the
// first byte of the answer to the event; whole: from the tap to the event. The browser holds tasks back after a tap until the next frame: what of
// the way is spent waiting for it differs with the order of things, and the whole tells what a cashier waits for.
// key: from the moment a key came in to the frame that shows its digit in the PIN field.
import { withPage } from '../browser.mjs';

const inOurs = (tag, selector) => `document.querySelector('${tag}').shadowRoot.querySelector('${selector}')`;
const inPage = (id) => `document.getElementById('${id}')`;

export const sides = {
  ours: {
    page: 'ours-alone',
    find: {
      button: inOurs('loyalite-lookup', '[part=submit]'),
      event: 'loyalite-found',
      prepare: () =>
        `(document.querySelector('loyalite-lookup').reset(), document.querySelector('loyalite-lookup').updateComplete)`,
    },
    earn: {
      button: inOurs('loyalite-earn', '[part=submit]'),
      event: 'loyalite-earned',
      prepare: (order) =>
        `(document.querySelector('loyalite-earn').orderId = '${order}', document.querySelector('loyalite-earn').updateComplete)`,
    },
    pin: inOurs('loyalite-earn', '#input'),
  },
  vendor: {
    page: 'vendor-page',
    find: { button: inPage('find'), event: 'found', prepare: () => '0' },
    earn: {
      button: inPage('earn'),
      event: 'earned',
      prepare: (order) => `${inPage('earn')}.dataset.order = '${order}'`,
    },
    pin: inPage('pin'),
  },
};

/** Notes in the page when the tap came, when `fetch` was called, and when the event fired. */
const watch = (event) => `globalThis.ended = new Promise((resolve) => {
  const tap = { at: 0, asked: 0 };
  addEventListener('click', ({ timeStamp }) => (tap.at = timeStamp), { capture: true, once: true });
  globalThis.ownFetch ??= globalThis.fetch;
  globalThis.fetch = (input, init) => { tap.asked = performance.now(); return ownFetch(input, init); };
  performance.clearResourceTimings();
  document.addEventListener('${event}', () => {
    const end = performance.now();
    // The entry of the answer follows the event.
    setTimeout(() => {
      const entry = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/webhook/')).at(-1);
      resolve({ asked: tap.asked - tap.at, sent: entry.requestStart - tap.at, told: end - entry.responseStart, whole: end - tap.at });
    }, 30);
  }, { once: true });
}); 0`;

async function middle(page, element) {
  return page.evaluate(
    `(() => { const { x, y, width, height } = ${element}.getBoundingClientRect(); return [x + width / 2, y + height / 2]; })()`,
  );
}

async function open(page, origin, side) {
  await page.goto(`${origin}/${side.page}.html`, { waitUntil: 'load' });
  await page.waitForFunction(`${side.earn.button}.getBoundingClientRect().height > 10`);
  await page.waitForNetworkIdle({ idleTime: 300 });
}

/** So many look-ups and earns in one page. */
export function taps(browser, origin, side, cpu, count) {
  return withPage(browser, origin, { cpu }, async (page) => {
    await open(page, origin, side);
    const samples = { find: [], earn: [] };
    for (let turn = 0; turn < count + 2; turn += 1) {
      for (const name of ['find', 'earn']) {
        const { button, event, prepare } = side[name];
        await page.evaluate(prepare(`A-${turn}`));
        // What has just come to stand under the finger takes no tap for half a second.
        await page.waitForFunction(() => document.querySelector(':state(settling)') === null);
        const [x, y] = await middle(page, button);
        await page.mouse.move(x, y);
        // In place before the tap: input takes another way into the page than commands do.
        await page.evaluate(watch(event));
        // As long as a finger is down.
        await page.mouse.click(x, y, { delay: 70 });
        const sample = await page.evaluate('ended');
        // The first two warm up.
        if (turn > 1) samples[name].push(sample);
      }
    }
    return samples;
  });
}

const shown = (field, length) => `globalThis.painted = new Promise((resolve) => {
  addEventListener('keydown', ({ timeStamp }) => {
    const look = () => {
      if (${field}.value.length < ${length}) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port2.onmessage = () => resolve(performance.now() - timeStamp);
      port1.postMessage(0);
    };
    requestAnimationFrame(look);
  }, { capture: true, once: true });
}); 0`;

const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** So many PINs of four digits, at a person's pace. */
export function keys(browser, origin, side, cpu, count) {
  return withPage(browser, origin, { cpu }, async (page) => {
    await open(page, origin, side);
    await page.evaluate(side.earn.prepare('A-pin'));
    const [x, y] = await middle(page, side.earn.button);
    await page.mouse.click(x, y);
    await page.waitForFunction(`${side.pin}?.matches(':focus') && !${side.pin}.readOnly`);
    const samples = [];
    for (let turn = 0; turn < count + 1; turn += 1) {
      for (let length = 1; length <= 4; length += 1) {
        await rest(220 + 17 * ((turn * 4 + length) % 5));
        await page.evaluate(shown(side.pin, length));
        await page.keyboard.press(String(length));
        const sample = await page.evaluate('painted');
        if (turn > 0) samples.push(sample);
      }
      for (let length = 4; length > 0; length -= 1) {
        await rest(220);
        await page.keyboard.press('Backspace');
      }
    }
    return samples;
  });
}
