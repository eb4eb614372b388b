/**
 * Looks for the three squares in a code's corners: runs of 1:1:3:1:1 along rows, confirmed along the column and the row through the middle.
 * Dark codes and inverted ones are found in the same pass. Many things look like a finder pattern; whoever pairs them must judge.
 */
import type { Binary } from './threshold.js';

/** A place that looks like a finder pattern; coordinates in pixels of the picture it was found in. */
export interface Finder {
  x: number;
  y: number;
  /** Width of a module, as far as row and column tell. */
  module: number;
  /** How many rows confirmed it. */
  hits: number;
  readonly inverted: boolean;
}

/** More finds than this are grain, not patterns; a coarser look at the picture does not see it. */
const NOISE = 1500;

/** How far a run may be off its share, as a part of a module. */
export interface FinderOptions {
  readonly rowStep: number;
  readonly tolerance: number;
}

interface Cross {
  readonly runs: readonly [number, number, number, number, number];
  readonly total: number;
  /** From the given middle to the middle of the centre run. */
  readonly shift: number;
}

function isFinderRatio(a: number, b: number, c: number, d: number, e: number, tolerance: number): boolean {
  const total = a + b + c + d + e;
  if (total < 7) return false;
  const module = total / 7;
  const slack = module * tolerance;
  return (
    Math.abs(a - module) < slack &&
    Math.abs(b - module) < slack &&
    Math.abs(c - 3 * module) < 3 * slack &&
    Math.abs(d - module) < slack &&
    Math.abs(e - module) < slack
  );
}

/** Length of the run of `tone` from index `at` on in steps of `stride`, over at most `limit` pixels. */
function runLength(data: Uint8Array, at: number, stride: number, limit: number, tone: number): number {
  let length = 0;
  while (length < limit && data[at] === tone) {
    length++;
    at += stride;
  }
  return length;
}

/** The five runs through a pixel along one line; `before` and `after` are how many pixels lie to each side of it in the picture. */
function crossRuns(
  data: Uint8Array,
  at: number,
  stride: number,
  before: number,
  after: number,
  tone: number,
): Cross | null {
  const back = runLength(data, at, -stride, before + 1, tone);
  if (back === 0) return null;
  const inner1 = runLength(data, at - back * stride, -stride, before + 1 - back, 1 - tone);
  const outer1 = runLength(data, at - (back + inner1) * stride, -stride, before + 1 - back - inner1, tone);
  const ahead = runLength(data, at + stride, stride, after, tone);
  const inner2 = runLength(data, at + (1 + ahead) * stride, stride, after - ahead, 1 - tone);
  const outer2 = runLength(data, at + (1 + ahead + inner2) * stride, stride, after - ahead - inner2, tone);
  if (outer1 === 0 || outer2 === 0) return null;
  const centre = back + ahead;
  return {
    runs: [outer1, inner1, centre, inner2, outer2],
    total: outer1 + inner1 + centre + inner2 + outer2,
    shift: (ahead - back + 1) / 2,
  };
}

function confirm(binary: Binary, x: number, y: number, total: number, tone: number, tolerance: number): Finder | null {
  const { data, width, height } = binary;
  const column = crossRuns(data, y * width + x, width, y, height - 1 - y, tone);
  if (!column || !isFinderRatio(...column.runs, tolerance) || column.total > total * 2.2 || total > column.total * 2.2)
    return null;
  const middle = Math.min(height - 1, Math.max(0, Math.round(y + column.shift)));
  const row = crossRuns(data, middle * width + x, 1, x, width - 1 - x, tone);
  if (!row || !isFinderRatio(...row.runs, tolerance)) return null;
  const module = (row.total + column.total) / 14;
  return { x: x + row.shift + 0.5, y: y + column.shift + 0.5, module, hits: 1, inverted: tone === 0 };
}

function isSame(a: Finder, b: Finder): boolean {
  return (
    a.inverted === b.inverted &&
    Math.abs(a.x - b.x) < a.module * 2 &&
    Math.abs(a.y - b.y) < a.module * 2 &&
    a.module < b.module * 1.8 &&
    b.module < a.module * 1.8
  );
}

/** What was found, and the part of it that the current row may still confirm: noise makes thousands, most of them far above. */
interface Findings {
  readonly all: Finder[];
  near: Finder[];
}

function merge({ all, near }: Findings, seen: Finder): void {
  const known = near.find((finder) => isSame(finder, seen));
  if (!known) {
    all.push(seen);
    near.push(seen);
    return;
  }
  const n = known.hits;
  known.x = (known.x * n + seen.x) / (n + 1);
  known.y = (known.y * n + seen.y) / (n + 1);
  known.module = (known.module * n + seen.module) / (n + 1);
  known.hits = n + 1;
}

function scanRow(binary: Binary, y: number, tolerance: number, found: Findings): void {
  const { data, width } = binary;
  const start = y * width;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let tone = data[start]!;
  let begin = 0;
  for (let x = 1; x <= width; x++) {
    if (x < width && data[start + x] === tone) continue;
    const e = x - begin;
    if (a > 0 && isFinderRatio(a, b, c, d, e, tolerance)) {
      const finder = confirm(binary, x - e - d - ((c + 1) >> 1), y, a + b + c + d + e, tone, tolerance + 0.1);
      if (finder) merge(found, finder);
    }
    a = b;
    b = c;
    c = d;
    d = e;
    begin = x;
    tone = 1 - tone;
  }
}

/** Every place in the picture that looks like a finder pattern. */
export function findFinders(binary: Binary, { rowStep, tolerance }: FinderOptions): Finder[] {
  const found: Findings = { all: [], near: [] };
  for (let y = rowStep >> 1; y < binary.height && found.all.length < NOISE; y += rowStep) {
    found.near = found.near.filter((finder) => finder.y + finder.module * 6 > y);
    scanRow(binary, y, tolerance, found);
  }
  return found.all;
}
