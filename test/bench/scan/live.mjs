// Codes shown to Chromium's fake camera for a moment each, every scanner in its own browser, one after the other:
//   npm ci --prefix test/bench
//   node --import tsx test/bench/scan/live.mjs [--codes 100] [--seconds 0.2] [--rate 20] [--seed N] [--folder DIR] [--only NAME] [--json FILE]
// Told are: codes read in one showing, misreads, what the page's thread was busy with over an idle page, its longest task, and our worker's time a frame.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { chromiumArguments, findChromium } from '../../../scripts/browsers.mjs';
import { HEIGHT, makeFolder, WIDTH } from './synthetic.mjs';
import { makeVideo } from './video.mjs';

const { values: options } = parseArgs({
  options: {
    codes: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '0.2' },
    rate: { type: 'string', default: '20' },
    seed: { type: 'string', default: '4711' },
    folder: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'string' },
  },
});
const pages = fileURLToPath(new URL('./pages/', import.meta.url));
const source = fileURLToPath(new URL('../../../src/scan/worker/', import.meta.url));
const [count, seconds, rate] = [options.codes, options.seconds, options.rate].map(Number);

/** Everything a page may ask for, by address. */
async function files() {
  const bundle = async (entry) => {
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      format: 'esm',
      target: 'es2022',
      minify: true,
      write: false,
      logLevel: 'error',
    });
    return { type: 'text/javascript', body: outputFiles[0].contents };
  };
  // barcode-detector brings a zxing-wasm of its own version.
  const wasm = await readFile(
    createRequire(import.meta.resolve('barcode-detector/ponyfill')).resolve('zxing-wasm/reader/zxing_reader.wasm'),
  );
  const qrScanner = path.dirname(fileURLToPath(import.meta.resolve('qr-scanner')));
  const served = new Map([
    ['/', { type: 'text/html', body: '<!doctype html><meta charset="utf-8"><title>bench</title><body>' }],
    ['/zxing_reader.wasm', { type: 'application/wasm', body: wasm }],
    ['/decode.worker.ts', await bundle(path.join(source, 'decode.worker.ts'))],
    [
      '/qr-scanner-worker.min.js',
      { type: 'text/javascript', body: await readFile(path.join(qrScanner, 'qr-scanner-worker.min.js')) },
    ],
  ]);
  for (const name of await readdir(pages))
    if (name !== 'camera.mjs') served.set(`/${name}`, await bundle(path.join(pages, name)));
  return served;
}

async function serve(served) {
  const server = createServer((request, response) => {
    const file = served.get(new URL(request.url, 'http://localhost').pathname);
    response
      .writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain', 'cache-control': 'no-store' })
      .end(file?.body ?? '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** What a page needs before its scanner starts: somewhere to write to. */
function prepare() {
  Object.assign(window, { texts: [], workerTimes: [], longest: 0, kind: '' });
  window.read = (text) => window.texts.push(text);
  window.start = new Promise((resolve) => (window.began = resolve));
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask' });
}

async function show(name, address, video) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const camera = [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${video}`,
  ];
  const browser = await puppeteer.launch({
    executablePath: findChromium(),
    userDataDir: folder,
    args: [...chromiumArguments, ...camera],
  });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: WIDTH, height: HEIGHT });
    page.on('pageerror', (error) => console.error(`${name}: ${String(error)}`));
    await page.evaluateOnNewDocument(prepare);
    await page.goto(address);
    await page.addScriptTag({ url: `/${name}.mjs`, type: 'module' });
    await page.evaluate(() => window.start);
    const before = await page.metrics();
    await page.evaluate(
      (ms) => {
        Object.assign(window, { texts: [], workerTimes: [], longest: 0 });
        return new Promise((resolve) => setTimeout(resolve, ms));
      },
      count * seconds * 1000,
    );
    const after = await page.metrics();
    const seen = await page.evaluate(() => ({
      texts: window.texts,
      workerTimes: window.workerTimes,
      longest: window.longest,
      kind: window.kind,
    }));
    return { ...seen, busy: (after.TaskDuration - before.TaskDuration) / (after.Timestamp - before.Timestamp) };
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];
const tenths = (value) => (value === undefined ? undefined : Math.round(value * 10) / 10);

function summary({ texts, workerTimes, longest, kind, busy }, expected, idle) {
  const read = new Set(texts);
  const misreads = [...read].filter((text) => !expected.includes(text));
  return {
    read: expected.filter((text) => read.has(text)).length,
    misreads,
    busyPercent: tenths(100 * (busy - idle)),
    longestTaskMs: Math.round(longest),
    ...(kind && {
      kind,
      frames: workerTimes.length,
      workerMedianMs: tenths(at(workerTimes, 0.5)),
      workerP95Ms: tenths(at(workerTimes, 0.95)),
    }),
  };
}

const out = path.resolve('test', '.out');
await mkdir(out, { recursive: true });
const folder = options.folder ?? path.join(out, `synthetic-${options.seed}`);
if (!options.folder) await makeFolder(count, Number(options.seed), folder);
const video = path.join(out, 'live.y4m');
const expected = await makeVideo(folder, video, { count, seconds, rate, width: WIDTH, height: HEIGHT });
const served = await files();
const server = await serve(served);
const names = ['idle', 'loyalite-elements', 'jsqr', 'qr-scanner', 'html5-qrcode', 'barcode-detector', 'qr'].filter(
  (name) => name === 'idle' || !options.only || name === options.only,
);
const { folder: _folder, json: _json, ...settings } = options;
const report = {
  machine: `${os.cpus()[0].model}, ${os.cpus().length} cores, Node ${process.version}`,
  settings,
  scanners: {},
};
let idle = 0;
for (const name of names) {
  const shown = await show(name, server.address, video);
  if (name === 'idle') idle = shown.busy;
  report.scanners[name] = summary(shown, expected, name === 'idle' ? 0 : idle);
}
server.close();
await rm(video);
console.table(
  Object.fromEntries(
    Object.entries(report.scanners).map(([name, { misreads, ...rest }]) => [
      name,
      { ...rest, misreads: misreads.length },
    ]),
  ),
);
if (options.json) await writeFile(options.json, `${JSON.stringify(report, null, 1)}\n`);
