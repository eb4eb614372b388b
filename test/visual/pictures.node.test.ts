/**
 * Pictures of the main states against those of `test/visual/`. `UPDATE=1 npm test -- test/visual/pictures.node.test.ts` takes
 * them anew; what differs is left in `test/.out/visual/`.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import puppeteer, { type Browser } from 'puppeteer-core';
import { startDemo, type Demo } from '../../demo/server.ts';
import { chromiumArguments, findChromium } from '../../scripts/browsers.mjs';
import { press } from '../support/browser.js';
import { Gallery, type Look } from './gallery.js';

const references = new URL('./', import.meta.url);
const differences = new URL('../.out/visual/', import.meta.url);
/** The share of pixels that may differ: other versions draw an edge or a shadow in another way. */
const tolerance = 0.005;

/** Edges of letters and colours as they are drawn everywhere. */
const drawing = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];

/** The fonts of the machine, without its own ideas of how letters are fitted to pixels: widths depend on those. */
const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
`;

const pictures: Look[] = [
  ...[
    'lookup',
    'lookup-found',
    'lookup-consent',
    'lookup-unknown',
    'redeem',
    'earn-pending',
    'earn-done',
    'earn-unconfirmed',
    'redeem-pin-wrong',
  ].map((scene) => ({ scene })),
  ...['lookup-found', 'earn-unconfirmed', 'redeem-pin-wrong'].map((scene) => ({ scene, scheme: 'dark' as const })),
  ...['earn-coupon', 'redeem-left', 'sale-several', 'scan-camera', 'scan-denied'].map((scene) => ({ scene })),
  { scene: 'sale', lang: 'ar' },
  { scene: 'redeem', theme: 'cafe' },
  { scene: 'redeem', theme: 'contrast', scheme: 'dark' },
];

const nameOf = ({ scene, scheme, lang, theme }: Look): string => [scene, lang, theme, scheme].filter(Boolean).join('-');

let browser: Browser;
let demo: Demo;
let gallery: Gallery | undefined;

before(async () => {
  mkdirSync(differences, { recursive: true });
  const settingsFile = new URL('fonts.conf', differences);
  writeFileSync(settingsFile, fontSettings);
  const env = { ...process.env, FONTCONFIG_FILE: fileURLToPath(settingsFile) };
  [browser, demo] = await Promise.all([
    puppeteer.launch({ executablePath: findChromium() ?? '', args: [...chromiumArguments, ...drawing], env }),
    startDemo({ port: 0, env: {}, watch: false }),
  ]);
});

after(async () => {
  await browser.close();
  await demo.close();
});

/** The scene as it is drawn, 320 px wide; a dialog with the page that it covers. */
async function take(look: Look): Promise<Buffer> {
  gallery ??= await Gallery.open(browser, demo.till, look);
  await gallery.show(look);
  const figure = await gallery.page.$('figure > :not(figcaption)');
  const isModal = look.scene?.includes('-pin');
  const picture = await (isModal
    ? gallery.page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 800 } })
    : figure?.screenshot());
  return Buffer.from(picture ?? []);
}

/** The share of pixels that differ, 1 where the size does; the differences are drawn. */
function difference(name: string, taken: PNG, wanted: PNG): number {
  const { width, height } = wanted;
  if (taken.width !== width || taken.height !== height) return 1;
  const drawn = new PNG({ width, height });
  const count = pixelmatch(taken.data, wanted.data, drawn.data, width, height);
  if (count) writeFileSync(new URL(`${name}-difference.png`, differences), PNG.sync.write(drawn));
  return count / (width * height);
}

/** Fails where a picture is not that of the reference, and leaves it behind. */
function compare(name: string, taken: Buffer): void {
  const file = new URL(`${name}.png`, references);
  if (process.env['UPDATE']) writeFileSync(file, taken);
  const share = difference(name, PNG.sync.read(taken), PNG.sync.read(readFileSync(file)));
  if (share > tolerance) writeFileSync(new URL(`${name}.png`, differences), taken);
  assert.ok(share <= tolerance, `${(share * 100).toFixed(2)} % of the pixels differ; see test/.out/visual/${name}.png`);
}

describe('the look', () => {
  for (const look of pictures) {
    const name = nameOf(look);
    it(`of ${name} is that of the reference`, async () => {
      compare(name, await take(look));
    });
  }

  it('of a slip on paper is that of the reference, and nothing else of the page is on it', async () => {
    const gallery = await Gallery.open(browser, demo.till, { scene: 'earn-coupon' });
    const { page } = gallery;
    // A dialog that stays open, however long the picture takes.
    await page.evaluate(() => (globalThis.print = () => void dispatchEvent(new Event('beforeprint'))));
    // The coupon's code is drawn once its encoder is loaded.
    await page.waitForSelector('loyalite-earn >>> svg.qr');
    await press(page, 'loyalite-earn >>> [part~=print]');
    const paper = await page.waitForSelector('[data-loyalite-slip]');
    await paper?.evaluate((slip) => {
      const [lines] = slip.childNodes;
      if (lines)
        lines.textContent = (lines.textContent ?? '').replace(/^When.*$/m, 'When                      1/2/34, 5:06 AM');
    });
    await page.emulateMediaType('print');
    assert.equal(await page.$eval('main', (main) => main.checkVisibility()), false);
    compare('slip', Buffer.from(await page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 420 } })));
    await gallery.close();
  });

  it('is told from another', () => {
    const [taken, wanted] = ['earn-unconfirmed', 'earn-unconfirmed-dark'].map((name) =>
      PNG.sync.read(readFileSync(new URL(`${name}.png`, references))),
    );
    assert.ok(taken && wanted && difference('told', taken, wanted) > tolerance);
  });
});
