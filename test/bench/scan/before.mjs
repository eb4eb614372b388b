// What one frame costs today's decoder beside that of an earlier build, in one run: time at the median and where only one frame
// in twenty takes longer, as ratios, and how many of the frames each of them reads. Builds take turns on each frame; the least of
// three showings counts, by the processor's time, so that a busy machine slows neither.
//   node --import tsx test/bench/scan/before.mjs --before DIR [--synthetic COUNT] [--seed N]... [--folder DIR]... [--times N]
// --before names the folder of an earlier build, its scan.js and chunks. A folder holds pictures and an index.json.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { decodeFrame } from '../../../src/scan/decode/decode-frame.ts';
import { makeFolder } from './synthetic.mjs';

const { values: options } = parseArgs({
  options: {
    before: { type: 'string' },
    synthetic: { type: 'string', default: '200' },
    seed: { type: 'string', multiple: true, default: ['90210'] },
    folder: { type: 'string', multiple: true, default: [] },
    times: { type: 'string', default: '3' },
  },
});
if (!options.before) throw new Error('--before DIR: the folder of an earlier build');

const LONGEST = 1280;
/** The most that the slowest frames may cost of what they cost then. */
const most = 0.4;
const earlier = await import(pathToFileURL(path.resolve(options.before, 'scan.js')).href);
const builds = { before: earlier.decodeFrame, now: decodeFrame };

async function pixels(file) {
  const picture = sharp(file)
    .flatten({ background: 'white' })
    .resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true });
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length), ...info };
}

/** Milliseconds of the processor that a decoder takes for a frame, and what it reads. */
function show(decode, { data, width, height }) {
  const before = process.cpuUsage();
  const text = decode({ data, width, height });
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, text };
}

const plain = (text) => text?.replace(/\r\n?/g, '\n').trim();
const at = (numbers, share) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)];

/** One line for each build: how many texts of a folder it reads, and its times. */
async function measure(folder) {
  const index = JSON.parse(await readFile(path.join(folder, 'index.json'), 'utf8'));
  const lines = Object.fromEntries(Object.keys(builds).map((name) => [name, { right: 0, wrong: 0, times: [] }]));
  for (const [turn, { file, text }] of index.entries()) {
    const frame = await pixels(path.join(folder, file));
    const names = turn % 2 ? ['now', 'before'] : ['before', 'now'];
    const shown = { before: [], now: [] };
    for (let time = 0; time < Number(options.times); time += 1)
      for (const name of names) shown[name].push(show(builds[name], frame));
    for (const name of names) {
      const read = shown[name][0].text;
      if (plain(read) === plain(text)) lines[name].right += 1;
      else if (read) lines[name].wrong += 1;
      lines[name].times.push(Math.min(...shown[name].map(({ ms }) => ms)));
    }
  }
  return { frames: index.length, ...lines };
}

const folders = [...options.folder];
for (const seed of Number(options.synthetic) > 0 ? options.seed : []) {
  const folder = path.join('test', '.out', `synthetic-${seed}-${options.synthetic}`);
  await makeFolder(Number(options.synthetic), Number(seed), folder);
  folders.push(folder);
}
for (const folder of folders) {
  const { frames, before, now } = await measure(folder);
  const [median, p95] = [0.5, 0.95].map((share) => at(now.times, share) / at(before.times, share));
  const line = ({ right, wrong, times }) =>
    `${right} right, ${wrong} wrong, ${at(times, 0.5).toFixed(1)} / ${at(times, 0.95).toFixed(1)} ms`;
  console.log(`${path.basename(folder)}, ${frames} frames (median / p95 of the processor's time):`);
  console.log(`  before: ${line(before)}`);
  console.log(`  now:    ${line(now)}`);
  console.log(`  of before: median ${median.toFixed(2)} ×, p95 ${p95.toFixed(2)} × (at most ${most})`);
  if (p95 > most || now.right < before.right) process.exitCode = 1;
}
