import { expect } from '@open-wc/testing';
import { findFinders } from '../../../src/scan/decode/finder.js';
import { isFrame, lumaOf } from '../../../src/scan/decode/luma.js';
import type { Luma } from '../../../src/scan/decode/luma.js';
import { halve, Pyramid } from '../../../src/scan/decode/pyramid.js';
import { binarize, measureBlocks } from '../../../src/scan/decode/threshold.js';
import type { Binary } from '../../../src/scan/decode/threshold.js';
import { codeOf, photograph, square } from '../support/picture.js';

/** Grey from a function of column and row. */
const grey = (width: number, height: number, at: (x: number, y: number) => number) => ({
  data: Uint8Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))),
  width,
  height,
});

describe('luma', () => {
  it('is the same for any number of pixels, in memory that begins anywhere', () => {
    const data = Uint8Array.from({ length: 7 * 3 * 4 }, (_, i) => (i * 97 + 31) % 256);
    const alone = Array.from({ length: 21 }, (_, i) =>
      [...lumaOf({ data: data.slice(i * 4, i * 4 + 4), width: 1, height: 1 }).data].join(),
    );
    const frame = { data, width: 7, height: 3 };
    for (const memory of [undefined, new Uint8Array(21), new Uint8Array(22).subarray(1)])
      expect([...lumaOf(frame, memory).data].map(String)).to.deep.equal(alone);
  });

  it('weighs green most and blue least', () => {
    const { data } = lumaOf({
      data: Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255),
      width: 2,
      height: 2,
    });
    expect([...data]).to.deep.equal([76, 149, 28, 255]);
  });

  it('knows a frame from numbers that do not fit together', () => {
    const data = new Uint8Array(16);
    expect(isFrame({ data, width: 2, height: 2 })).to.equal(true);
    for (const [width, height] of [
      [2, 3],
      [0, 4],
      [-2, -2],
      [1.5, 1],
      [Number.NaN, 1],
    ] as const) {
      expect(isFrame({ data, width, height }), `${width} × ${height}`).to.equal(false);
    }
  });
});

describe('the pyramid', () => {
  it('halves by the mean of four pixels and leaves an odd edge out', () => {
    expect(halve(grey(5, 2, (x, y) => x * 10 + y * 4))).to.deep.equal({
      data: Uint8Array.of(7, 27),
      width: 2,
      height: 1,
    });
  });

  it('has a level for a side, never smaller than asked for', () => {
    const pyramid = new Pyramid(grey(1280, 720, () => 0));
    expect([320, 640, 700, 1280, 4000].map((side) => pyramid.indexFor(side))).to.deep.equal([2, 1, 0, 0, 0]);
    expect([pyramid.level(2).width, pyramid.level(2).height, pyramid.level(2).scale]).to.deep.equal([320, 180, 4]);
  });
});

describe('the threshold', () => {
  const tonesOf = (luma: Luma): Binary => binarize(luma, measureBlocks(luma, 8), 2);
  const stripes = (x: number): number => (x % 8 < 4 ? 30 : 0);

  it('tells dark from light under a strong shadow', () => {
    const { data, width } = tonesOf(grey(128, 32, (x) => 40 + x + stripes(x)));
    for (let x = 16; x < 112; x++) expect(data[16 * width + x], `column ${x}`).to.equal(x % 8 < 4 ? 0 : 1);
  });

  it('gives plain blocks the threshold of their neighbours, on bright ground and on dark', () => {
    for (const [ground, tone] of [
      [200, 0],
      [5, 1],
    ] as const) {
      const { data, width } = tonesOf(grey(96, 48, (x) => (x < 48 ? ground : x % 8 < 4 ? 180 : 20)));
      expect(data[24 * width + 44], `ground ${ground}`).to.equal(tone);
    }
  });

  it('covers pictures that are no whole number of blocks', () => {
    const { data } = tonesOf(grey(29, 27, (x) => (x % 8 < 4 ? 200 : 10)));
    expect([data[26 * 29 + 28], data[26 * 29 + 25]]).to.deep.equal(
      [1, 0].map((_, i) => ((i === 0 ? 28 : 25) % 8 < 4 ? 0 : 1)),
    );
  });

  it('gives the same tones and squares whether or not lines can be read as words', () => {
    const luma = lumaOf(
      photograph(codeOf('A7'.repeat(12)), {
        width: 320,
        height: 240,
        corners: square({ x: 160, y: 120 }, 170, 9),
        noise: 12,
      }),
    );
    const shifted = new Uint8Array(luma.data.length + 1);
    shifted.set(luma.data, 1);
    const odd = { ...luma, data: shifted.subarray(1) };
    for (const [block, reach] of [
      [6, 2],
      [8, 1],
      [8, 5],
      [16, 2],
    ] as const) {
      const name = `blocks of ${block}, ${reach} around`;
      const [words, bytes] = [
        binarize(luma, measureBlocks(luma, block), reach),
        binarize(odd, measureBlocks(odd, block), reach, new Uint8Array(shifted.length).subarray(1)),
      ];
      expect([...bytes.data], name).to.deep.equal([...words.data]);
      const looks = [words, bytes].map((binary) => findFinders(binary, { rowStep: 1, tolerance: 0.8 }));
      expect(looks[0]!.length, name).to.be.at.least(3);
      expect(looks[1], name).to.deep.equal(looks[0]);
    }
  });
});
