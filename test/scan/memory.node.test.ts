/** What a day of scanning leaves behind: nothing. SCAN_FRAMES=10000 runs a day, the suite an hour. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createFrameDecoder } from '../../src/scan.js';
import type { Luma } from '../../src/scan.js';
import { chance, codeOf, photograph, square } from './support/picture.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const FRAMES = Number(process.env.SCAN_FRAMES ?? 500);
const SETTLE = FRAMES / 5;

function greyOf(text: string, seed: number): Luma {
  const random = chance(seed);
  const corners = square({ x: 320, y: 240 }, 150 + random() * 200, random() * 360);
  const { data, width, height } = photograph(codeOf(text), { width: 640, height: 480, corners, noise: 10 }, seed);
  return { data: Uint8Array.from({ length: width * height }, (_, i) => data[i * 4]!), width, height };
}

/** Bytes in use, on the heap and beside it, when all that nobody holds is gone; buffers go a moment after the objects that held them. */
async function inUse(): Promise<number> {
  for (let round = 0; round < 5; round++) {
    collect();
    await setImmediate();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

test(`memory is flat over ${FRAMES} frames with and without codes`, async () => {
  const frames = Array.from({ length: 12 }, (_, i) => greyOf(`cq_${'frame'.repeat(1 + (i % 6))}${i}`, i + 1));
  const noise = Array.from({ length: 4 }, (_, i) => {
    const random = chance(100 + i);
    return { data: Uint8Array.from({ length: 640 * 480 }, () => random() * 255), width: 640, height: 480 };
  });
  const all = [...frames, ...noise];
  const decoder = createFrameDecoder({ budgetMs: 30 });
  let read = 0;
  let settled = 0;
  for (let i = 0; i < FRAMES; i++) {
    if (i === SETTLE) settled = await inUse();
    if (decoder.decodeLuma(all[i % all.length]!) !== null) read++;
  }
  const grown = (await inUse()) - settled;
  assert.ok(read > FRAMES / 2, `${read} frames were read`);
  assert.ok(grown < 2_000_000, `${grown} bytes more than after the first ${SETTLE} frames`);
});
