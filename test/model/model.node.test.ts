/**
 * Every order of events up to a depth, over the real runner, transition, journal and reading of answers: nothing is booked
 * twice, nothing untrue is said, nobody is stuck, and each guard is needed for that.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { aside } from '../support/aside.js';
import { guards, missing } from './guards.js';
import type { Findings } from './search.js';
import { searches } from './settings.js';

let found: Findings;

before(async () => {
  // Every signal that is aborted makes an error, and nobody reads where.
  found = await aside(import.meta.resolve('./search.ts'), { options: ['--stack-trace-limit=0'] });
});

describe('the model', () => {
  for (const { setting, depth } of searches) {
    it(`holds in every order of ${depth} events: ${setting.name}`, () => {
      const { violation, path, worlds } = found.whole[setting.name]!;
      assert.equal(violation, null, path.join(', '));
      assert.ok(worlds > 100);
    });
  }
});

describe('the model without', () => {
  for (const [name, { finds }] of Object.entries(guards)) {
    it(`"${name}" fails`, () => {
      assert.match(found.unguarded[name]?.violation ?? 'nothing was found', finds);
    });
  }
  for (const [name, { finds }] of Object.entries(missing)) {
    it(`${name} fails`, () => {
      assert.match(found.lacking[name]?.violation ?? 'nothing was found', finds);
    });
  }
});
