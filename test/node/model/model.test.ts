/**
 * Every order of events up to a depth, over the real runner, transition, journal and reading of answers: nothing is booked
 * twice, nothing untrue is said, nobody is stuck, and each guard is needed for that.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explore } from './explore.js';
import { exploreWithout, guards, missing } from './guards.js';
import { searches } from './settings.js';

describe('the model', () => {
  for (const { setting, depth } of searches) {
    it(`holds in every order of ${depth} events: ${setting.name}`, async () => {
      const { violation, path, worlds } = await explore(setting, depth);
      assert.equal(violation, null, path.join(', '));
      assert.ok(worlds > 100);
    });
  }
});

describe('the model without', () => {
  for (const [name, guard] of Object.entries(guards)) {
    it(`"${name}" fails`, async () => {
      const { violation } = await (await exploreWithout(guard))(guard.setting, guard.depth);
      assert.match(violation ?? 'nothing was found', guard.finds);
    });
  }
  for (const [name, { setting, depth, finds }] of Object.entries(missing)) {
    it(`${name} fails`, async () => {
      const { violation } = await explore(setting, depth);
      assert.match(violation ?? 'nothing was found', finds);
    });
  }
});
