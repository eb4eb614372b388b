import { expect } from '@open-wc/testing';
import { countedSize, placeCode, placeRoughly } from '../../../src/scan/decode/alignment.js';
import { findFinders } from '../../../src/scan/decode/finder.js';
import { lumaOf } from '../../../src/scan/decode/luma.js';
import { project } from '../../../src/scan/decode/perspective.js';
import { joined, sightingsOf } from '../../../src/scan/decode/sightings.js';
import type { Sighting } from '../../../src/scan/decode/sightings.js';
import { binarize, measureBlocks } from '../../../src/scan/decode/threshold.js';
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
  const binary = binarize(luma, measureBlocks(luma, 8), 2);
  const finders = findFinders(binary, { rowStep: 1, tolerance: 0.62 });
  return { luma, binary, finders, seen: sightingsOf(binary, 1, 1, finders) };
};
type Place = Pick<Sighting, 'x' | 'y' | 'module'>;
const near = (finder: Place, u: number, v: number, seen: View): boolean => {
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

describe('sightings', () => {
  const { binary, finders, seen } = search(view);
  const [one, ...rest] = seen as [Sighting, ...Sighting[]];

  it('lie where the frame has them, on whichever level they were found', () => {
    const halved = sightingsOf(binary, 2, 1, finders);
    expect(halved.map(({ x, y, module }) => [x, y, module])).to.deep.equal(
      seen.map(({ x, y, module }) => [2 * x, 2 * y, 2 * module]),
    );
  });

  it('of two looks count for both, where the look in hand saw them', () => {
    const beside = { ...one, x: one.x + one.module, support: 1 };
    const [both, ...others] = joined([one], [beside]);
    expect(others).to.deep.equal([]);
    expect(both).to.deep.equal({ ...one, support: one.support + 1 });
  });

  it('of another look alone are kept, and another tone or size is another square', () => {
    const others = [
      { ...one, x: one.x + 3 * one.module },
      { ...one, inverted: !one.inverted },
      { ...one, module: 2 * one.module },
    ];
    for (const other of others) expect(joined([one], [other]).length).to.equal(2);
    expect(joined(rest, [one]).length).to.equal(seen.length);
  });

  it('of which two looks have two corners each make one code', () => {
    const at = (u: number, v: number): Sighting => seen.find((sighting) => near(sighting, u, v, view))!;
    const [topLeft, topRight, bottomLeft] = [at(3.5, 3.5), at(far, 3.5), at(3.5, far)];
    expect(chooseTriples([topLeft, topRight], 9)).to.deep.equal([]);
    const [triple] = chooseTriples(joined([topLeft, topRight], [topLeft, bottomLeft]), 9);
    expect([triple!.topRight.x, triple!.bottomLeft.x]).to.deep.equal([topRight.x, bottomLeft.x]);
    expect(triple!.modules).to.be.closeTo(code.size, 2);
  });
});

describe('triples', () => {
  it('name the corners in order, however the code is turned', () => {
    for (let degrees = 0; degrees < 360; degrees += 45) {
      const turned = { ...view, corners: square({ x: 240, y: 180 }, 190, degrees) };
      const right = chooseTriples(search(turned).seen, 60).filter(
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
    const triple = chooseTriples(search(tilted).seen, 60).find(
      ({ topLeft, topRight, bottomLeft }) =>
        near(topLeft, 3.5, 3.5, tilted) && near(topRight, far, 3.5, tilted) && near(bottomLeft, 3.5, far, tilted),
    )!;
    expect(triple.depth[0]).to.be.greaterThan(1.1);
    expect(triple.depth[1]).to.be.closeTo(1, 0.1);
  });

  it('are none of finders too different in size, in tone, or in a line', () => {
    const { binary } = search(view);
    const finder = (x: number, y: number, module = 4, inverted = false): Sighting => ({
      x,
      y,
      module,
      inverted,
      support: 9,
      binary,
      scale: 1,
    });
    const none = [
      [finder(0, 0), finder(100, 0, 12), finder(0, 100)],
      [finder(0, 0), finder(100, 0, 4, true), finder(0, 100)],
      [finder(0, 0), finder(100, 0), finder(200, 5)],
      [finder(0, 0), finder(20, 0), finder(0, 20)],
    ];
    for (const finders of none) expect(chooseTriples(finders, 9)).to.deep.equal([]);
  });

  it('complete two finders to the codes they may belong to', () => {
    const straight = { ...view, corners: square({ x: 240, y: 180 }, 190) };
    const two = search(straight).seen.filter(
      (finder) => near(finder, far, 3.5, straight) || near(finder, 3.5, far, straight),
    );
    const pairs = choosePairs(two);
    const right = pairs.filter(
      ({ triple, missing }) => missing === 'topLeft' && near(triple.topLeft, 3.5, 3.5, straight),
    );
    expect([two.length, right.length]).to.deep.equal([2, 1]);
    expect(right[0]!.triple.modules).to.be.closeTo(code.size, 2);
  });
});

describe('the placement', () => {
  const at = (u: number, v: number) => seenAt(code, view, u, v);
  const { luma, seen } = search(view);
  const corners = chooseTriples(seen, 60).find(
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
