/** One frame is looked at in several ways; what gave nothing is not tried again beside itself. */
import { expect } from '@open-wc/testing';
import { Attempts } from '../../../src/scan/decode/attempts.js';
import { FrameViews } from '../../../src/scan/decode/frame-views.js';
import { lumaOf } from '../../../src/scan/decode/luma.js';
import type { Quad } from '../../../src/scan/decode/perspective.js';
import { codeOf, photograph, square } from '../support/picture.js';

const luma = lumaOf(
  photograph(codeOf('A7'.repeat(12)), { width: 640, height: 480, corners: square({ x: 320, y: 240 }, 300) }),
);
const level = new FrameViews(luma).pyramid.level(0);
const quad: Quad = [
  { x: 100, y: 100 },
  { x: 200, y: 100 },
  { x: 200, y: 200 },
  { x: 100, y: 200 },
];
/** A hundred pixels between the middles of two squares of a code of 27 modules: five a module. */
const attempt = { level, inverted: false, size: 27, quad, effort: 1 };
const moved = (by: number): Quad => [{ x: 100 + by, y: 100 }, quad[1], quad[2], quad[3]];

describe('an attempt on a frame', () => {
  it('is repeated by the same place, and by one so many modules beside it', () => {
    const attempts = new Attempts();
    expect(attempts.isRepeated(attempt, 0.5)).to.equal(false);
    expect(attempts.isRepeated(attempt, 0.5)).to.equal(true);
    expect(attempts.isRepeated({ ...attempt, quad: moved(2.4) }, 0.5)).to.equal(true);
    expect(attempts.isRepeated({ ...attempt, quad: moved(2.6) }, 0.5)).to.equal(false);
  });

  it('is not repeated by another size, tone or level, nor by a more thorough one', () => {
    const attempts = new Attempts();
    expect(attempts.isRepeated(attempt, 0.5)).to.equal(false);
    for (const other of [
      { ...attempt, size: 31 },
      { ...attempt, inverted: true },
      { ...attempt, level: new FrameViews(luma).pyramid.level(0) },
      { ...attempt, effort: 2 },
    ])
      expect(attempts.isRepeated(other, 0.5)).to.equal(false);
    expect(attempts.isRepeated({ ...attempt, effort: 1.5 }, 0.5)).to.equal(true);
  });
});

describe('the views of a frame', () => {
  it('are made once, however many ways of looking share them', () => {
    const views = new FrameViews(luma);
    const way = { rowStep: 1, tolerance: 0.62 };
    const [near, far] = [
      { block: 8, reach: 2 },
      { block: 8, reach: 3 },
    ];
    expect(views.binary(1, near)).to.equal(views.binary(1, near));
    expect(views.look(1, near, way)).to.equal(views.look(1, near, way));
    expect(views.binary(1, far)).not.to.equal(views.binary(1, near));
    expect(views.look(1, near, { ...way, tolerance: 0.8 })).not.to.equal(views.look(1, near, way));
  });
});
