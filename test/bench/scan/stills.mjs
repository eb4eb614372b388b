// Recall, misreads and time on still pictures, all decoders in one run:
//   npm ci --prefix test/bench
//   node --import tsx test/bench/scan/stills.mjs [--synthetic COUNT] [--seed N] [--folder DIR]... [--budget MS] [--only NAME] [--before DIR] [--json FILE]
// --before names a folder with an earlier build, its scan.js and chunks, which is then measured beside today's source.
// A folder holds pictures and an index.json of [{ file, text }]; QR_PICTURES names one as well. Pictures are brought to 1280 px.
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { decoders } from './decoders.mjs';
import { makeFolder } from './synthetic.mjs';

const { values: options } = parseArgs({
  options: {
    synthetic: { type: 'string', default: '0' },
    seed: { type: 'string', default: '4711' },
    budget: { type: 'string', default: '40' },
    folder: { type: 'string', multiple: true, default: [] },
    only: { type: 'string' },
    half: { type: 'string' },
    before: { type: 'string' },
    json: { type: 'string' },
  },
});

const LONGEST = 1280;
/** Line ends and blanks at the ends differ between the lists that come with pictures, not between codes. */
const plain = (text) => text.replace(/\r\n?/g, '\n').trim();

async function pixels(file) {
  const picture = sharp(file)
    .flatten({ background: 'white' })
    .resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true });
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return {
    data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
    width: info.width,
    height: info.height,
  };
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const tenths = (value) => Math.round(value * 10) / 10;

function summary(results) {
  const times = results.map(({ ms }) => ms).sort((a, b) => a - b);
  const conditions = {};
  for (const { group, right } of results) {
    conditions[group] ??= [0, 0];
    conditions[group][0] += right ? 1 : 0;
    conditions[group][1]++;
  }
  return {
    recall: tenths((100 * results.filter(({ right }) => right).length) / results.length),
    misreads: results
      .filter(({ right, read }) => !right && read !== null)
      .map(({ file, read, text }) => ({ file, read, text })),
    medianMs: tenths(at(times, 0.5)),
    p95Ms: tenths(at(times, 0.95)),
    maxMs: tenths(times.at(-1)),
    conditions,
  };
}

async function measureFolder(folder, all) {
  const index = JSON.parse(await readFile(path.join(folder, 'index.json'), 'utf8'));
  const chosen = index.filter((_, i) => options.half === undefined || i % 2 === (options.half === 'a' ? 0 : 1));
  const results = Object.fromEntries(Object.keys(all).map((name) => [name, []]));
  const warm = await pixels(path.join(folder, chosen[0].file));
  for (const decode of Object.values(all)) for (let i = 0; i < 5; i++) await decode(warm);
  for (const { file, text, condition, cond, source } of chosen) {
    const frame = await pixels(path.join(folder, file));
    for (const [name, decode] of Object.entries(all)) {
      const start = performance.now();
      const read = await decode(frame);
      const ms = performance.now() - start;
      results[name].push({
        file,
        text,
        read,
        ms,
        group: condition ?? cond ?? source ?? 'all',
        right: read !== null && plain(read) === plain(text),
      });
    }
  }
  return {
    pictures: chosen.length,
    decoders: Object.fromEntries(Object.entries(results).map(([name, list]) => [name, summary(list)])),
  };
}

function print(title, { pictures, decoders: measured }) {
  console.log(`\n${title}: ${pictures} pictures`);
  console.table(
    Object.fromEntries(
      Object.entries(measured).map(([name, { recall, misreads, medianMs, p95Ms, maxMs }]) => [
        name,
        { 'recall %': recall, misreads: misreads.length, 'median ms': medianMs, 'p95 ms': p95Ms, 'max ms': maxMs },
      ]),
    ),
  );
}

const all = Object.fromEntries(
  Object.entries(await decoders(Number(options.budget), options.before)).filter(
    ([name]) => !options.only || name.includes(options.only),
  ),
);
const { folder: _folder, json: _json, ...settings } = options;
const report = {
  machine: `${os.cpus()[0].model}, ${os.cpus().length} cores, Node ${process.version}`,
  settings,
  folders: {},
};
const folders = [...options.folder, ...(process.env.QR_PICTURES ? [process.env.QR_PICTURES] : [])];
if (Number(options.synthetic) > 0) {
  const folder = path.join('test', '.out', `synthetic-${options.seed}`);
  await makeFolder(Number(options.synthetic), Number(options.seed), folder);
  folders.unshift(folder);
}
for (const folder of folders) {
  const measured = await measureFolder(folder, all);
  report.folders[path.basename(folder)] = measured;
  print(path.basename(folder), measured);
}
if (options.json) await writeFile(options.json, `${JSON.stringify(report, null, 1)}\n`);
