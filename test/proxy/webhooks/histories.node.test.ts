/** In a hundred thousand random histories nothing is called booked that was not, and much of what was lost is found. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tally } from './histories.js';

describe('in 100,000 histories', () => {
  it('nothing is called booked that was not, and a third of what was lost is found, whatever else went wrong', (context) => {
    const { histories, lost, resolved, wrong } = tally(100_000, 20_261_128);
    context.diagnostic(`${resolved} of ${lost} lost bookings were found (${((100 * resolved) / lost).toFixed(1)} %)`);
    assert.equal(histories, 100_000);
    assert.deepEqual(wrong, []);
    assert.ok(resolved / lost > 0.33);
  });
});

describe('in 20,000 histories in which answers are lost and nothing else goes wrong', () => {
  it('nothing is called booked that was not, and most of what was lost is found', (context) => {
    const { lost, resolved, wrong } = tally(20_000, 7, true);
    context.diagnostic(`${resolved} of ${lost} lost bookings were found (${((100 * resolved) / lost).toFixed(1)} %)`);
    assert.deepEqual(wrong, []);
    assert.ok(resolved / lost > 0.8);
  });
});
