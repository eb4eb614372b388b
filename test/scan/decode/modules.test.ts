import { expect } from '@open-wc/testing';
import { Deadline } from '../../../src/scan/decode/deadline.js';
import { equalize, flatten, threshold } from '../../../src/scan/decode/equalize.js';
import { readFormat } from '../../../src/scan/decode/format.js';
import { readPicture } from '../../../src/scan/decode/jsqr.js';
import { alignmentCentres, alignmentSquares, fixedPatterns, nearestSize } from '../../../src/scan/decode/pattern.js';
import { project, squareToQuad } from '../../../src/scan/decode/perspective.js';
import { redraw, withFixed } from '../../../src/scan/decode/redraw.js';
import { agreement, isOfGrid, isPlausible } from '../../../src/scan/decode/verify.js';
import { chance, codeOf } from '../support/picture.js';

const code = codeOf('cq_7f3a9b2e-4c51-4d8e-9a07', { errorCorrectionLevel: 'M' });
const { size } = code;
const known = fixedPatterns(size).tones;
const wrong = (a: Uint8Array, b: Uint8Array): number => a.reduce((count, bit, i) => count + (bit === b[i] ? 0 : 1), 0);

describe('the fixed patterns', () => {
  it('are in every code as the generator makes it, whatever the version', () => {
    for (let version = 1; version <= 40; version++) {
      const { size: side, modules } = codeOf('A', { version });
      expect(agreement(modules, side), `version ${version}`).to.equal(1);
    }
  });

  it('know where alignment squares stand', () => {
    expect(alignmentCentres(21)).to.deep.equal([]);
    expect(alignmentCentres(25)).to.deep.equal([6, 18]);
    expect(alignmentCentres(45)).to.deep.equal([6, 22, 38]);
    expect(alignmentCentres(145)).to.deep.equal([6, 34, 60, 86, 112, 138]);
    expect(alignmentSquares(25)).to.deep.equal([[18, 18]]);
  });

  it('take a measured size for the nearest there is', () => {
    expect([3, 21, 22.9, 23.1, 58, 300].map(nearestSize)).to.deep.equal([21, 21, 21, 25, 57, 177]);
  });
});

describe('perspective', () => {
  it('takes the corners of a square to four points and lines to lines', () => {
    const quad = [
      { x: 10, y: 20 },
      { x: 110, y: 30 },
      { x: 90, y: 95 },
      { x: 5, y: 120 },
    ] as const;
    const mapping = squareToQuad(3.5, 21.5, quad)!;
    [
      [3.5, 3.5],
      [21.5, 3.5],
      [21.5, 21.5],
      [3.5, 21.5],
    ].forEach(([u, v], i) => {
      const { x, y } = project(mapping, u!, v!);
      expect([x, y].map((value) => Math.round(value * 1e6) / 1e6)).to.deep.equal([quad[i]!.x, quad[i]!.y]);
    });
    const [a, b, c] = [4, 9, 20].map((u) => project(mapping, u, 7)) as [
      { x: number; y: number },
      { x: number; y: number },
      { x: number; y: number },
    ];
    expect((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).to.be.closeTo(0, 1e-6);
  });

  it('is none where the points span no plane', () => {
    const point = { x: 1, y: 1 };
    expect(squareToQuad(0, 1, [point, point, point, point])).to.equal(null);
  });
});

describe('grey modules', () => {
  /** The code smeared to the right by half a module, under a slope of light, with noise. */
  const random = chance(3);
  const smeared = Float32Array.from(code.modules, (_, i) => {
    const tone = (j: number): number => (j % size >= 0 && code.modules[j] === 1 ? 40 : 200);
    return 0.52 * tone(i) + 0.48 * tone(i % size > 0 ? i - 1 : i) + (i % size) * 2 + (random() - 0.5) * 6;
  });
  const flat = flatten(smeared, size, 4);

  it('are told apart by their neighbourhood under a slope of light', () => {
    const sloped = Float32Array.from(code.modules, (bit, i) => (bit === 1 ? 40 : 120) + (i % size) * 6);
    expect(wrong(threshold(flatten(sloped, size, 4), size, 0.4), code.modules)).to.be.lessThan(
      code.modules.length * 0.01,
    );
  });

  it('are told apart by a filter learned from the known ones, where motion has smeared them', () => {
    const [plain, learned] = [threshold(flat, size, 0.4), equalize(flat, size, known)].map(
      (bits) => wrong(bits, code.modules) / bits.length,
    ) as [number, number];
    expect(plain).to.be.greaterThan(0.1);
    expect(learned).to.be.lessThan(plain / 2);
  });
});

describe('format bits', () => {
  const flipped = (...places: [number, number][]): Uint8Array => {
    const bits = code.modules.slice();
    for (const [x, y] of places) bits[y * size + x] = 1 - bits[y * size + x]!;
    return bits;
  };

  it('are read from either copy, with up to three bits wrong', () => {
    const format = readFormat(code.modules, size)!;
    expect([format.errors, format.mirrored]).to.deep.equal([0, false]);
    const inner: [number, number][] = [
      [0, 8],
      [1, 8],
      [2, 8],
      [3, 8],
      [8, 0],
      [8, 1],
      [8, 2],
    ];
    expect(readFormat(flipped(...inner), size)).to.deep.equal(format);
    expect(readFormat(flipped(...inner, [8, size - 1], [8, size - 2], [8, size - 3]), size)).to.deep.equal({
      ...format,
      errors: 3,
    });
  });

  it('are read in a mirror', () => {
    const mirrored = code.modules.map((_, i) => code.modules[(i % size) * size + Math.floor(i / size)]!);
    expect(readFormat(mirrored, size)).to.deep.equal({ ...readFormat(code.modules, size)!, mirrored: true });
  });
});

describe('the redrawn picture', () => {
  it('is read by jsQR in every version', () => {
    for (let version = 1; version <= 40; version++) {
      const { size: side, modules } = codeOf(`V${version}`, { version });
      const reading = readPicture(redraw(modules, side))!;
      expect(reading.segments, `version ${version}`).to.deep.equal([{ kind: 'text', text: `V${version}` }]);
      expect(isOfGrid(reading, side)).to.equal(true);
      expect(isOfGrid(reading, side + 4)).to.equal(false);
    }
  });

  it('has its fixed modules mended', () => {
    const damaged = code.modules.map((bit, i) => (known[i] === 0 ? bit : 0));
    expect(agreement(damaged, size)).to.be.lessThan(0.75);
    expect(isPlausible(damaged, size)).to.equal(false);
    expect(wrong(withFixed(damaged, known), code.modules)).to.equal(0);
  });

  it('is nothing to jsQR when it is no picture', () => {
    expect(readPicture({ data: new Uint8ClampedArray(3), width: 1, height: 1 })).to.equal(null);
  });
});

describe('a deadline', () => {
  it('passes when its time is over, and never without one', () => {
    let now = 100;
    const deadline = new Deadline(5, () => now);
    const endless = new Deadline(undefined, () => now);
    now = 104.9;
    expect([deadline.passed(), endless.passed()]).to.deep.equal([false, false]);
    now = 105;
    expect([deadline.passed(), endless.passed()]).to.deep.equal([true, false]);
  });
});
