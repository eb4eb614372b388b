/** The camera of the demo's till from end to end: a device of the browser that plays a film, the page's own policy, proxy and service. */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { startDemo, type Demo } from '../../../demo/server.ts';
import { chromiumArguments, findChromium } from '../../../scripts/browsers.mjs';
import { bundle, serve } from '../browser.js';
import { press } from '../../support/browser.js';
import { armed, typeScan } from '../../support/hand-scanner.js';
import { makeFilm } from './film.js';

let demo: Demo;
before(async () => {
  demo = await startDemo({ port: 0, env: {}, watch: false });
});
after(() => demo.close());

interface Screen {
  readonly qr: string;
  readonly coupons: readonly { readonly qrToken: string }[];
}

/** What the phone of the seeded customer shows, from the first word of its live stream. */
async function phone(): Promise<Screen> {
  const abort = new AbortController();
  const answer = await fetch(new URL('/demo/phone/482193', demo.till), { signal: abort.signal });
  const reader = answer.body!.getReader();
  let text = '';
  while (!text.includes('\n\n')) text += Buffer.from((await reader.read()).value!).toString();
  abort.abort();
  return JSON.parse(text.split('\n\n')[0]!.replace(/^data: /m, '')) as Screen;
}

interface Till {
  readonly page: Page;
  readonly browser: Browser;
  readonly complaints: string[];
}

/** The till in a browser of its own: a fake camera is fixed when the browser starts. Keeps every track that the page is given. */
async function openTill(
  test: TestContext,
  flags: string[],
  address = demo.till,
  executablePath = findChromium() ?? '',
): Promise<Till> {
  const browser = await puppeteer.launch({ executablePath, args: [...chromiumArguments, ...flags] });
  test.after(() => browser.close());
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.evaluateOnNewDocument(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(window, { tracks });
    const media = navigator.mediaDevices as MediaDevices | undefined;
    const open = media?.getUserMedia.bind(media);
    if (!media || !open) return;
    media.getUserMedia = async (wish) => {
      const stream = await open(wish);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  await page.goto(address);
  await page.waitForSelector('loyalite-lookup >>> [part~=scan]');
  return { page, browser, complaints };
}

const film = async (test: TestContext, text: string | null): Promise<string[]> => {
  const { path, remove } = await makeFilm(text);
  test.after(remove);
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${path}`,
  ];
};

const states = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map(({ readyState }) => readyState));
const says = (page: Page, words: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted) =>
      document
        .querySelector('loyalite-lookup')
        ?.shadowRoot?.querySelector('[part~=camera]')
        ?.textContent.includes(wanted),
    { timeout: 20_000 },
    words,
  );

describe('the camera of a till', () => {
  it('finds the customer whose code is held before it, and nothing of the page is complained of', async (test) => {
    const { page, complaints } = await openTill(test, await film(test, (await phone()).qr));
    await press(page, 'loyalite-lookup >>> [part~=scan]');
    await page.waitForSelector('loyalite-lookup:state(done)', { timeout: 20_000 });
    assert.equal(await page.$eval('loyalite-lookup', ({ result }) => result?.verification), 'qr');
    assert.deepEqual(await states(page), ['ended']);
    assert.deepEqual(complaints, []);
  });

  it('redeems the coupon that is held before it', async (test) => {
    const token = (await phone()).coupons[0]!.qrToken;
    const { page } = await openTill(test, await film(test, token));
    await page.$eval('loyalite-redeem', (redeem) => (redeem.coupon = ''));
    await press(page, 'loyalite-redeem >>> [part~=way]');
    await press(page, 'loyalite-redeem >>> [part~=scan]');
    // Balanced asks for the PIN of a coupon: the service has taken the token.
    await page.waitForSelector('loyalite-redeem >>> [part~=pin-input]', { visible: true, timeout: 20_000 });
    assert.deepEqual(await states(page), ['ended']);
  });

  it('says that it is black after a second start, and lets go of both', async (test) => {
    const { page } = await openTill(test, await film(test, null));
    await press(page, 'loyalite-lookup >>> [part~=scan]');
    await says(page, 'Hold the code');
    await says(page, 'brings no picture');
    assert.deepEqual(await states(page), ['ended', 'ended']);
  });

  it('says that it was taken away, and is opened again by a tap', async (test) => {
    const { page } = await openTill(test, ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']);
    await press(page, 'loyalite-lookup >>> [part~=scan]');
    await says(page, 'Hold the code');
    await page.evaluate(() =>
      (window as unknown as { tracks: MediaStreamTrack[] }).tracks[0]!.dispatchEvent(new Event('ended')),
    );
    await says(page, 'was taken away');
    assert.deepEqual(await states(page), ['ended']);
    await press(page, 'loyalite-lookup >>> [part~=camera] button');
    await says(page, 'Hold the code');
    assert.deepEqual(await states(page), ['ended', 'live']);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() =>
      (window as unknown as { tracks: MediaStreamTrack[] }).tracks.every(({ readyState }) => readyState === 'ended'),
    );
  });

  // A browser without windows asks nobody, and allows what it is asked for.
  const asking = findChromium({ hasWindows: true }) ?? '';
  const skip = /headless-shell/.test(asking) && 'this browser has no question that could be answered with no';
  it('says that it is not allowed', { skip }, async (test) => {
    const flags = ['--use-fake-device-for-media-stream', '--deny-permission-prompts'];
    const { page } = await openTill(test, flags, demo.till, asking);
    await press(page, 'loyalite-lookup >>> [part~=scan]');
    await says(page, 'not allowed');
    assert.deepEqual(await states(page), []);
  });

  it('says that there is none', async (test) => {
    const { page } = await openTill(test, [
      '--use-fake-device-for-media-stream=device-count=0',
      '--use-fake-ui-for-media-stream',
    ]);
    await press(page, 'loyalite-lookup >>> [part~=scan]');
    await says(page, 'No camera was found');
  });

  it('says why a page without HTTPS has none', async (test) => {
    const script = await bundle("import './src/define.ts';");
    const markup = {
      type: 'text/html',
      body: '<!doctype html><script type="module" src="/page.js"></script><loyalite-lookup endpoint="/loyalite"></loyalite-lookup>',
    };
    const { origin, server } = await serve((path) => (path === '/page.js' ? script : markup));
    test.after(() => server.close());
    const address = origin.replace('127.0.0.1', 'till.test');
    const { page } = await openTill(
      test,
      ['--use-fake-device-for-media-stream', '--host-resolver-rules=MAP till.test 127.0.0.1'],
      address,
    );
    assert.equal(await page.evaluate(() => isSecureContext), false);
    await press(page, 'loyalite-lookup >>> [part~=scan]');
    await says(page, 'not served over HTTPS');
    const offers = await page.evaluate(() =>
      [...document.querySelector('loyalite-lookup')!.shadowRoot!.querySelectorAll('.camera .row > *')].map(
        ({ textContent }) => textContent,
      ),
    );
    assert.deepEqual(offers, ['Take a photo instead', 'Close camera']);
  });

  it('is not loaded before it is opened', async (test) => {
    const { page } = await openTill(test, await film(test, 'cq_nobody'));
    const loaded = (): Promise<string[]> =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => new URL(name).pathname)
          .filter((path) => /scan-panel|camera\/camera|open-decoder|scan-video|jsqr/.test(path)),
      );
    assert.deepEqual(await loaded(), []);
    await press(page, 'loyalite-lookup >>> [part~=scan]');
    await says(page, 'Hold the code');
    assert.ok((await loaded()).some((path) => path.includes('scan-panel')));
  });
});

describe('a hand scanner at the till', () => {
  it('finds the customer by real keys while the focus is in a field of the till, which stays untouched', async (test) => {
    const { page } = await openTill(test, []);
    const { qr } = await phone();
    await page.evaluate(() => {
      const field = document.createElement('input');
      field.id = 'price';
      field.value = '85.50';
      document.body.prepend(field);
      field.focus();
    });
    await armed(page);
    await typeScan(page, qr);
    await page.waitForSelector('loyalite-lookup:state(done)', { timeout: 20_000 });
    assert.equal(await page.$eval('#price', (field) => (field as HTMLInputElement).value), '85.50');
    assert.equal(await page.$eval('loyalite-lookup', ({ result }) => result?.customerCode), '482193');
  });
});

describe('the single script', () => {
  it('holds neither camera nor decoder nor hand scanner nor sounds', async () => {
    const { build } = await import('esbuild');
    const { metafile } = await build({
      entryPoints: ['src/define.ts'],
      bundle: true,
      splitting: true,
      format: 'esm',
      outdir: 'out',
      write: false,
      metafile: true,
      logLevel: 'error',
    });
    const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === 'src/define.ts')!;
    const first = new Set<string>();
    const follow = (name: string): void => {
      if (first.has(name)) return;
      first.add(name);
      for (const { path, kind } of metafile.outputs[name]!.imports) if (kind === 'import-statement') follow(path);
    };
    follow(entry[0]);
    const inputs = [...first].flatMap((name) => Object.keys(metafile.outputs[name]!.inputs));
    assert.ok(inputs.includes('src/elements/scanning/scan-field.ts'));
    // What texts of ours look like is there from the start: a page asks `accepts(text)` and is answered at once.
    const shapes = /wedge\/(shapes|awaited|products|plain-scan)\.ts$/;
    assert.deepEqual(
      inputs.filter(
        (path) =>
          /camera\/(camera|darkness)|scan-panel|scan\/(decode|worker|wedge)|elements\/feedback|jsqr/.test(path) &&
          !shapes.test(path),
      ),
      [],
    );
  });
});
