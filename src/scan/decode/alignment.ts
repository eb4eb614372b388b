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

function place({ luma, size, sign }: Search, quad: Quad, part: 'finders' | 'corner' | 'all'): Placement | null {
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
      const tried = { ...corners, [missing]: moved(from, u, v, ((i % 5) - 2) * step, (Math.floor(i / 5) - 2) * step) };
      const placed = place(search, [tried.topLeft, tried.topRight, guessFourth(tried), tried.bottomLeft], 'finders');
      if (!placed) continue;
      const score = placed.score + search.sign * correlation(luma, placed.mapping, fixedPatterns(size).timing);
      if (score > bestScore) [best, bestScore] = [tried, score];
    }
  }
  return best;
}

/** Every place the fourth corner may have, `span` (a part of the side) around the guess, nearest guess counting a little more. */
function* fourthCorners(corners: Corners, size: number, span: number): Generator<{ corner: Point; malus: number }> {
  const [u, v] = steps(corners, size);
  const guess = guessFourth(corners);
  const radius = Math.max(2, Math.round(size * span));
  const stride = Math.max(1, radius / 14);
  for (let j = -radius; j <= radius; j += stride) {
    for (let i = -radius; i <= radius; i += stride) {
      yield { corner: moved(guess, u, v, i, j), malus: (0.12 * (Math.abs(i) + Math.abs(j))) / size };
    }
  }
}

/** How many places the alignment square proposes for the timing lines to choose from. */
const PROPOSALS = 12;

/** The fourth corner where alignment square and timing lines agree best; the square alone, being small, sorts the places out first. */
function searchFourth(search: Search, corners: Corners, span: number): Placement | null {
  const { topLeft, topRight, bottomLeft } = corners;
  const proposals: { placement: Placement; rank: number }[] = [];
  for (const { corner, malus } of fourthCorners(corners, search.size, span)) {
    const placement = place(search, [topLeft, topRight, corner, bottomLeft], 'corner');
    if (placement) proposals.push({ placement, rank: placement.score - malus });
  }
  proposals.sort((a, b) => b.rank - a.rank);
  let best: Placement | null = null;
  let bestRank = -Infinity;
  for (const { placement, rank } of search.size === LEAST_SIZE ? proposals : proposals.slice(0, PROPOSALS)) {
    const timed = rank + search.sign * correlation(search.luma, placement.mapping, fixedPatterns(search.size).timing);
    if (timed > bestRank) [best, bestRank] = [placement, timed];
  }
  return best;
}

/** Moves all four corners in ever smaller steps while the whole of the fixed patterns agrees better. */
function refine(search: Search, from: Placement, u: Point, v: Point): Placement {
  let best = place(search, from.quad, 'all') ?? from;
  for (const step of [0.6, 0.3, 0.15]) {
    for (let corner = 0; corner < 4; corner++) {
      for (const [i, j] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        const quad = best.quad.map((p, k) =>
          k === corner ? moved(p, u, v, i * step, j * step) : p,
        ) as unknown as Quad;
        const tried = place(search, quad, 'all');
        if (tried && tried.score > best.score) best = tried;
      }
    }
  }
  return best;
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
  const coarse = searchFourth(search, corners, size === LEAST_SIZE ? 0.07 : span);
  if (!coarse) return null;
  const [u, v] = steps(corners, size);
  return refine(search, coarse, u, v);
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
