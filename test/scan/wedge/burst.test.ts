import { expect } from '@open-wc/testing';
import { endsEvenly, gapLimit, isEven, isMachine, isRapid, machineStart } from '../../../src/scan/wedge/burst.js';
import type { Keystroke } from '../../../src/scan/wedge/layouts.js';
import { person, scan, seeded } from './keyboards.js';

/** Keystrokes that follow each other after these gaps. */
const paced = (...gaps: number[]): Keystroke[] => {
  let at = 0;
  const stroke = (when: number): Keystroke => ({
    code: 'KeyA',
    key: 'a',
    shift: false,
    altGraph: false,
    capsLock: false,
    at: when,
  });
  return [stroke(0), ...gaps.map((gap) => stroke((at += gap)))];
};

describe('gapLimit', () => {
  const table: [string, number[], number][] = [
    ['is 120 ms as long as three gaps do not tell a pace', [5, 5], 120],
    ['is four times the median', [10, 12, 11], 44],
    ['is at least 20 ms', [1, 1, 1], 20],
    ['is at most 120 ms', [80, 80, 80], 120],
    ['does not follow one hesitation', [10, 100, 10, 10], 40],
  ];
  for (const [title, gaps, limit] of table) it(title, () => expect(gapLimit(paced(...gaps))).to.equal(limit));
});

describe('machineStart', () => {
  const table: [string, number[], boolean, number][] = [
    ['waits for a third key', [5], true, -1],
    ['knows three rapid keys', [5, 5], true, 0],
    ['waits for five keys at the pace of a person', [60, 60, 60], true, -1],
    ['knows five even keys', [60, 66, 54, 60], true, 0],
    ['does not know five uneven keys', [60, 110, 40, 90], true, -1],
    ['does not know keys slower than any scanner', [130, 130, 130, 130], true, -1],
    ['knows three keys without a pause where no field has the focus', [110, 60], false, 0],
    ['leaves the keys before a change of pace to the person', [110, 90, 5, 5], true, 2],
  ];
  for (const [title, gaps, inField, start] of table)
    it(title, () => expect(machineStart(paced(...gaps), inField)).to.equal(start));

  it('knows every scanner from 5 to 100 ms a key within five keys', () => {
    for (let pace = 5; pace <= 100; pace += 1) {
      const strokes = scan('abcde', { scanner: 'us', till: 'us', pace, jitter: 0.2, random: seeded(pace) })!;
      expect(
        [3, 4, 5].some((count) => machineStart(strokes.slice(0, count), true) === 0),
        `${pace} ms`,
      ).to.equal(true);
    }
  });

  it('takes no person for a machine', () => {
    for (let seed = 0; seed < 500; seed += 1) {
      const strokes = person('the customer asks for 3 apples', { random: seeded(seed) });
      const proven = strokes.findIndex((_, index) => machineStart(strokes.slice(0, index + 1), true) >= 0);
      if (proven >= 0) expect(isMachine(strokes, true)).to.equal(false);
    }
  });
});

describe('isEven', () => {
  it('does not count the beat that Shift takes a scanner', () => {
    const strokes = paced(60, 120, 60, 120, 60, 120, 60).map((stroke, index) => ({ ...stroke, shift: index % 4 > 1 }));
    expect(isEven(strokes)).to.equal(true);
    expect(isEven(paced(60, 120, 60, 120, 60, 120, 60))).to.equal(false);
  });

  it('lets a rapid burst hesitate', () => expect(isEven(paced(5, 5, 100, 5, 5))).to.equal(true));
});

it('isRapid looks at the last two keys', () => {
  expect(isRapid(paced(200, 20))).to.equal(true);
  expect(isRapid(paced(20, 200))).to.equal(false);
  expect(isRapid(paced())).to.equal(false);
});

it('endsEvenly looks at the last gap by the pace of all', () => {
  expect(endsEvenly(paced(10, 10, 10, 39))).to.equal(true);
  expect(endsEvenly(paced(10, 10, 10, 41))).to.equal(false);
  expect(endsEvenly(paced(10, 80, 10, 10))).to.equal(true);
});

it('isMachine asks for evenness in a field alone', () => {
  expect(isMachine(paced(60, 110, 40, 90), true)).to.equal(false);
  expect(isMachine(paced(60, 110, 40, 90), false)).to.equal(true);
});
