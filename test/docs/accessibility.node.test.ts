/** docs/accessibility.md is what the tests say of the criteria of WCAG that they hold, and none is left out. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allHoldings, holdings, wanted } from '../../scripts/criteria.js';
import { criteria } from '../a11y/wcag.js';
import { read } from './markdown.js';

describe('docs/accessibility.md', () => {
  it('is what `npm run figures` makes of the tests', () => {
    assert.equal(read('docs/accessibility.md'), wanted());
  });

  it('has a test or a reason for each criterion of level A and AA, and never both', () => {
    const held = new Set(allHoldings().flatMap(({ names }) => names));
    for (const [number, { reason }] of Object.entries(criteria))
      assert.equal(held.has(number), !reason, `${number} is ${reason ? 'held and does not apply' : 'not held'}`);
    assert.equal(Object.keys(criteria).length, 55);
  });

  it('has no criterion in a test that WCAG does not have', () => {
    for (const { file, names } of allHoldings())
      for (const name of names) assert.ok(Object.hasOwn(criteria, name), `${name} of ${file}`);
  });
});

describe('a test that names criteria', () => {
  const one = (text: string): unknown => holdings('test/one.test.ts', text).map(({ title, names }) => [title, names]);

  it('is called by all titles around it', () => {
    const text = "describe('a ring', () => {\n  // WCAG 2.4.7, 2.4.11\n  it('is drawn', () => {});\n});";
    assert.deepEqual(one(text), [['a ring is drawn', ['2.4.7', '2.4.11']]]);
  });

  it('leaves open what its title is run with', () => {
    const text = 'for (const way of ways) {\n  // WCAG 2.1.2\n  it(`by ${way} cancels: ${scene}`, () => {});\n}';
    assert.deepEqual(one(text), [['by … cancels', ['2.1.2']]]);
  });

  it('is no other one near the comment', () => {
    const text = "it('is not', () => {\n  // WCAG 2.1.2\n  press();\n});\nit('nor this', () => {});";
    assert.deepEqual(one(text), []);
  });
});
