import { expect } from '@open-wc/testing';
import { createFrameDecoder, decodeFrame } from '../../../src/scan.js';
import type { Frame } from '../../../src/scan.js';
import { isReadableMode } from '../../../src/scan/decode/verify.js';
import { chance, codeOf, photograph, square } from '../support/picture.js';
import type { Code, View } from '../support/picture.js';

const TEXT = 'cq_7f3a9b2e-4c51-4d8e-9a07-5b1f2c3d4e5f';
const middle = { x: 320, y: 240 };
const view: View = { width: 640, height: 480, corners: square(middle, 240) };

/** A frame of square tiles in random greys: busy, and without a code. */
function clutter(width: number, height: number, seed: number): Frame {
  const random = chance(seed);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const tiles = Array.from({ length: Math.ceil(width / 4) * Math.ceil(height / 4) }, () => random() * 255);
  for (let i = 0; i < width * height; i++) {
    data.fill(tiles[(((i / width) | 0) >> 2) * Math.ceil(width / 4) + ((i % width) >> 2)]!, i * 4, i * 4 + 3);
  }
  return { data, width, height };
}

describe('decodeFrame', () => {
  it('reads a code that lies upright', () => {
    expect(decodeFrame(photograph(codeOf(TEXT), view))).to.equal(TEXT);
  });

  it('reads a code however it is turned', () => {
    for (let degrees = 0; degrees < 360; degrees += 24) {
      expect(
        decodeFrame(photograph(codeOf(TEXT), { ...view, corners: square(middle, 240, degrees) })),
        `${degrees}°`,
      ).to.equal(TEXT);
    }
  });

  it('reads every version up to 12', () => {
    for (let version = 1; version <= 12; version++) {
      const text = 'A7'.repeat(4 + version * 3);
      const code = codeOf(text, { version, errorCorrectionLevel: 'L' });
      expect(
        decodeFrame(photograph(code, { ...view, corners: square(middle, 400, 5) })),
        `version ${version}`,
      ).to.equal(text);
    }
  });

  it('reads a code seen from the side', () => {
    const corners = [
      { x: 150, y: 90 },
      { x: 430, y: 170 },
      { x: 440, y: 330 },
      { x: 130, y: 400 },
    ] as const;
    expect(decodeFrame(photograph(codeOf(TEXT), { ...view, corners }))).to.equal(TEXT);
  });

  it('reads light on dark, as phones in dark mode show it', () => {
    for (const around of [20, 235, 120]) {
      expect(
        decodeFrame(photograph(codeOf(TEXT), { ...view, dark: 230, light: 25, around })),
        `around ${around}`,
      ).to.equal(TEXT);
    }
  });

  it('reads a mirrored code', () => {
    const [a, b, c, d] = square(middle, 240, 10);
    expect(decodeFrame(photograph(codeOf(TEXT), { ...view, corners: [b, a, d, c] }))).to.equal(TEXT);
  });

  it('reads through blur and noise', () => {
    expect(decodeFrame(photograph(codeOf(TEXT), { ...view, blur: 3, noise: 20 }))).to.equal(TEXT);
  });

  it('reads a faint code in the dark', () => {
    expect(decodeFrame(photograph(codeOf(TEXT), { ...view, dark: 8, light: 40, noise: 5 }))).to.equal(TEXT);
  });

  it('reads a code of which glare or a thumb has taken one finder square, whichever', () => {
    const code = codeOf(TEXT, { errorCorrectionLevel: 'Q' });
    const last = code.size - 7;
    for (const [left, top] of [
      [0, 0],
      [last, 0],
      [0, last],
    ] as const) {
      const modules = code.modules.map((module, i) => {
        const [x, y] = [(i % code.size) - left, Math.floor(i / code.size) - top];
        return x >= 0 && y >= 0 && x < 7 && y < 7 ? 0 : module;
      });
      expect(
        decodeFrame(photograph({ ...code, modules }, { ...view, corners: square(middle, 240, 12) })),
        `${left}, ${top}`,
      ).to.equal(TEXT);
    }
  });

  it('reads a code of two pixels a module in a large frame', () => {
    const code = codeOf(TEXT);
    const corners = square({ x: 900, y: 500 }, code.size * 2.2, 8);
    expect(decodeFrame(photograph(code, { width: 1280, height: 720, corners }))).to.equal(TEXT);
  });

  it('reads data whose bytes do not start on a word', () => {
    const { data, width, height } = photograph(codeOf(TEXT), view);
    const shifted = new Uint8Array(data.length + 1);
    shifted.set(data, 1);
    expect(decodeFrame({ data: shifted.subarray(1), width, height })).to.equal(TEXT);
  });

  it('finds nothing in clutter, in plain grey and in pictures of a few pixels', () => {
    for (let seed = 1; seed <= 4; seed++) expect(decodeFrame(clutter(640, 480, seed))).to.equal(null);
    expect(decodeFrame({ data: new Uint8Array(640 * 480 * 4).fill(128), width: 640, height: 480 })).to.equal(null);
    for (const side of [1, 7, 20, 25]) expect(decodeFrame(clutter(side, side, 1)), `${side} px`).to.equal(null);
  });

  it('reads the next picture as if there had been none before, whatever its size', () => {
    const large = { width: 1280, height: 720, corners: square({ x: 700, y: 300 }, 400, 20) };
    const odd = { width: 333, height: 251, corners: square({ x: 160, y: 120 }, 190, 5) };
    for (const seen of [large, odd, view, odd, large])
      expect(decodeFrame(photograph(codeOf(TEXT), seen)), `${seen.width} px`).to.equal(TEXT);
    expect(decodeFrame({ data: new Uint8Array(640 * 480 * 4).fill(128), width: 640, height: 480 })).to.equal(null);
  });

  it('refuses data that is no picture of that size', () => {
    expect(() => decodeFrame({ data: new Uint8Array(12), width: 2, height: 2 })).to.throw(RangeError);
    expect(() => decodeFrame({ data: new Uint8Array(16), width: 0, height: 4 })).to.throw(RangeError);
  });

  it('reads nothing from a code of which too much is covered', () => {
    const code = codeOf(TEXT, { errorCorrectionLevel: 'L' });
    const modules = code.modules.map((module, i) => {
      const [x, y] = [i % code.size, Math.floor(i / code.size)];
      return x > 8 && y > 8 && x < code.size - 9 ? 1 : module;
    });
    expect(decodeFrame(photograph({ ...code, modules }, view))).to.equal(null);
  });
});

describe('a grid that looks like a code and holds none', () => {
  it('gives no text, whatever its modules', () => {
    const random = chance(77);
    for (const version of [1, 1, 1, 2, 2, 3, 4, 6]) {
      const code = codeOf('A', { version, errorCorrectionLevel: 'L' });
      // From the ninth row and column on nearly all is data; the format bits above stay, so that the grid is tried.
      const modules = code.modules.map((module, i) =>
        i % code.size > 8 && i / code.size > 9 ? Math.round(random()) : module,
      );
      expect(decodeFrame(photograph({ ...code, modules }, view)), `version ${version}`).to.equal(null);
    }
  });

  it('gives no text when the first segment is of a kind that would be read out of step', () => {
    // Structured append: a header of sixteen bits that jsQR steps over, and the rest would be taken for something else.
    const stepped = [0b0011, 0b1001, 0b1101];
    for (const mode of stepped) expect(isReadableMode(mode), mode.toString(2)).to.equal(false);
    for (const mode of [0b0001, 0b0010, 0b0100, 0b0101, 0b0111, 0b1000])
      expect(isReadableMode(mode), mode.toString(2)).to.equal(true);
  });

  it('gives the text behind the mark of GS1 where that is no GS1 string', () => {
    // The fourth module is all that tells the mark from that of bytes; error correction mends it for the text.
    const marked = (text: string): Code => {
      const { size, modules } = codeOf(new TextEncoder().encode(text), { errorCorrectionLevel: 'H' });
      const fourth = (size - 2) * size + size - 2;
      return { size, modules: modules.map((module, i) => (i === fourth ? 1 - module : module)) };
    };
    for (const text of ['http://pos.example', 'cq_7f3a'])
      expect(decodeFrame(photograph(marked(text), view)), text).to.equal(text);
    expect(decodeFrame(photograph(marked('0104012345123456'), view))).to.equal(null);
  });
});

describe('the time budget', () => {
  const busy = clutter(1280, 720, 9);

  it('ends the search, give or take one step', () => {
    // The quickest of some, for the machine may be busy with something else.
    const times = Array.from({ length: 6 }, () => {
      const start = performance.now();
      expect(decodeFrame(busy, { budgetMs: 20 })).to.equal(null);
      return performance.now() - start;
    });
    expect(Math.min(...times)).to.be.lessThan(45);
  });

  it('reads nothing when there is no time at all', () => {
    expect(decodeFrame(photograph(codeOf(TEXT), view), { budgetMs: 0 })).to.equal(null);
  });
});

describe('createFrameDecoder', () => {
  it('reads within a few frames what one frame has no time for', () => {
    const code = codeOf(TEXT);
    const frame = photograph(code, {
      width: 1280,
      height: 720,
      corners: square({ x: 900, y: 500 }, code.size * 2.2, 8),
    });
    // A millisecond passes with each step, however fast the machine is.
    let steps = 0;
    const decoder = createFrameDecoder({ budgetMs: 25, now: () => (steps += 1) });
    const texts = Array.from({ length: 8 }, () => decoder.decode(frame));
    expect(texts).to.include(TEXT);
  });

  it('reads grey as well as colour', () => {
    const { data, width, height } = photograph(codeOf(TEXT), view);
    const grey = Uint8Array.from({ length: width * height }, (_, i) => data[i * 4]!);
    expect(createFrameDecoder().decodeLuma({ data: grey, width, height })).to.equal(TEXT);
  });
});
