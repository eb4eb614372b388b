// The decoders that are measured side by side in Node: each takes an RGBA frame and gives a text or null. Those that need a page are in `live.mjs`.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import jsqrModule from 'jsqr';
import decodeQR from 'qr/decode.js';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { decodeFrame } from '../../../src/scan/decode/decode-frame.ts';

const jsQR = jsqrModule.default ?? jsqrModule;

/** qr gives up after 16 ms unless it is told otherwise. */
const unhurried = { timeLimit: Infinity };

async function prepareZXing() {
  const wasmBinary = await readFile(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

const quietly = (decode) => (frame) => {
  try {
    return decode(frame) ?? null;
  } catch {
    return null;
  }
};

/** Every decoder by name; `budgetMs` is for the one that takes a budget, `before` the folder of an earlier build of it. */
export async function decoders(budgetMs, before) {
  await prepareZXing();
  const zxing = async ({ data, width, height }) => {
    const codes = await readBarcodes(
      { data: new Uint8ClampedArray(data), width, height },
      { formats: ['QRCode'], maxNumberOfSymbols: 1 },
    );
    return codes.find(({ isValid }) => isValid)?.text ?? null;
  };
  const earlier = before && (await import(pathToFileURL(path.resolve(before, 'scan.js')).href)).decodeFrame;
  return {
    ...(earlier && { 'loyalite-elements, before': (frame) => earlier(frame) }),
    'loyalite-elements': (frame) => decodeFrame(frame),
    [`loyalite-elements, ${budgetMs} ms`]: (frame) => decodeFrame(frame, { budgetMs }),
    'jsqr, whole frame': quietly(
      ({ data, width, height }) => jsQR(data, width, height, { inversionAttempts: 'attemptBoth' })?.data || null,
    ),
    'zxing-wasm': zxing,
    qr: quietly((frame) => decodeQR(frame, unhurried)),
  };
}
