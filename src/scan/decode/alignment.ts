/**
 * Finds out how a code lies: three finder patterns give the plane up to perspective, the alignment square and the timing lines the rest.
 * Every guess is judged by how well the fixed patterns correlate with the picture; what the data modules say is never asked.
 */
import type { Luma } from './luma.js';
import { fixedPatterns, LEAST_SIZE } from './pattern.js';
import { project, squareToQuad } from './perspective.js';
import type { Mapping, Point, Quad } from './perspective.js';
import { correlation, greyAt } from './sample.js';

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

type Part = 'finders' | 'timing' | 'corner' | 'all';

/** Written over by each try: hundreds of places are tried for one that is kept. */
const tried: number[] = [0, 0, 0, 0, 0, 0, 0, 0];

/** How well a part of the fixed patterns agrees where a code of four corners would have it; nothing is worse than no plane. */
function scoreOf({ luma, size, sign }: Search, quad: Quad, part: Part): number {
  const mapping = squareToQuad(INSET, size - INSET, quad, tried);
  return mapping ? sign * correlation(luma, mapping, fixedPatterns(size)[part]) : -Infinity;
}

function place({ luma, size, sign }: Search, quad: Quad, part: Part): Placement | null {
  const mapping = squareToQuad(INSET, size - INSET, quad);
  if (!mapping) return null;
  return { size, mapping, quad, score: sign * correlation(luma, mapping, fixedPatterns(size)[part]) };
}

const moved = (p: Point, u: Point, v: Point, i: number, j: number): Point => ({
  x: p.x + i * u.x + j * v.x,
  y: p.y + i * u.y + j * v.y,
});

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
  return place(
    { luma, size, sign: inverted ? -1 : 1 },
    [topLeft, topRight, guessFourth(corners), bottomLeft],
    'finders',
  );
}

/** Ways to move a corner that was not seen: coarsely over four modules around its guess, then finely around the best of that. */
const LOST_STEPS = [2, 1] as const;

/** Moves a corner that was only guessed to where the finder squares and the timing lines agree best. */
export function settleCorner(
  luma: Luma,
  corners: Corners,
  missing: 'topLeft' | 'topRight' | 'bottomLeft',
  size: number,
  inverted: boolean,
): Corners {
  const search: Search = { luma, size, sign: inverted ? -1 : 1 };
  const [u, v] = steps(corners, size);
  let best = corners;
  let bestScore = -Infinity;
  for (const step of LOST_STEPS) {
    const from = best[missing];
    for (let i = 0; i < 25; i++) {
      const set = { ...corners, [missing]: moved(from, u, v, ((i % 5) - 2) * step, (Math.floor(i / 5) - 2) * step) };
      const quad: Quad = [set.topLeft, set.topRight, guessFourth(set), set.bottomLeft];
      const score = scoreOf(search, quad, 'finders') + scoreOf(search, quad, 'timing');
      if (score > bestScore) [best, bestScore] = [set, score];
    }
  }
  return best;
}

/** How many places the alignment square proposes for the timing lines to choose from. */
const PROPOSALS = 12;

interface Proposal {
  readonly quad: Quad;
  readonly rank: number;
}

/**
 * The places that the fourth corner may have, best first as the alignment square tells, `span` (a part of the side) around the
 * guess, where a nearer guess counts a little more. Most of them are worse than those that are known, and are dropped at once.
 */
function proposeFourth(search: Search, corners: Corners, span: number): Proposal[] {
  const { size } = search;
  const { topLeft, topRight, bottomLeft } = corners;
  const [u, v] = steps(corners, size);
  const guess = guessFourth(corners);
  const radius = Math.max(2, Math.round(size * span));
  const stride = Math.max(1, radius / 14);
  const most = size === LEAST_SIZE ? Infinity : PROPOSALS;
  const best: Proposal[] = [];
  for (let j = -radius; j <= radius; j += stride) {
    for (let i = -radius; i <= radius; i += stride) {
      const quad: Quad = [topLeft, topRight, moved(guess, u, v, i, j), bottomLeft];
      const rank = scoreOf(search, quad, 'corner') - (0.12 * (Math.abs(i) + Math.abs(j))) / size;
      if (best.length === most && rank <= best[most - 1]!.rank) continue;
      let place = best.length;
      while (place > 0 && best[place - 1]!.rank < rank) place -= 1;
      best.splice(place, 0, { quad, rank });
      if (best.length > most) best.pop();
    }
  }
  return best.filter(({ rank }) => rank > -Infinity);
}

/** The fourth corner where alignment square and timing lines agree best; the square alone, being small, sorts the places out first. */
function searchFourth(search: Search, corners: Corners, span: number): Quad | null {
  let best: Quad | null = null;
  let bestRank = -Infinity;
  for (const { quad, rank } of proposeFourth(search, corners, span)) {
    const timed = rank + scoreOf(search, quad, 'timing');
    if (timed > bestRank) [best, bestRank] = [quad, timed];
  }
  return best;
}

/** Ways to move a corner. */
const MOVES = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/** Correlation of all fixed patterns below which the moves that follow make no code of it: before any, and after the largest. */
const CLUTTER = [0.4, 0.5] as const;

/** Moves all four corners in ever smaller steps while the whole of the fixed patterns agrees better. */
function refine(search: Search, from: Quad, u: Point, v: Point): Placement | null {
  let quad = from;
  let score = scoreOf(search, quad, 'all');
  for (const [round, step] of [0.6, 0.3, 0.15].entries()) {
    if (score < (CLUTTER[round] ?? 0)) break;
    for (let corner = 0; corner < 4; corner++) {
      for (const [i, j] of MOVES) {
        const tried = [...quad] as [Point, Point, Point, Point];
        tried[corner] = moved(quad[corner]!, u, v, i * step, j * step);
        const reached = scoreOf(search, tried, 'all');
        if (reached > score) [quad, score] = [tried, reached];
      }
    }
  }
  return place(search, quad, 'all');
}

/** How a code of a size lies in the picture, as well as its fixed patterns tell; `span` is how much perspective to look for. */
export function placeCode(
  luma: Luma,
  corners: Corners,
  size: number,
  inverted: boolean,
  span: number,
): Placement | null {
  const search: Search = { luma, size, sign: inverted ? -1 : 1 };
  const quad = searchFourth(search, corners, size === LEAST_SIZE ? 0.07 : span);
  if (!quad) return null;
  const [u, v] = steps(corners, size);
  return refine(search, quad, u, v);
}

/** Samples to a module along a timing line, and how many to each side make the mean that tells dark from light. */
const LINE_SAMPLES = 4;
const LINE_REACH = 4;

/** Grey along the upper or the left timing line, from the last module of one finder square to the first of the other. */
function timingLine(luma: Luma, m: Mapping, size: number, vertical: boolean): number[] {
  const greys: number[] = [];
  for (let t = 6.5 * LINE_SAMPLES - LINE_REACH; t <= (size - 6.5) * LINE_SAMPLES + LINE_REACH; t++) {
    const along = t / LINE_SAMPLES;
    const { x, y } = vertical ? project(m, 6.5, along) : project(m, along, 6.5);
    greys.push(greyAt(luma, x, y));
  }
  return greys;
}

/** How often a line of grey crosses the mean around it. */
function crossings(greys: readonly number[]): number {
  let changes = 0;
  let last = 0;
  for (let i = LINE_REACH; i < greys.length - LINE_REACH; i++) {
    let sum = 0;
    for (let j = i - LINE_REACH; j <= i + LINE_REACH; j++) sum += greys[j]!;
    const tone = Math.sign(greys[i]! - sum / (2 * LINE_REACH + 1));
    if (tone !== 0 && tone !== last) {
      if (last !== 0) changes++;
      last = tone;
    }
  }
  return changes;
}

/** The size that the timing lines count to, unrounded: tones change `size - 13` times from finder square to finder square. */
export function countedSize(luma: Luma, placement: Placement): number {
  const { mapping, size } = placement;
  const [across, down] = [
    crossings(timingLine(luma, mapping, size, false)),
    crossings(timingLine(luma, mapping, size, true)),
  ];
  return (across + down) / 2 + 13;
}
