/**
 * Fifty thousand spoiled answers through client and wire. Whatever comes, the outcome is typed, tells nothing of the customer,
 * and is done exactly when a schema of its own accepts the answer. `SEED` repeats a run.
 */
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { record } from '../../scripts/record.mjs';
import { aside } from '../support/aside.js';
import type { Tally } from './fuzz/meet.js';

const SEED = 20_260_804;
const ANSWERS = 50_000;

describe('fifty thousand spoiled answers', () => {
  it(
    'are done exactly when an independent schema accepts them, and typed outcomes always',
    { timeout: 120_000 },
    async () => {
      const words = [ANSWERS, SEED].map(String);
      const tally = await aside<Tally>(import.meta.resolve('./fuzz/meet.ts'), { words });
      if (tally.wrong) expect.fail(tally.wrong);
      console.log(
        `fuzz: ${ANSWERS} answers, seed ${SEED}, ${((100 * tally.valid) / ANSWERS).toFixed(1)} % valid, ${JSON.stringify(tally.outcomes)}`,
      );
      record('fuzz', 'npm test -- test/client/fuzz.node.test.ts', {
        answers: ANSWERS,
        valid: ((100 * tally.valid) / ANSWERS).toFixed(1),
        done: tally.outcomes['done'] ?? 0,
      });
      expect(tally.unhandled).to.deep.equal([]);
      expect(tally.valid / ANSWERS).to.be.at.least(0.1);
      expect(Object.keys(tally.outcomes).sort()).to.deep.equal(['busy', 'consent', 'done', 'lost', 'pin', 'refused']);
      expect(tally.polluted).to.deep.equal([]);
    },
  );
});
