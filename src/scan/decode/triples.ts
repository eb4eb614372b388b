/**
 * Chooses which three finder patterns may belong to one code, and in which order they stand.
 * Judges geometry only, loosely, because a tilted code is no square; the picture under a triple is judged by `alignment.ts`.
 */
import type { Finder } from './finder.js';
import type { Binary } from './threshold.js';

/** Three finder patterns in their places; the code lies to the right of and below `topLeft`. */
export interface Triple {
  readonly topLeft: Finder;
  readonly topRight: Finder;
  readonly bottomLeft: Finder;
  /** Modules to a side, as the sizes suggest: not yet rounded to a version. */
  readonly modules: number;
  /** Lower is more like a square. */
  readonly score: number;
}

/** Candidates looked at, the most often confirmed first: pairing grows with the cube. */
const MOST_FINDERS = 16;
const LEAST_SIDE = 10;
const MOST_SIDE = 190;

const distance = (a: Finder, b: Finder): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Pixels from a finder's middle to its outer edge towards (dx, dy), or 0 where the tones do not change as they must. */
function reach({ data, width, height }: Binary, finder: Finder, dx: number, dy: number): number {
  let tone = finder.inverted ? 0 : 1;
  let changes = 0;
  const limit = finder.module * 8;
  for (let step = 0; step < limit; step += 0.5) {
    const x = Math.floor(finder.x + dx * step);
    const y = Math.floor(finder.y + dy * step);
    if (x < 0 || y < 0 || x >= width || y >= height) return 0;
    if (data[y * width + x] === tone) continue;
    tone = 1 - tone;
    if (++changes === 3) return step;
  }
  return 0;
}

/** Width of a module of `from` along the line to `to`: rows and columns alone overrate a turned code. */
function moduleAlong(binary: Binary, from: Finder, to: Finder): number {
  const length = distance(from, to);
  const dx = (to.x - from.x) / length;
  const dy = (to.y - from.y) / length;
  const ahead = reach(binary, from, dx, dy);
  const back = reach(binary, from, -dx, -dy);
  if (ahead > 0 && back > 0) return (ahead + back) / 7;
  return ahead + back > 0 ? (ahead + back) / 3.5 : from.module;
}

function sideInModules(binary: Binary, a: Finder, b: Finder): number {
  return (2 * distance(a, b)) / (moduleAlong(binary, a, b) + moduleAlong(binary, b, a));
}

function arrange(p: Finder, q: Finder, r: Finder): [Finder, Finder, Finder] {
  const pq = distance(p, q);
  const qr = distance(q, r);
  const pr = distance(p, r);
  const [corner, a, b] = qr >= pq && qr >= pr ? [p, q, r] : pr >= pq ? [q, p, r] : [r, p, q];
  const turn = (a.x - corner.x) * (b.y - corner.y) - (a.y - corner.y) * (b.x - corner.x);
  return turn > 0 ? [corner, a, b] : [corner, b, a];
}

/** A triple without its size in modules, or `null` when no camera could see a square so. */
function judge(p: Finder, q: Finder, r: Finder): Triple | null {
  const smallest = Math.min(p.module, q.module, r.module);
  const largest = Math.max(p.module, q.module, r.module);
  if (largest > smallest * 2.2 || p.inverted !== q.inverted || p.inverted !== r.inverted) return null;
  const [topLeft, topRight, bottomLeft] = arrange(p, q, r);
  const across = distance(topLeft, topRight);
  const down = distance(topLeft, bottomLeft);
  if (across < LEAST_SIDE * smallest || down < LEAST_SIDE * smallest || across > MOST_SIDE * largest) return null;
  const uneven = Math.abs(across - down) / Math.max(across, down);
  const skew = Math.abs((topRight.x - topLeft.x) * (bottomLeft.x - topLeft.x) + (topRight.y - topLeft.y) * (bottomLeft.y - topLeft.y)) / (across * down);
  if (uneven > 0.55 || skew > 0.65) return null;
  const support = Math.min(10, p.hits + q.hits + r.hits);
  return { topLeft, topRight, bottomLeft, modules: 0, score: uneven * 1.2 + skew + (largest / smallest - 1) - 0.02 * support };
}

function measured(binary: Binary, triple: Triple): Triple {
  const { topLeft, topRight, bottomLeft } = triple;
  const modules = (sideInModules(binary, topLeft, topRight) + sideInModules(binary, topLeft, bottomLeft)) / 2 + 7;
  return { ...triple, modules };
}

/** The `limit` most plausible triples, best first. */
export function chooseTriples(binary: Binary, finders: readonly Finder[], limit: number): Triple[] {
  const best = [...finders].sort((a, b) => b.hits - a.hits).slice(0, MOST_FINDERS);
  const triples: Triple[] = [];
  for (let i = 0; i < best.length; i++) {
    for (let j = i + 1; j < best.length; j++) {
      for (let k = j + 1; k < best.length; k++) {
        const triple = judge(best[i]!, best[j]!, best[k]!);
        if (triple) triples.push(triple);
      }
    }
  }
  triples.sort((a, b) => a.score - b.score);
  return triples.slice(0, limit).map((triple) => measured(binary, triple));
}
