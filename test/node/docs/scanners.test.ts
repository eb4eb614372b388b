/** The guide for scanners does what it says: its code runs in a page, with a stand-in for what a merchant would install or plug in. */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { build, type Plugin } from 'esbuild';
import type { Browser, Page } from 'puppeteer-core';
import { serve, type Answer } from '../scan/browser.js';
import { openBrowser } from '../support/browser.js';
import { snippet } from './markdown.js';

/** What the package would export, as far as the guide uses it; it writes down what it was asked. */
const zxing = `
  export const prepareZXingModule = async ({ overrides, fireImmediately }) => { globalThis.asked = [overrides.locateFile('zxing_reader.wasm'), fireImmediately]; };
  export const readBarcodes = async (picture, options) => {
    globalThis.asked.push(picture instanceof ImageData, picture.width, picture.height, options.formats);
    return picture.data[0] < 128 ? [{ isValid: true, text: 'cq_read', sequenceSize: -1 }] : [];
  };
`;

const standIn: Plugin = {
  name: 'stand-in',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^zxing-wasm\/reader$/ }, () => ({ path: 'zxing', namespace: 'stand-in' }));
    onLoad({ filter: /.*/, namespace: 'stand-in' }, () => ({ contents: zxing }));
  },
};

const markup = `<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>
  <button id="connect">Connect</button><loyalite-lookup></loyalite-lookup><loyalite-redeem></loyalite-redeem>`;

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

/** A page with stand-ins for the tags, and the guide's code behind them. */
async function openGuide(test: TestContext, code: string, before: string): Promise<Page> {
  const contents = `${before}\n${code}\ndocument.title = 'ran';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    plugins: [standIn],
  });
  const script: Answer = { type: 'text/javascript', body: outputFiles[0]!.contents };
  const { origin, server } = await serve((path) =>
    path === '/page.js' ? script : { type: 'text/html', body: markup },
  );
  test.after(() => server.close());
  const page = await browser.newPage();
  await page.goto(origin);
  await page.waitForFunction(() => document.title === 'ran');
  return page;
}

const tags = `
  globalThis.scans = [];
  for (const element of document.querySelectorAll('loyalite-lookup, loyalite-redeem')) {
    element.scan = (text) => scans.push([element.localName, text]);
    element.tabIndex = 0;
  }
`;

describe('the guide for scanners', () => {
  it('hands frames to a zxing-wasm of the merchant’s own server', async (test) => {
    const page = await openGuide(test, snippet('docs/scanners.md', 'zxing'), tags);
    const read = (colour: string): Promise<unknown> =>
      page.evaluate(async (fill) => {
        const canvas = new OffscreenCanvas(40, 30);
        const context = canvas.getContext('2d')!;
        context.fillStyle = fill;
        context.fillRect(0, 0, 40, 30);
        const { decoder } = document.querySelector('loyalite-redeem')!;
        return [
          await decoder!.decode(await createImageBitmap(canvas)),
          await decoder!.decode(new VideoFrame(canvas, { timestamp: 0 })),
        ];
      }, colour);
    assert.deepEqual(await read('#000'), ['cq_read', 'cq_read']);
    assert.deepEqual(await page.evaluate('asked.slice(0, 6)'), [
      '/vendor/zxing_reader.wasm',
      true,
      true,
      40,
      30,
      ['QRCode'],
    ]);
    assert.deepEqual(await read('#fff'), [null, null]);
    assert.equal(
      await page.evaluate(
        () => document.querySelector('loyalite-lookup')!.decoder === document.querySelector('loyalite-redeem')!.decoder,
      ),
      true,
    );
  });

  it('hands over what a serial scanner sends, however it is cut', async (test) => {
    const page = await openGuide(
      test,
      snippet('docs/scanners.md', 'serial'),
      `${tags}
      const chunks = ['cq_1', '_a\\r', '\\ncq_2\\n', 'half'];
      const readable = new ReadableStream({ start(to) { for (const chunk of chunks) to.enqueue(new TextEncoder().encode(chunk)); to.close(); } });
      const port = { open: async ({ baudRate }) => (globalThis.rate = baudRate), readable };
      Object.defineProperty(navigator, 'serial', { value: { getPorts: async () => [], requestPort: async () => port } });`,
    );
    await page.click('#connect');
    await page.waitForFunction('scans.length === 2');
    assert.deepEqual(await page.evaluate('[rate, ...scans]'), [
      9600,
      ['loyalite-lookup', 'cq_1_a'],
      ['loyalite-lookup', 'cq_2'],
    ]);
  });

  it('hands over what an app around the page scanned, to the tag that is worked with', async (test) => {
    const page = await openGuide(test, snippet('docs/scanners.md', 'shell'), tags);
    await page.evaluate('onScan("cq_1")');
    await page.focus('loyalite-redeem');
    await page.evaluate('onScan("cpn_1")');
    assert.deepEqual(await page.evaluate('scans'), [
      ['loyalite-lookup', 'cq_1'],
      ['loyalite-redeem', 'cpn_1'],
    ]);
  });
});
