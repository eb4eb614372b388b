/** The decoder on a folder of photographs that QR_PICTURES names: an index.json of [{ file, text }] beside them. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { openBrowser } from '../support/browser.js';
import { bundle, serve } from './browser.js';

const folder = process.env.QR_PICTURES;

interface Picture {
  readonly file: string;
  readonly text: string;
}

/** In the page, so that the browser opens the picture formats: JPEG, PNG, WebP. */
const page = `
  import { decodeFrame } from './src/scan.ts';
  const LONGEST = 1280;
  window.decodeFile = async (address) => {
    const bitmap = await createImageBitmap(await (await fetch(address)).blob());
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
    const context = canvas.getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return decodeFrame(context.getImageData(0, 0, canvas.width, canvas.height));
  };
`;

/** Lists name line ends and blanks at the ends as their makers liked; codes do not. */
const plain = (text: string): string => text.replace(/\r\n?/g, '\n').trim();

async function decodeAll(root: string, pictures: readonly Picture[]): Promise<(string | null)[]> {
  const script = await bundle(page);
  const { origin, server } = await serve(async (address) => {
    if (address === '/')
      return { type: 'text/html', body: '<!doctype html><script type="module" src="/page.js"></script>' };
    if (address === '/page.js') return script;
    const body = await readFile(path.join(root, decodeURIComponent(address))).catch(() => undefined);
    return body && { type: 'application/octet-stream', body };
  });
  const browser = await openBrowser();
  try {
    const tab = await browser.newPage();
    await tab.goto(origin);
    await tab.waitForFunction(() => 'decodeFile' in window);
    return await tab.evaluate(
      async (files) => {
        const { decodeFile } = window as unknown as { decodeFile(file: string): Promise<string | null> };
        const texts: (string | null)[] = [];
        for (const file of files) texts.push(await decodeFile(`/${encodeURIComponent(file)}`));
        return texts;
      },
      pictures.map(({ file }) => file),
    );
  } finally {
    await browser.close();
    server.close();
  }
}

test(
  'reads at least 87 of 100 photographs, and nothing that none of them holds',
  { skip: folder ? false : 'QR_PICTURES names no folder of photographs' },
  async () => {
    const root = folder ?? '';
    const pictures = JSON.parse(await readFile(path.join(root, 'index.json'), 'utf8')) as Picture[];
    // One picture may show two codes, and its list names one of them.
    const held = new Set(pictures.map(({ text }) => plain(text)));
    const texts = (await decodeAll(root, pictures)).map((text) => text && plain(text));
    const wrong = texts.filter((text) => text !== null && !held.has(text));
    const right = pictures.filter(({ text }, i) => texts[i] === plain(text)).length;
    assert.deepEqual(wrong, []);
    assert.ok(right >= pictures.length * 0.87, `${right} of ${pictures.length}`);
  },
);
