// `npm run sheets`: contact sheets of the gallery, every state in each language, scheme and width, to be looked at by a person.
// `npm run sheets -- --out folder --langs en,ar --schemes dark --widths 320 --only earn-done,scan-troubles` draws some of them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { startDemo } from '../demo/server.ts';
import { chromiumArguments, findChromium } from './browsers.mjs';

const text = (value) => ({ type: 'string', default: value });
const { values } = parseArgs({
  options: {
    out: text('test/.out/sheets'),
    langs: text('en,tr,ar'),
    schemes: text('light,dark'),
    widths: text('320,768,1280'),
    theme: text('plain'),
    only: text(''),
  },
});
const only = values.only.split(',').filter(Boolean);
/** Sheets are no larger than an eye takes in at once; a wide scene is drawn smaller. */
const sheet = { width: 1500, height: 1500 };
const scales = { 320: 1, 768: 0.64, 1280: 0.57 };

mkdirSync(values.out, { recursive: true });
const demo = await startDemo({ port: 0, env: {}, watch: false });
const browser = await puppeteer.launch({
  executablePath: findChromium(),
  args: [...chromiumArguments, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
});

async function open({ lang, scheme, width, scene = '' }) {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([
    { name: 'prefers-reduced-motion', value: 'reduce' },
    { name: 'prefers-color-scheme', value: scheme },
  ]);
  await page.goto(
    `${demo.till}gallery/?${new URLSearchParams({ lang, scheme, theme: values.theme, ...(scene && { scene }) })}`,
  );
  await page.waitForSelector('html[data-ready]');
  await page.evaluate(() => {
    const style = new CSSStyleSheet();
    style.replaceSync(
      '.gallery { grid-template-columns: minmax(0, 1fr); padding: 8px; max-width: none; } .bar, .alone { display: none; }',
    );
    document.adoptedStyleSheets.push(style);
  });
  // Words of another language and drawings come a moment later.
  await page.waitForNetworkIdle({ idleTime: 300 });
  return page;
}

/** All scenes of one setting, as pictures with their height. */
async function take(setting) {
  const page = await open(setting);
  const shots = [];
  for (const figure of await page.$$(only.map((id) => `figure#${id}`).join() || 'figure'))
    shots.push(await figure.screenshot({ captureBeyondViewport: true }));
  await page.browserContext().close();
  for (const { id, of } of await modals()) {
    const modal = await open({ ...setting, scene: id });
    // A scene of many tags is longer than a screen. One without a clip: from right to left a clip is taken elsewhere.
    if (of) for (const tag of await modal.$$(of)) shots.push(await tag.screenshot({ captureBeyondViewport: true }));
    else shots.push(await modal.screenshot());
    await modal.browserContext().close();
  }
  return shots.map((bytes) => Buffer.from(bytes));
}

let known;
async function modals() {
  known ??= (async () => {
    const { scenes } = await import('../docs/gallery/scenes.ts');
    return scenes.filter(({ id, isAlone }) => isAlone && (!only.length || only.includes(id)));
  })();
  return known;
}

/** Width and height stand at a fixed place in a PNG. */
const sizeOf = (bytes) => ({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) });

/** Fills sheets column by column. */
function arrange(shots, scale) {
  const sheets = [[]];
  let [x, y, column] = [0, 0, 0];
  for (const bytes of shots) {
    const size = sizeOf(bytes);
    const [width, height] = [size.width * scale, size.height * scale];
    if (y > 0 && y + height > sheet.height) [x, y, column] = [x + column + 12, 0, 0];
    if (x + width > sheet.width + 12) {
      sheets.push([]);
      [x, y, column] = [0, 0, 0];
    }
    sheets.at(-1).push({ src: `data:image/png;base64,${bytes.toString('base64')}`, x, y, width });
    y += height + 12;
    column = Math.max(column, width);
  }
  return sheets;
}

async function draw(sheets, name) {
  const page = await browser.newPage();
  await page.setViewport(sheet);
  for (const [index, shots] of sheets.entries()) {
    const images = shots.map(
      ({ src, x, y, width }) => `<img src="${src}" style="position:absolute;left:${x}px;top:${y}px;width:${width}px">`,
    );
    await page.setContent(`<body style="margin:0;background:#888">${images.join('')}`);
    writeFileSync(`${values.out}/${name}-${index + 1}.png`, await page.screenshot());
  }
  await page.close();
}

for (const width of values.widths.split(',').map(Number)) {
  for (const lang of values.langs.split(',')) {
    for (const scheme of values.schemes.split(',')) {
      const shots = await take({ lang, scheme, width });
      await draw(arrange(shots, scales[width] ?? 1), `${width}-${lang}-${scheme}`);
      console.log(`${width} ${lang} ${scheme}: ${shots.length} scenes`);
    }
  }
}

await browser.close();
await demo.close();
