// `npm run bench`: what the till costs a page, beside tills of other kits, in one run. Rounds go through all of them in turn, so that
// a busy machine slows all alike; what counts are medians and ratios of one run. Nothing here fails for being slow.
// Run: npm run build && npm run bench -- [--quick] [--rounds N] [--only load,tap,key,mount,churn] [--out FILE] [--before DIR]   DIR: the dist/ of an earlier build, to stand beside
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch, slow4g } from './till/browser.mjs';
import { buildAll } from './till/build.mjs';
import { contenders as all, earlier } from './till/contenders.mjs';
import { keys, sides, taps } from './till/measures/interact.mjs';
import { visit, weigh } from './till/measures/load.mjs';
import { churn, mountCounts } from './till/measures/mount.mjs';
import { report } from './till/report.mjs';
import { serve } from './till/server.mjs';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    rounds: { type: 'string' },
    only: { type: 'string' },
    out: { type: 'string' },
    before: { type: 'string' },
  },
});
const rounds = Number(values.rounds ?? (values.quick ? 3 : 11));
const wanted = new Set((values.only ?? 'load,tap,key,mount,churn').split(','));
const counts = values.quick ? [1, 10, 100] : [1, 10, 100, 1000];
const named = (...names) => all.filter(({ name }) => names.includes(name));

const raw = { bytes: {}, load: {}, tap: {}, key: {}, mount: {}, churn: {} };
const note = (kind, condition, name, sample) => ((raw[kind][condition] ??= {})[name] ??= []).push(sample);
const say = (text) => process.stderr.write(`${text}\n`);

const contenders = values.before ? [...all, earlier] : all;
const server = await serve(await buildAll(contenders, values.before));
let browser = await launch();

/** One sample; where the browser went away meanwhile it is taken again in another one. */
async function sample(measure, ...what) {
  for (let lives = 3; ; lives -= 1) {
    try {
      return await measure(browser, server.origin, ...what);
    } catch (error) {
      if (browser.connected || !lives) throw error;
      say('the browser went away, another one goes on');
      browser = await launch();
    }
  }
}

async function loads() {
  for (const contender of contenders) raw.bytes[contender.name] = await sample(weigh, contender);
  const conditions = { '1×': {}, '6×': { cpu: 6 }, '6× slow 4G': { cpu: 6, network: slow4g } };
  for (let round = 0; round < rounds; round += 1) {
    say(`load, round ${round + 1} of ${rounds}`);
    for (const [condition, throttling] of Object.entries(conditions)) {
      for (const contender of contenders)
        note('load', condition, contender.name, await sample(visit, contender, throttling));
    }
  }
}

async function interactions(kind, measure, count) {
  for (let round = 0; round < Math.ceil(rounds / 3); round += 1) {
    say(`${kind}, round ${round + 1}`);
    for (const cpu of [1, 6]) {
      for (const [name, side] of Object.entries(sides))
        note(kind, `${cpu}×`, name, await sample(measure, side, cpu, count));
    }
  }
}

async function mounts() {
  for (let round = 0; round < Math.ceil(rounds / 3); round += 1) {
    say(`mount, round ${round + 1}`);
    const mounted = named('ours', 'ours-steps', 'vanilla', 'shoelace');
    for (const contender of [...mounted, ...contenders.filter((one) => one.isEarlier)])
      note('mount', '1×', contender.name, await sample(mountCounts, contender, counts));
  }
}

async function churns() {
  say('come and go');
  for (const contender of named('ours', 'vanilla'))
    note('churn', '1×', contender.name, await sample(churn, contender, values.quick ? 400 : 2000));
}

try {
  if (wanted.has('load')) await loads();
  if (wanted.has('tap')) await interactions('tap', taps, values.quick ? 5 : 15);
  if (wanted.has('key')) await interactions('key', keys, values.quick ? 1 : 4);
  if (wanted.has('mount')) await mounts();
  if (wanted.has('churn')) await churns();
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model.trim(),
    node: process.version,
    browser: await browser.version(),
    date: new Date().toISOString().slice(0, 10),
  };
  const out =
    values.out ?? fileURLToPath(new URL(`./results/${values.quick ? 'quick' : 'till'}.json`, import.meta.url));
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, `${JSON.stringify({ machine, rounds, missing: [...server.missing], raw })}\n`);
  console.log(report({ machine, rounds, raw }));
} finally {
  await browser.close();
  server.close();
}
