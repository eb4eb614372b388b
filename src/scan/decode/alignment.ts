/**
 * Finds out how a code lies: three finder patterns give the plane up to perspective, the alignment square and the timing lines the rest.
 * Every guess is judged by how well the fixed patterns correlate with the picture; what the data modules say is never asked.
 */
import type { Luma } from './luma.js';
import { fixedPatterns } from './pattern.js';
import { project, squareToQuad } from './perspective.js';
import type { Mapping, Point, Quad } from './perspective.js';
import { correlation } from './sample.js';

/** The three finder middles of a code in pixels of the picture it is sampled from. */
export interface Corners {
  readonly topLeft: Point;
  readonly topRight: Point;
  readonly bottomLeft: Point;
  /** How much farther away than the top left the other two are. */
  readonly depth: readonly [right: number, bottom: number];
}

/** A code's place: its size, its plane, and how well the fixed patterns agree (-1 to 1; inverted codes are turned to positive). */
export interface Placement {
  readonly size: number;
  readonly mapping: Mapping;
  readonly quad: Quad;
  readonly score: number;
}

/** The finder middles lie this many modules from the code's edges. */
const INSET = 3.5;

interface Search {
  readonly luma: Luma;
  readonly size: number;
  readonly sign: 1 | -1;
}

function place({ luma, size, sign }: Search, quad: Quad, part: 'guide' | 'all' | 'finders'): Placement | null {
  const mapping = squareToQuad(INSET, size - INSET, quad);
  if (!mapping) return null;
  return { size, mapping, quad, score: sign * correlation(luma, mapping, fixedPatterns(size)[part]) };
}

const moved = (p: Point, u: Point, v: Point, i: number, j: number): Point => ({ x: p.x + i * u.x + j * v.x, y: p.y + i * u.y + j * v.y });

/** One module along the upper and the left side, in pixels. */
function steps({ topLeft, topRight, bottomLeft }: Corners, size: number): [Point, Point] {
  const k = 1 / (size - 2 * INSET);
  return [
    { x: (topRight.x - topLeft.x) * k, y: (topRight.y - topLeft.y) * k },
    { x: (bottomLeft.x - topLeft.x) * k, y: (bottomLeft.y - topLeft.y) * k },
  ];
}

/** Where the fourth corner lies when the other three are as far away as they seem. */
function guessFourth({ topLeft, topRight, bottomLeft, depth: [right, bottom] }: Corners): Point {
  const corner = right + bottom - 1;
  const at = (a: number, b: number, c: number): number => (right * b + bottom * c - a) / corner;
  return { x: at(topLeft.x, topRight.x, bottomLeft.x), y: at(topLeft.y, topRight.y, bottomLeft.y) };
}

/** How the code would lie if its finder squares said all, judged by them: a cheap test of a triple. */
export function placeRoughly(luma: Luma, corners: Corners, size: number, inverted: boolean): Placement | null {
  const { topLeft, topRight, bottomLeft } = corners;
  return place({ luma, size, sign: inverted ? -1 : 1 }, [topLeft, topRight, guessFourth(corners), bottomLeft], 'finders');
}

/** Moves the fourth corner module by module over `span` (a part of the side) to where timing lines and alignment square agree best. */
function searchFourth(search: Search, corners: Corners, span: number): Placement | null {
  const { topLeft, topRight, bottomLeft } = corners;
  const [u, v] = steps(corners, search.size);
  const guess = guessFourth(corners);
  const radius = Math.max(2, Math.round(search.size * span));
  const stride = Math.max(1, radius / 14);
  let best: Placement | null = null;
  let bestRank = -Infinity;
  for (let j = -radius; j <= radius; j += stride) {
    for (let i = -radius; i <= radius; i += stride) {
      const tried = place(search, [topLeft, topRight, moved(guess, u, v, i, j), bottomLeft], 'guide');
      const rank = tried ? tried.score - (0.12 * (Math.abs(i) + Math.abs(j))) / search.size : -Infinity;
      if (rank > bestRank) {
        bestRank = rank;
        best = tried;
      }
    }
  }
  return best;
}

/** Moves all four corners in ever smaller steps while the whole of the fixed patterns agrees better. */
function refine(search: Search, from: Placement, u: Point, v: Point): Placement {
  let best = place(search, from.quad, 'all') ?? from;
  for (const step of [0.8, 0.4, 0.2, 0.1]) {
    for (let corner = 0; corner < 4; corner++) {
      for (const [i, j] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
        const quad = best.quad.map((p, k) => (k === corner ? moved(p, u, v, i * step, j * step) : p)) as unknown as Quad;
        const tried = place(search, quad, 'all');
        if (tried && tried.score > best.score) best = tried;
      }
    }
  }
  return best;
}

/** How a code of a size lies in the picture, as well as its fixed patterns tell; `span` is how much perspective to look for. */
export function placeCode(luma: Luma, corners: Corners, size: number, inverted: boolean, span: number): Placement | null {
  const search: Search = { luma, size, sign: inverted ? -1 : 1 };
  const coarse = searchFourth(search, corners, size === 21 ? 0.07 : span);
  if (!coarse) return null;
  const [u, v] = steps(corners, size);
  return refine(search, coarse, u, v);
}

/** Tone changes along one timing line give the size without measuring a module: `size - 13` of them from finder middle to finder middle. */
function timingChanges(luma: Luma, m: Mapping, size: number, vertical: boolean): number {
  const PER_MODULE = 4;
  const greys: number[] = [];
  for (let t = INSET * PER_MODULE; t <= (size - INSET) * PER_MODULE; t++) {
    const along = t / PER_MODULE;
    const { x, y } = vertical ? project(m, 6.5, along) : project(m, along, 6.5);
    greys.push(luma.data[Math.min(luma.height - 1, Math.max(0, Math.floor(y))) * luma.width + Math.min(luma.width - 1, Math.max(0, Math.floor(x)))]!);
  }
  let changes = 0;
  let last = 0;
  for (let i = 4; i < greys.length - 4; i++) {
    let sum = 0;
    for (let j = i - 4; j <= i + 4; j++) sum += greys[j]!;
    const tone = Math.sign(greys[i]! - sum / 9);
    if (tone !== 0 && tone !== last) {
      if (last !== 0) changes++;
      last = tone;
    }
  }
  return changes;
}

/** The size that the timing lines count to, unrounded. */
export function countedSize(luma: Luma, placement: Placement): number {
  const { mapping, size } = placement;
  return (timingChanges(luma, mapping, size, false) + timingChanges(luma, mapping, size, true)) / 2 + 13;
}
