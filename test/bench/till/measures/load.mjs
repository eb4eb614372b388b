// What a first visit costs: bytes, main-thread time, and how long until the till is painted and can be used.
//
// painted: the frame that shows the last control at its size has been handed on, in milliseconds from navigation.
// used: with the button that looks a customer up pressed at once after it, the call has left the page.
// busy: processor time of the page's main thread (not wall time: others use this machine too), until painted, and until the
// page has been quiet for a second. An empty page's is taken off in the report.
// bytes: bodies of all that a page asks for beside its HTML: until painted, until used, and later by itself.
import { metricsOf, withPage } from '../browser.mjs';

/** Runs in the page before anything else. */
const watch = ({ ready, find, field }, isPressed) => `(() => {
  const ready = () => ${ready};
  const calls = globalThis.calls = [];
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => { if (String(input).includes('/webhook/')) calls.push(performance.now()); return fetch(input, init); };
  const press = () => { const field = ${field}; field.value = '482193'; field.dispatchEvent(new Event('input', { bubbles: true, composed: true })); setTimeout(() => ${find}.click()); };
  const look = () => {
    if (location.pathname === '/blank.html') return;
    if (!document.querySelector('main') || !ready()) return requestAnimationFrame(look);
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => { globalThis.painted = performance.now(); globalThis.onpainted?.(''); ${isPressed ? 'press();' : ''} };
    port1.postMessage(0);
  };
  requestAnimationFrame(look);
})()`;

const resources = () =>
  performance
    .getEntriesByType('resource')
    .map(({ name, startTime, encodedBodySize }) => ({ name, startTime, size: encodedBodySize }));

async function settle(page) {
  await page.waitForFunction('globalThis.painted', { polling: 50, timeout: 60_000 });
  await page.waitForNetworkIdle({ idleTime: 1000, timeout: 60_000 });
}

const sum = (list) => list.reduce((total, { size }) => total + size, 0);

/** One visit for its time. */
export function visit(browser, origin, contender, throttling) {
  return withPage(browser, origin, { ...throttling, onstart: watch(contender, false) }, async (page, cdp) => {
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    let atPaint;
    await page.exposeFunction('onpainted', () => (atPaint ??= metricsOf(cdp)));
    const before = await metricsOf(cdp);
    await page.goto(`${origin}/${contender.name}.html`, { waitUntil: 'domcontentloaded' });
    await settle(page);
    const [first, last] = [await atPaint, await metricsOf(cdp)];
    const busy = (after, name) => after[name] - before[name];
    const parts = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'].map((name) => [
      name.replace('Duration', '').toLowerCase(),
      busy(last, name),
    ]);
    const painted = await page.evaluate('painted');
    return {
      painted,
      busyPainted: busy(first, 'TaskDuration'),
      busy: busy(last, 'TaskDuration'),
      ...Object.fromEntries(parts),
    };
  });
}

/** One visit for its bytes; they are the same every time. */
export function weigh(browser, origin, contender) {
  const isPressed = contender.find !== undefined;
  return withPage(browser, origin, { onstart: watch(contender, isPressed) }, async (page) => {
    await page.goto(`${origin}/${contender.name}.html`, { waitUntil: 'domcontentloaded' });
    await settle(page);
    const { painted, calls, list } = await page.evaluate(`({ painted, calls, list: (${resources})() })`);
    const own = list.filter(({ name }) => !name.includes('/webhook/'));
    if (isPressed && !calls.length) throw new Error(`${contender.name}: the button led to no call`);
    const used = isPressed ? calls[0] : painted;
    return {
      painted: sum(own.filter(({ startTime }) => startTime <= painted)),
      used: sum(own.filter(({ startTime }) => startTime <= used)),
      later: sum(own.filter(({ startTime }) => startTime > used)),
      files: own.length,
    };
  });
}
