// Where a page's main thread spends its time until it is quiet: by kind of task, and by function. Times are of a run under trace.
// Run: node test/bench/till/profile.mjs [contender] [visits]
import { buildAll } from './build.mjs';
import { launch, withPage } from './browser.mjs';
import { contenders } from './contenders.mjs';
import { serve } from './server.mjs';

const [name = 'ours', visits = '5'] = process.argv.slice(2);
const contender = contenders.find((one) => one.name === name);
const categories = ['*', 'disabled-by-default-v8.compile', 'disabled-by-default-devtools.timeline'];

async function traced(page, cdp, act) {
  const events = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: categories } });
  await act();
  const ended = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await ended;
  return events;
}

/** Time of each kind less what is nested in it of another. */
function selfTimes(events, url) {
  const sent = events.find(({ name: kind, args }) => kind === 'ResourceSendRequest' && args.data?.url?.includes(url));
  const main = events
    .filter((one) => one.pid === sent.pid && one.tid === sent.tid && one.ph === 'X')
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const times = new Map();
  const open = [];
  for (const event of main) {
    while (open.length && open.at(-1).ts + open.at(-1).dur <= event.ts) open.pop();
    const parent = open.at(-1);
    const time = event.tdur ?? event.dur;
    times.set(event.name, (times.get(event.name) ?? 0) + time);
    if (parent) times.set(parent.name, times.get(parent.name) - time);
    open.push(event);
  }
  return times;
}

function selfOfFunctions({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const times = new Map();
  samples.forEach((id, index) => {
    const { functionName, url, lineNumber, columnNumber } = byId.get(id);
    if (functionName === '(idle)') return;
    const key = `${functionName || '(anonymous)'} ${url.split('/').at(-1)}:${lineNumber + 1}:${columnNumber}`;
    times.set(key, (times.get(key) ?? 0) + timeDeltas[index]);
  });
  return times;
}

function print(title, sums) {
  console.log(`\n${title}, ms a visit`);
  const rows = [...sums].sort(([, a], [, b]) => b - a).slice(0, 25);
  for (const [key, time] of rows) console.log(`${(time / 1000 / Number(visits)).toFixed(2).padStart(8)}  ${key}`);
}

const add = (sums, more) => more.forEach((time, key) => sums.set(key, (sums.get(key) ?? 0) + time));
const server = await serve(await buildAll([contender]));
const browser = await launch();
const [tasks, functions] = [new Map(), new Map()];
for (let visit = 0; visit < Number(visits); visit += 1) {
  const url = `/${name}.html`;
  const load = async (page) => {
    await page.goto(server.origin + url);
    await page.waitForNetworkIdle({ idleTime: 500 });
  };
  await withPage(browser, server.origin, {}, async (page, cdp) =>
    add(tasks, selfTimes(await traced(page, cdp, () => load(page)), url)),
  );
  await withPage(browser, server.origin, {}, async (page, cdp) => {
    await cdp.send('Profiler.enable');
    await cdp.send('Profiler.setSamplingInterval', { interval: 100 });
    await cdp.send('Profiler.start');
    await load(page);
    add(functions, selfOfFunctions((await cdp.send('Profiler.stop')).profile));
  });
}
print('kinds of work, self', tasks);
print('functions, self', functions);
await browser.close();
server.close();
