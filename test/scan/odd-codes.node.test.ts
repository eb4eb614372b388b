/**
 * Codes as a real generator makes them that hold more than a text: read right or not at all, never altered. The decoder of
 * docs/scanners.md is held to the same, with the real module.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { PNG } from 'pngjs';
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import { decodeFrame, type Frame } from '../../src/scan.js';
import { snippet } from '../docs/markdown.js';

const version = spawnSync('zint', ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
const skip = version ? false : 'zint is not installed (apt-get install zint)';

/** A code by zint, five dots a module with a quiet zone. */
function codeOf(args: string[], data: string): Frame {
  const made = spawnSync('zint', [...args, '--scale=2.5', '--quietzones', '--filetype=PNG', '--direct', '-d', data]);
  assert.equal(made.status, 0, String(made.stderr));
  const { data: pixels, width, height } = PNG.sync.read(made.stdout);
  return { data: new Uint8ClampedArray(pixels), width, height };
}

const gs1 = '[01]04012345123456[10]AB12[21]X9';
const qr = ['-b', 'QRCODE'];
const odd: Record<string, Frame> = skip
  ? {}
  : {
      'GS1 (FNC1 in first position)': codeOf([...qr, '--gs1'], gs1),
      'GS1 with a declared encoding': codeOf([...qr, '--gs1', '--eci=26'], gs1),
      'a part of a split code': codeOf([...qr, '--structapp=1,3'], 'cq_7f3a9b2e'),
    };

describe(`codes by ${version || 'zint'}`, { skip }, () => {
  for (const [name, frame] of Object.entries(odd))
    it(`${name} is not read`, () => assert.equal(decodeFrame(frame, { budgetMs: 2_000 }), null));

  it('Micro QR is not read, as docs/scanning.md says', () =>
    assert.equal(decodeFrame(codeOf(['-b', 'MICROQR'], 'A7F3'), { budgetMs: 2_000 }), null));

  it('Latin-1 and Turkish texts are read as they are', () => {
    for (const [eci, text] of [
      [3, 'ÜBERÖÄ'],
      [11, 'Şişli ığü'],
      [26, 'Şişli ₺5 ☕'],
    ] as const)
      assert.equal(decodeFrame(codeOf([...qr, `--eci=${eci}`], text), { budgetMs: 2_000 }), text);
  });

  it('the guide’s decoder hands out the text itself, and no part of a split code', async () => {
    const wasmBinary = readFileSync(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
    prepareZXingModule({ overrides: { wasmBinary: wasmBinary.buffer } });
    const code = snippet('docs/scanners.md', 'zxing');
    const [, options = ''] = /readBarcodes\(picture, (\{.*?\})\)/.exec(code) ?? [];
    const [, verdict = ''] = /return (code\?\..*?);/.exec(code) ?? [];
    const source = `export const options = ${options}; export const verdict = (code) => ${verdict};`;
    const guide = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as {
      options: ReaderOptions;
      verdict(code: unknown): unknown;
    };
    const read = async (frame: Frame): Promise<unknown> =>
      guide.verdict((await readBarcodes(frame as ImageData, guide.options))[0]);
    assert.equal(await read(odd['GS1 (FNC1 in first position)'] as Frame), '010401234512345610AB12\x1d21X9');
    assert.equal(await read(odd['a part of a split code'] as Frame), null);
    assert.equal(await read(codeOf(qr, 'cq_7f3a9b2e')), 'cq_7f3a9b2e');
  });
});
