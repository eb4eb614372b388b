import { expect } from '@open-wc/testing';
import { countedSize, placeCode, placeRoughly } from '../../../src/scan/decode/alignment.js';
import { findFinders } from '../../../src/scan/decode/finder.js';
import type { Finder } from '../../../src/scan/decode/finder.js';
import { lumaOf } from '../../../src/scan/decode/luma.js';
import { project } from '../../../src/scan/decode/perspective.js';
import { binarize } from '../../../src/scan/decode/threshold.js';
import { choosePairs, chooseTriples } from '../../../src/scan/decode/triples.js';
import { codeOf, photograph, seenAt, square } from '../support/picture.js';
import type { Code, View } from '../support/picture.js';

const code = codeOf('cq_7f3a9b2e-4c51-4d8e', { version: 4, errorCorrectionLevel: 'M' });
const view: View = {
  width: 480,
  height: 360,
  corners: [
    { x: 130, y: 70 },
    { x: 330, y: 95 },
    { x: 345, y: 270 },
    { x: 115, y: 290 },
  ],
};
const far = code.size - 3.5;

const search = (seen: View, of: Code = code) => {
  const luma = lumaOf(photograph(of, seen));
  const binary = binarize(luma, 8);
  return { luma, binary, finders: findFinders(binary, { rowStep: 1, tolerance: 0.62 }) };
};
const near = (finder: Finder, u: number, v: number, seen: View): boolean => {
  const { x, y } = seenAt(code, seen, u, v);
  return Math.hypot(finder.x - x, finder.y - y) < finder.module;
};

describe('finder patterns', () => {
  it('are found where they are, within a module, in a tilted code', () => {
    const { finders } = search(view);
    for (const [u, v] of [
      [3.5, 3.5],
      [far, 3.5],
      [3.5, far],
    ] as const) {
      expect(finders.filter((finder) => near(finder, u, v, view)).length, `${u}, ${v}`).to.equal(1);
    }
  });

  it('are told dark from inverted', () => {
    for (const [dark, light, inverted] of [
      [20, 230, false],
      [230, 20, true],
    ] as const) {
      const { finders } = search({ ...view, dark, light });
      expect(finders.find((finder) => near(finder, 3.5, 3.5, view))?.inverted).to.equal(inverted);
    }
  });

  it('know how wide a module is and how many rows have seen them', () => {
    const straight = { ...view, corners: square({ x: 240, y: 180 }, code.size * 6) };
    const corner = search(straight).finders.find((finder) => near(finder, 3.5, 3.5, straight))!;
    expect(corner.module).to.be.closeTo(6, 0.5);
    expect(corner.hits).to.be.within(14, 20);
  });
});

describe('triples', () => {
  it('name the corners in order, however the code is turned', () => {
    for (let degrees = 0; degrees < 360; degrees += 45) {
      const turned = { ...view, corners: square({ x: 240, y: 180 }, 190, degrees) };
      const { binary, finders } = search(turned);
      const right = chooseTriples(binary, finders, 60).filter(
        ({ topLeft, topRight, bottomLeft }) =>
          near(topLeft, 3.5, 3.5, turned) && near(topRight, far, 3.5, turned) && near(bottomLeft, 3.5, far, turned),
      );
      expect(right.length, `${degrees}°`).to.equal(1);
      expect(right[0]!.modules, `${degrees}°`).to.be.closeTo(code.size, 2);
    }
  });

  it('see which side is farther away', () => {
    const corners = [
      { x: 120, y: 60 },
      { x: 330, y: 100 },
      { x: 330, y: 260 },
      { x: 120, y: 300 },
    ] as const;
    const tilted = { ...view, corners };
    const { binary, finders } = search(tilted);
    const triple = chooseTriples(binary, finders, 60).find(
      ({ topLeft, topRight, bottomLeft }) =>
        near(topLeft, 3.5, 3.5, tilted) && near(topRight, far, 3.5, tilted) && near(bottomLeft, 3.5, far, tilted),
    )!;
    expect(triple.depth[0]).to.be.greaterThan(1.1);
    expect(triple.depth[1]).to.be.closeTo(1, 0.1);
  });

  it('are none of finders too different in size, in tone, or in a line', () => {
    const finder = (x: number, y: number, module = 4, inverted = false): Finder => ({
      x,
      y,
      module,
      hits: 9,
      inverted,
    });
    const { binary } = search(view);
    const none = [
      [finder(0, 0), finder(100, 0, 12), finder(0, 100)],
      [finder(0, 0), finder(100, 0, 4, true), finder(0, 100)],
      [finder(0, 0), finder(100, 0), finder(200, 5)],
      [finder(0, 0), finder(20, 0), finder(0, 20)],
    ];
    for (const finders of none) expect(chooseTriples(binary, finders, 9)).to.deep.equal([]);
  });

  it('complete two finders to the codes they may belong to', () => {
    const straight = { ...view, corners: square({ x: 240, y: 180 }, 190) };
    const { binary, finders } = search(straight);
    const two = finders.filter((finder) => near(finder, far, 3.5, straight) || near(finder, 3.5, far, straight));
    const pairs = choosePairs(binary, two);
    const right = pairs.filter(
      ({ triple, missing }) => missing === 'topLeft' && near(triple.topLeft, 3.5, 3.5, straight),
    );
    expect([two.length, right.length]).to.deep.equal([2, 1]);
    expect(right[0]!.triple.modules).to.be.closeTo(code.size, 2);
  });
});

describe('the placement', () => {
  const at = (u: number, v: number) => seenAt(code, view, u, v);
  const { luma, binary, finders } = search(view);
  const corners = chooseTriples(binary, finders, 60).find(
    ({ topLeft, topRight, bottomLeft }) =>
      near(topLeft, 3.5, 3.5, view) && near(topRight, far, 3.5, view) && near(bottomLeft, 3.5, far, view),
  )!;

  it('lies within half a module everywhere, though three corners alone do not tell the perspective', () => {
    const placed = placeCode(luma, corners, code.size, false, 0.14)!;
    for (const [u, v] of [
      [0.5, 0.5],
      [code.size - 0.5, code.size - 0.5],
      [16.5, 16.5],
      [code.size - 0.5, 0.5],
    ] as const) {
      const [is, should] = [project(placed.mapping, u, v), at(u, v)];
      expect(Math.hypot(is.x - should.x, is.y - should.y), `${u}, ${v}`).to.be.lessThan(3);
    }
    expect(placed.score).to.be.greaterThan(0.9);
  });

  it('scores the right size best', () => {
    const scores = [-8, -4, 0, 4, 8].map((more) => placeCode(luma, corners, code.size + more, false, 0.14)!.score);
    expect(Math.max(...scores)).to.equal(scores[2]);
  });

  it('counts the size along the timing lines, also from a wrong guess', () => {
    for (const guess of [code.size, code.size + 4, code.size - 4]) {
      const rough = placeRoughly(luma, corners, guess, false)!;
      expect(countedSize(luma, rough), `from ${guess}`).to.be.closeTo(code.size, 1);
    }
  });

  it('has no good score where there is no code', () => {
    const elsewhere = {
      topLeft: { x: 5, y: 5 },
      topRight: { x: 100, y: 5 },
      bottomLeft: { x: 5, y: 100 },
      depth: [1, 1] as const,
    };
    expect(placeCode(luma, elsewhere, 33, false, 0.14)!.score).to.be.lessThan(0.35);
  });
});
