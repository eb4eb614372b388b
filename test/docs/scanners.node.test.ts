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

  /** A serial port that a test writes to, unplugs and plugs in again. */
  const ports = `
    const events = new EventTarget();
    const encoder = new TextEncoder();
    const port = {
      opened: 0,
      open: async ({ baudRate }) => {
        port.rate = baudRate;
        port.opened += 1;
        port.readable = new ReadableStream({ start: (to) => (port.to = to) });
      },
    };
    globalThis.port = port;
    globalThis.send = (...bytes) => port.to.enqueue(new Uint8Array(bytes.flatMap((one) => (typeof one === 'string' ? [...encoder.encode(one)] : one))));
    globalThis.unplug = () => port.to.error(new DOMException('The device has been lost.', 'NetworkError'));
    globalThis.plugIn = () => {
      const event = new Event('connect');
      Object.defineProperty(event, 'target', { value: port });
      events.dispatchEvent(event);
    };
    const serial = { getPorts: async () => [], requestPort: async () => port, addEventListener: (...words) => events.addEventListener(...words) };
    Object.defineProperty(navigator, 'serial', { value: serial });
    globalThis.lost = [];
    addEventListener('unhandledrejection', ({ reason }) => lost.push(String(reason)));`;

  it('hands over every scan of a serial scanner once, whatever it sends at its end, and however it is cut', async (test) => {
    const page = await openGuide(test, snippet('docs/scanners.md', 'serial'), tags + ports);
    await page.click('#connect');
    await page.waitForFunction('port.to');
    const sent: [string, unknown[][]][] = [
      ['CR', [['cq_1', '_a\r']]],
      ['CR LF, cut between', [['cq_1_a\r'], ['\n']]],
      ['LF', [['cq_1_a\n']]],
      ['Tab', [['cq_1_a\t']]],
      ['STX and ETX', [['\x02cq_1_a\x03']]],
      ['nothing', [['cq_1'], ['_a']]],
      ['two at once', [['cq_1_a\rcq_2_b\r']]],
      [
        'a letter whose bytes come apart',
        [
          ['cq_', [0xc5]],
          [[0x9f], '\r'],
        ],
      ],
    ];
    for (const [name, chunks] of sent) {
      await page.evaluate((all) => {
        const page = globalThis as unknown as { scans: unknown[]; send(...bytes: unknown[]): void };
        page.scans.length = 0;
        for (const bytes of all) page.send(...bytes);
      }, chunks);
      const want = name === 'two at once' ? ['cq_1_a', 'cq_2_b'] : [name.startsWith('a letter') ? 'cq_ş' : 'cq_1_a'];
      await page.waitForFunction(`scans.length === ${want.length}`);
      assert.deepEqual(await page.evaluate('scans.map(([, text]) => text)'), want, name);
    }
    assert.equal(await page.evaluate('port.rate'), 9600);
  });

  it('listens to a serial scanner again that was unplugged and plugged in', async (test) => {
    const page = await openGuide(test, snippet('docs/scanners.md', 'serial'), tags + ports);
    await page.click('#connect');
    await page.waitForFunction('port.to');
    await page.evaluate('unplug()');
    await page.evaluate('plugIn()');
    await page.waitForFunction('port.opened === 2');
    await page.evaluate("send('cq_1_a\\r')");
    await page.waitForFunction('scans.length === 1');
    assert.deepEqual(await page.evaluate('[scans, lost]'), [[['loyalite-lookup', 'cq_1_a']], []]);
  });

  it('tells a page of what is not ours, and asks before it hands in', async (test) => {
    const page = await openGuide(
      test,
      `${snippet('docs/scanning.md', 'unclaimed')}
      ${snippet('docs/scanning.md', 'accepts')}
      globalThis.onScan = onScan;`,
      `globalThis.added = [];
      globalThis.scans = [];
      globalThis.till = { addProduct: (text) => text.startsWith('40') && added.push(text) };
      const made = document.querySelector('loyalite-lookup');
      const holder = document.body.appendChild(document.createElement('loyalite-checkout'));
      holder.append(made);
      holder.accepts = (text) => text.startsWith('lq1.');
      holder.scan = (text) => scans.push(text);`,
    );
    await page.evaluate(() => {
      const lookup = document.querySelector('loyalite-lookup')!;
      for (const inField of [false, true])
        lookup.dispatchEvent(new CustomEvent('loyalite-unclaimed', { detail: { text: '40123455', inField } }));
    });
    await page.evaluate("['lq1.a', '4006381333931', 'SKU-1'].forEach(onScan)");
    assert.deepEqual(await page.evaluate('[added, scans]'), [
      ['40123455', '4006381333931'],
      ['lq1.a', 'SKU-1'],
    ]);
  });

  it('hands over what an app around the page scanned, to the tag that is worked with', async (test) => {
    const page = await openGuide(test, snippet('docs/scanners.md', 'shell'), tags);
    await page.evaluate('onScan("cq_1")');
    await page.focus('loyalite-redeem');
    await page.evaluate('onScan("cq_1")');
    assert.deepEqual(await page.evaluate('scans'), [
      ['loyalite-lookup', 'cq_1'],
      ['loyalite-redeem', 'cq_1'],
    ]);
  });
});
