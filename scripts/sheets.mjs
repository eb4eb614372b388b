// `npm run sheets`: contact sheets of the gallery, every state in each language, scheme and size, to be looked at by a person.
// `npm run sheets -- --out folder --columns 2 --langs en,ar --schemes dark --sizes 320x740 --only earn-done,scan-troubles` draws some of them.
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
    sizes: text('320x740,768x1024,800x480,1024x600,1280x800'),
    theme: text('plain'),
    columns: text('3'),
    only: text(''),
  },
});
const only = values.only.split(',').filter(Boolean);
/** Sheets are no larger than an eye takes in at once; a scene is drawn smaller, so that several stand beside each other. */
const sheet = { width: 1500, height: 1500, gap: 12 };
const scaleOf = (width) => Math.min(1, (sheet.width / (width < 600 ? 5 : Number(values.columns)) - sheet.gap) / width);
/** The gallery is taken in pieces no higher than this. */
const most = 4000;

mkdirSync(values.out, { recursive: true });
const demo = await startDemo({ port: 0, env: {}, watch: false });
const browser = await puppeteer.launch({
  executablePath: findChromium(),
  args: [...chromiumArguments, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
});

async function open({ lang, size, scene = '' }) {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport(size);
  await paint(page, values.schemes.split(',')[0]);
  await page.goto(
    `${demo.till}gallery/?${new URLSearchParams({ lang, theme: values.theme, ...(scene && { scene }) })}`,
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

const paint = (page, scheme) =>
  page.emulateMediaFeatures([
    { name: 'prefers-reduced-motion', value: 'reduce' },
    { name: 'prefers-color-scheme', value: scheme },
  ]);

/** The boxes of what fits a selector, in the page. */
const boxesOf = (page, selector) =>
  page.$$eval(selector, (found) =>
    found.map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      return { x: x + scrollX, y: y + scrollY, width, height };
    }),
  );

/** Pictures of boxes that stand below each other: many are cut out of one, because each picture costs its time. */
async function pieces(page, boxes) {
  const groups = [];
  for (const box of boxes) {
    const [first] = groups.at(-1) ?? [];
    if (first && box.y >= first.y && box.y + box.height - first.y <= most) groups.at(-1).push(box);
    else groups.push([box]);
  }
  const shots = [];
  for (const group of groups) {
    const [{ y }, last] = [group[0], group.at(-1)];
    const x = Math.min(...group.map((box) => box.x));
    const width = Math.max(...group.map((box) => box.x + box.width)) - x;
    const clip = { x, y, width, height: last.y + last.height - y };
    const src = await page.screenshot({ clip, captureBeyondViewport: true, encoding: 'base64' });
    for (const box of group) shots.push({ src, whole: clip, ...box, x: box.x - x, y: box.y - y });
  }
  return shots;
}

/** All scenes of one language and size, in each scheme. */
async function take(setting) {
  const shots = Object.fromEntries(values.schemes.split(',').map((scheme) => [scheme, []]));
  const eachScheme = async (page, act) => {
    for (const [scheme, list] of Object.entries(shots)) {
      await paint(page, scheme);
      list.push(...(await act(page)));
    }
    await page.browserContext().close();
  };
  const figures = only.map((id) => `figure#${id}`).join() || 'figure';
  await eachScheme(await open(setting), async (page) => pieces(page, await boxesOf(page, figures)));
  for (const { id, of } of await modals()) {
    // A scene of many tags is longer than a screen.
    await eachScheme(await open({ ...setting, scene: id }), async (page) =>
      of ? pieces(page, await boxesOf(page, of)) : [await whole(page, setting.size)],
    );
  }
  return shots;
}

async function whole(page, size) {
  return { src: await page.screenshot({ encoding: 'base64' }), whole: size, x: 0, y: 0, ...size };
}

let known;
async function modals() {
  known ??= (async () => {
    const { scenes } = await import('../docs/gallery/scenes.ts');
    return scenes.filter(({ id, isAlone }) => isAlone && (!only.length || only.includes(id)));
  })();
  return known;
}

/** Fills sheets, each scene below the shortest column of the first sheet that has room for it. */
function arrange(shots, { width }) {
  const sheets = [];
  const scale = scaleOf(width);
  for (const shot of shots) {
    const height = shot.height * scale;
    const fits = ({ top }) => top === 0 || top + height <= sheet.height;
    let open = sheets.find(({ columns }) => columns.some(fits));
    if (!open) sheets.push((open = { columns: columnsOf(width * scale), cells: [] }));
    const column = open.columns.filter(fits).sort((a, b) => a.top - b.top)[0];
    open.cells.push({ shot, scale, left: column.left, top: column.top });
    column.top += height + sheet.gap;
  }
  return sheets.map(({ cells }) => cells);
}

function columnsOf(width) {
  const count = Math.max(1, Math.floor((sheet.width + sheet.gap) / (width + sheet.gap)));
  return Array.from({ length: count }, (_, index) => ({ left: index * (width + sheet.gap), top: 0 }));
}

/** A window of a scene's size onto the picture that it was taken with. */
function cut({ shot, left, top, scale }) {
  const { src, whole, x, y, width, height } = shot;
  const px = (value) => `${value * scale}px`;
  return `<div style="position:absolute;overflow:hidden;left:${left}px;top:${top}px;width:${px(width)};height:${px(height)}">
    <img src="data:image/png;base64,${src}" style="position:absolute;left:${px(-x)};top:${px(-y)};width:${px(whole.width)}"></div>`;
}

async function draw(sheets, name) {
  const page = await browser.newPage();
  await page.setViewport({ width: sheet.width, height: sheet.height });
  for (const [index, shots] of sheets.entries()) {
    await page.setContent(`<body style="margin:0;background:#888">${shots.map(cut).join('')}`);
    writeFileSync(`${values.out}/${name}-${index + 1}.png`, await page.screenshot());
  }
  await page.close();
}

/** `800x480`: the window of a till. A scene that has the page to itself is taken whole at that height. */
function read(size) {
  const [width, height] = size.split('x').map(Number);
  if (!(width > 0 && height > 0)) throw new Error(`--sizes takes sizes as 800x480, not ${size}`);
  return { width, height };
}

for (const size of values.sizes.split(',').map(read)) {
  for (const lang of values.langs.split(',')) {
    for (const [scheme, shots] of Object.entries(await take({ lang, size }))) {
      const name = `${size.width}x${size.height}-${lang}-${scheme}`;
      await draw(arrange(shots, size), name);
      console.log(`${name}: ${shots.length} scenes`);
    }
  }
}

await browser.close();
await demo.close();
