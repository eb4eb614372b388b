/** A page that stays open keeps nothing of what is over. `node --import tsx scripts/endurance.mjs --operations 10000` runs longer. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { endure } from './endurance.js';

it('leaves no node, no listener and no growing heap behind after four hundred operations in one page', async () => {
  const { booked, heapBefore, heapAfter, nodes, listeners } = await endure(400);
  assert.equal(booked, 400);
  assert.equal(nodes, 0);
  assert.equal(listeners, 0);
  assert.ok(heapAfter < heapBefore * 1.15, `the heap grew from ${heapBefore} to ${heapAfter} bytes`);
});
