// What tills cost that come and go in one page: time and processor time of so many at once, until they are painted; and what two thousand
// of them leave behind. Bytes are those of scripts and of the document's own objects, after a full collection.
import { metricsOf, withPage } from '../browser.mjs';

const helpers = `
globalThis.mountTill ??= (into) => into.append(document.querySelector('#till').content.cloneNode(true));
globalThis.frame = () => new Promise((resolve) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = resolve;
  port1.postMessage(0);
}));
globalThis.mountMany = async (count) => {
  const main = document.querySelector('main');
  main.replaceChildren();
  await frame();
  const start = performance.now();
  for (let turn = 0; turn < count; turn += 1) mountTill(main);
  // Kits that render in several rounds get as many frames as they need.
  let height = -1;
  for (let now = 0; now !== height; ) {
    height = now;
    await frame();
    now = main.scrollHeight;
  }
  return performance.now() - start;
};
globalThis.comeAndGo = async (count) => {
  const main = document.querySelector('main');
  for (let turn = 0; turn < count; turn += 20) {
    for (let one = 0; one < 20; one += 1) mountTill(main);
    await frame();
    main.replaceChildren();
  }
  await frame();
};
`;

function onMountPage(browser, origin, { name }, act) {
  return withPage(browser, origin, {}, async (page, cdp) => {
    await page.goto(`${origin}/${name}-mount.html`, { waitUntil: 'load' });
    await page.waitForNetworkIdle({ idleTime: 300 });
    await page.evaluate(helpers);
    await page.evaluate("document.querySelector('main').replaceChildren()");
    return act(page, cdp);
  });
}

/** `{ 1: { painted, busy }, 10: …, 100: …, 1000: … }` of one page for each count; the first till of a page warms up. */
export async function mountCounts(browser, origin, contender, counts) {
  const samples = {};
  for (const count of counts) {
    samples[count] = await onMountPage(browser, origin, contender, async (page, cdp) => {
      await page.evaluate('mountMany(1)');
      // What is loaded behind the first till's paint is a matter of the first load.
      await page.waitForNetworkIdle({ idleTime: 300 });
      await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
      const before = await metricsOf(cdp);
      const painted = await page.evaluate(`mountMany(${count})`);
      return { painted, busy: (await metricsOf(cdp)).TaskDuration - before.TaskDuration };
    });
  }
  return samples;
}

/** What is held once collections free nothing more: a frame or a promise that is still under way is no leak. */
async function holdings(cdp) {
  let counters = { nodes: Infinity };
  for (let before = null; before === null || counters.nodes < before.nodes;) {
    before = counters;
    for (let turn = 0; turn < 3; turn += 1) await cdp.send('HeapProfiler.collectGarbage');
    await new Promise((resolve) => setTimeout(resolve, 300));
    counters = await cdp.send('Memory.getDOMCounters');
  }
  const { nodes, jsEventListeners: listeners } = counters;
  const { usedSize, embedderHeapUsedSize = 0 } = await cdp.send('Runtime.getHeapUsage');
  return { nodes, listeners, bytes: usedSize + embedderHeapUsedSize };
}

const detachedTrees = async (cdp) => (await cdp.send('DOM.getDetachedDomNodes')).detachedNodes.length;

/** What so many mounts and removals leave behind, and what each of a hundred that stand there holds. */
export function churn(browser, origin, contender, count) {
  return onMountPage(browser, origin, contender, async (page, cdp) => {
    await page.evaluate('comeAndGo(200)');
    const before = await holdings(cdp);
    const trees = await detachedTrees(cdp);
    await page.evaluate(`comeAndGo(${count})`);
    const after = await holdings(cdp);
    const detached = (await detachedTrees(cdp)) - trees;
    await page.evaluate('mountMany(100)');
    const standing = await holdings(cdp);
    const gone = Object.fromEntries(Object.keys(after).map((key) => [key, after[key] - before[key]]));
    return {
      nodes: gone.nodes,
      listeners: gone.listeners,
      detached,
      bytesLeft: gone.bytes,
      bytesEach: (standing.bytes - after.bytes) / 100,
    };
  });
}
