/**
 * Looks for the three squares in a code's corners: runs of 1:1:3:1:1 along rows, confirmed along the column and the row through the middle.
 * Dark codes and inverted ones are found in the same pass. Many things look like a finder pattern; whoever pairs them must judge.
 */
import type { Binary } from './threshold.js';
import { isWordAligned, wordsOf } from './words.js';

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

function isFinderRatio(a: number, b: number, c: number, d: number, e: number, tolerance: number): boolean {
  const total = a + b + c + d + e;
  if (total < 7) return false;
  const module = total / 7;
  const slack = module * tolerance;
  return (
    // The middle first: most runs of clutter fail there.
    Math.abs(c - 3 * module) < 3 * slack &&
    Math.abs(a - module) < slack &&
    Math.abs(b - module) < slack &&
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

/** The way from the pixel looked from to the middle of the centre run: beside what `cross` returns, as it is called by the thousand. */
let shift = 0;

/**
 * Looks along one line through a pixel and says how long the five runs are together, 0 where they are not those of a finder
 * pattern; `before` and `after` are how many pixels lie to each side of it in the picture.
 */
function cross(
  data: Uint8Array,
  at: number,
  stride: number,
  before: number,
  after: number,
  tone: number,
  tolerance: number,
): number {
  const back = runLength(data, at, -stride, before + 1, tone);
  if (back === 0) return 0;
  const inner1 = runLength(data, at - back * stride, -stride, before + 1 - back, 1 - tone);
  const outer1 = runLength(data, at - (back + inner1) * stride, -stride, before + 1 - back - inner1, tone);
  if (outer1 === 0) return 0;
  const ahead = runLength(data, at + stride, stride, after, tone);
  const inner2 = runLength(data, at + (1 + ahead) * stride, stride, after - ahead, 1 - tone);
  const outer2 = runLength(data, at + (1 + ahead + inner2) * stride, stride, after - ahead - inner2, tone);
  if (outer2 === 0 || !isFinderRatio(outer1, inner1, back + ahead, inner2, outer2, tolerance)) return 0;
  shift = (ahead - back + 1) / 2;
  return outer1 + inner1 + back + ahead + inner2 + outer2;
}

function confirm(binary: Binary, x: number, y: number, total: number, tone: number, tolerance: number): Finder | null {
  const { data, width, height } = binary;
  const column = cross(data, y * width + x, width, y, height - 1 - y, tone, tolerance);
  if (column === 0 || column > total * 2.2 || total > column * 2.2) return null;
  const down = shift;
  const middle = Math.min(height - 1, Math.max(0, Math.round(y + down)));
  const row = cross(data, middle * width + x, 1, x, width - 1 - x, tone, tolerance);
  if (row === 0) return null;
  return { x: x + shift + 0.5, y: y + down + 0.5, module: (row + column) / 14, hits: 1, inverted: tone === 0 };
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
  let known: Finder | undefined;
  for (let i = 0; i < near.length && !known; i++) if (isSame(near[i]!, seen)) known = near[i];
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

/** Where the tone changes along a line, from the first change to the line's end; how many there are comes back. */
function changesOf({ data, width }: Binary, y: number, words: Int32Array | null, changes: Int32Array): number {
  const start = y * width;
  let count = 0;
  let last = data[start]!;
  if (words) {
    for (let x = 0, i = start >> 2; x < width; x += 4, i++) {
      const word = words[i]!;
      // A byte that differs from the one before it; most words have none.
      let differing = word ^ ((word << 8) | last);
      last = word >>> 24;
      for (; differing !== 0; differing &= differing - 1)
        changes[count++] = x + ((31 - Math.clz32(differing & -differing)) >> 3);
    }
  } else {
    for (let x = 1; x < width; x++) {
      if (data[start + x] === last) continue;
      last = 1 - last;
      changes[count++] = x;
    }
  }
  changes[count++] = width;
  return count;
}

function scanRow(
  binary: Binary,
  y: number,
  tolerance: number,
  changes: Int32Array,
  count: number,
  found: Findings,
): void {
  const first = binary.data[y * binary.width]!;
  let start = 0;
  let p = changes[0]!;
  let q = changes[1]!;
  let r = changes[2]!;
  let s = changes[3]!;
  for (let k = 4; k < count; k++) {
    const end = changes[k]!;
    if (isFinderRatio(p - start, q - p, r - q, s - r, end - s, tolerance)) {
      const tone = (k & 1) === 0 ? first : 1 - first;
      const finder = confirm(binary, r - ((r - q + 1) >> 1), y, end - start, tone, tolerance + 0.1);
      if (finder) merge(found, finder);
    }
    start = p;
    p = q;
    q = r;
    r = s;
    s = end;
  }
}

/** Every place in the picture that looks like a finder pattern. */
export function findFinders(binary: Binary, { rowStep, tolerance }: FinderOptions): Finder[] {
  const found: Findings = { all: [], near: [] };
  const words = isWordAligned(binary.data, binary.width) ? wordsOf(binary.data) : null;
  const changes = new Int32Array(binary.width + 1);
  for (let y = rowStep >> 1; y < binary.height && found.all.length < NOISE; y += rowStep) {
    found.near = found.near.filter((finder) => finder.y + finder.module * 6 > y);
    scanRow(binary, y, tolerance, changes, changesOf(binary, y, words, changes), found);
  }
  return found.all;
}
