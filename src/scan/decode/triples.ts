/**
 * Chooses which three finder patterns may belong to one code, and in which order they stand.
 * Judges geometry only, loosely, because a tilted code is no square; the picture under a triple is judged by `alignment.ts`.
 */
import type { Sighting } from './sightings.js';

/** Three finder patterns in their places; the code lies to the right of and below `topLeft`. */
export interface Triple {
  readonly topLeft: Sighting;
  readonly topRight: Sighting;
  readonly bottomLeft: Sighting;
  /** Modules to a side, as the sizes suggest: not yet rounded to a version. */
  readonly modules: number;
  /** How much farther away than the top left the top right and the bottom left are: 1 is as far. */
  readonly depth: readonly [right: number, bottom: number];
  /** Lower is more like a square. */
  readonly score: number;
}

/** Finders looked at, the best supported first: pairing grows with the cube. */
const MOST_FINDERS = 16;
const LEAST_SIDE = 10;
const MOST_SIDE = 190;
/** No code is read whose one side is this much farther away than the other. */
const MOST_DEPTH = 1.6;

const distance = (a: Sighting, b: Sighting): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Pixels from a finder's middle to its outer edge towards (dx, dy), or 0 where the tones do not change as they must. */
function reach({ x, y, module, inverted, binary, scale }: Sighting, dx: number, dy: number): number {
  const { data, width, height } = binary;
  const [fromX, fromY] = [x / scale, y / scale];
  let tone = inverted ? 0 : 1;
  let changes = 0;
  const limit = (module * 8) / scale;
  for (let step = 0; step < limit; step += 0.5) {
    const column = Math.floor(fromX + dx * step);
    const row = Math.floor(fromY + dy * step);
    if (column < 0 || row < 0 || column >= width || row >= height) return 0;
    if (data[row * width + column] === tone) continue;
    tone = 1 - tone;
    if (++changes === 3) return step * scale;
  }
  return 0;
}

/** Width of a module of `from` along the line to `to`: rows and columns alone overrate a turned code. */
function moduleAlong(from: Sighting, to: Sighting): number {
  const length = distance(from, to);
  const dx = (to.x - from.x) / length;
  const dy = (to.y - from.y) / length;
  const ahead = reach(from, dx, dy);
  const back = reach(from, -dx, -dy);
  if (ahead > 0 && back > 0) return (ahead + back) / 7;
  return ahead + back > 0 ? (ahead + back) / 3.5 : from.module;
}

/** A side between two finder middles: its modules, and how much farther away its end is than its start. */
function side(from: Sighting, to: Sighting): { modules: number; depth: number } {
  const near = moduleAlong(from, to);
  const far = moduleAlong(to, from);
  // Along a line that recedes, lengths shrink with the square of the distance; the true length goes by the geometric mean.
  const depth = Math.min(MOST_DEPTH, Math.max(1 / MOST_DEPTH, Math.sqrt(near / far)));
  return { modules: distance(from, to) / Math.sqrt(near * far), depth };
}

/** A triple with the first finder as the corner between the other two, or `null` when no camera could see a square so. */
function judge(topLeft: Sighting, p: Sighting, q: Sighting): Triple | null {
  const turn = (p.x - topLeft.x) * (q.y - topLeft.y) - (p.y - topLeft.y) * (q.x - topLeft.x);
  const [topRight, bottomLeft] = turn > 0 ? [p, q] : [q, p];
  const smallest = Math.min(topLeft.module, p.module, q.module);
  const largest = Math.max(topLeft.module, p.module, q.module);
  const across = distance(topLeft, topRight);
  const down = distance(topLeft, bottomLeft);
  if (across < LEAST_SIDE * smallest || down < LEAST_SIDE * smallest || across > MOST_SIDE * largest) return null;
  const uneven = Math.abs(across - down) / Math.max(across, down);
  const skew =
    Math.abs(
      (topRight.x - topLeft.x) * (bottomLeft.x - topLeft.x) + (topRight.y - topLeft.y) * (bottomLeft.y - topLeft.y),
    ) /
    (across * down);
  if (uneven > 0.55 || skew > 0.65) return null;
  return {
    topLeft,
    topRight,
    bottomLeft,
    modules: 0,
    depth: [1, 1],
    score: uneven * 1.2 + skew + (largest / smallest - 1),
  };
}

/** Every finder of three may be the corner: the longest side of a tilted code need not be its diagonal. */
function arrangements(p: Sighting, q: Sighting, r: Sighting): Triple[] {
  const smallest = Math.min(p.module, q.module, r.module);
  const largest = Math.max(p.module, q.module, r.module);
  if (largest > smallest * MOST_DEPTH ** 2 || p.inverted !== q.inverted || p.inverted !== r.inverted) return [];
  return [judge(p, q, r), judge(q, p, r), judge(r, p, q)].filter((triple) => triple !== null);
}

function measured(triple: Triple): Triple {
  const across = side(triple.topLeft, triple.topRight);
  const down = side(triple.topLeft, triple.bottomLeft);
  return { ...triple, modules: (across.modules + down.modules) / 2 + 7, depth: [across.depth, down.depth] };
}

/** A triple of which one corner was not seen but reckoned from the other two. */
export interface Pair {
  readonly triple: Triple;
  readonly missing: 'topLeft' | 'topRight' | 'bottomLeft';
}

/** Finders paired: the third of a pair is a guess, and six guesses for each pair are enough. */
const MOST_PAIRED = 8;

function missingOf({ topLeft, topRight }: Triple, guess: Sighting): Pair['missing'] {
  return guess === topLeft ? 'topLeft' : guess === topRight ? 'topRight' : 'bottomLeft';
}

/** The codes that two finders may be corners of: along a side, either way, or across the diagonal. */
function completions(p: Sighting, q: Sighting): Pair[] {
  if (p.inverted !== q.inverted || Math.max(p.module, q.module) > 1.5 * Math.min(p.module, q.module)) return [];
  const known = side(p, q);
  const [dx, dy] = [q.x - p.x, q.y - p.y];
  const at = (x: number, y: number): Sighting => ({
    x,
    y,
    module: (p.module + q.module) / 2,
    inverted: p.inverted,
    support: 0,
    binary: p.binary,
    scale: p.scale,
  });
  const pairs: Pair[] = [];
  for (const turn of [1, -1]) {
    const [atP, atQ] = [at(p.x - turn * dy, p.y + turn * dx), at(q.x - turn * dy, q.y + turn * dx)];
    const between = at((p.x + q.x - turn * dy) / 2, (p.y + q.y + turn * dx) / 2);
    for (const [triple, guess] of [
      [judge(p, q, atP), atP],
      [judge(q, p, atQ), atQ],
      [judge(between, p, q), between],
    ] as const) {
      if (triple) pairs.push({ triple: { ...triple, modules: known.modules + 7 }, missing: missingOf(triple, guess) });
    }
  }
  return pairs;
}

/** Codes of which one finder is lost, to glare or a thumb. */
export function choosePairs(finders: readonly Sighting[]): Pair[] {
  const best = finders.slice(0, MOST_PAIRED);
  return best.flatMap((p, i) => best.slice(i + 1).flatMap((q) => completions(p, q)));
}

/** The `limit` most plausible triples, best first. */
export function chooseTriples(finders: readonly Sighting[], limit: number): Triple[] {
  const best = finders.slice(0, MOST_FINDERS);
  const triples: Triple[] = [];
  for (let i = 0; i < best.length; i++) {
    for (let j = i + 1; j < best.length; j++) {
      for (let k = j + 1; k < best.length; k++) {
        triples.push(...arrangements(best[i]!, best[j]!, best[k]!));
      }
    }
  }
  triples.sort((a, b) => a.score - b.score);
  return triples.slice(0, limit).map((triple) => measured(triple));
}
