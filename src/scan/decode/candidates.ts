/**
 * Ranks triples of finder patterns by the picture: how well it shows three finder squares where the triple says they are.
 * Geometry alone would put a neat triangle of clutter before a code seen from the side.
 */
import { placeRoughly, settleCorner } from './alignment.js';
import type { Corners, Placement } from './alignment.js';
import { nearestSize } from './pattern.js';
import type { Point } from './perspective.js';
import type { Level, Pyramid } from './pyramid.js';
import type { Sighting } from './sightings.js';
import { choosePairs, chooseTriples } from './triples.js';
import type { Triple } from './triples.js';

/** A triple on the level that its modules are sampled from. */
export interface Candidate {
  readonly level: Level;
  readonly corners: Corners;
  readonly inverted: boolean;
  /** Where the code lies as far as its finder squares tell. */
  readonly rough: Placement;
}

/** Triples judged by the picture; each costs some hundredths of a millisecond. */
const MOST_TRIPLES = 60;
/** Correlation of the finder squares below which a triple is clutter. */
const LEAST_ROUGH = 0.28;
/** A module is sampled best where it is some pixels wide: fewer lose it, more let noise in. */
const PIXELS_A_MODULE = 2.5;

function cornersOf({ topLeft, topRight, bottomLeft, depth }: Triple, k: number): Corners {
  const at = ({ x, y }: Sighting): Point => ({ x: x * k, y: y * k });
  return { topLeft: at(topLeft), topRight: at(topRight), bottomLeft: at(bottomLeft), depth };
}

function samplingLevel(pyramid: Pyramid, { topLeft, topRight, bottomLeft }: Triple): Level {
  const module = Math.min(topLeft.module, topRight.module, bottomLeft.module);
  return pyramid.level(Math.max(0, Math.floor(Math.log2(module / PIXELS_A_MODULE))));
}

function candidateOf(pyramid: Pyramid, triple: Triple): Candidate | null {
  const { inverted } = triple.topLeft;
  const level = samplingLevel(pyramid, triple);
  const corners = cornersOf(triple, 1 / level.scale);
  const rough = placeRoughly(level, corners, nearestSize(triple.modules), inverted);
  return rough && rough.score >= LEAST_ROUGH ? { level, corners, inverted, rough } : null;
}

/** The `limit` likeliest codes among the finder patterns that were seen, best first. */
export function rankCandidates(pyramid: Pyramid, finders: readonly Sighting[], limit: number): Candidate[] {
  const triples = chooseTriples(finders, MOST_TRIPLES);
  const candidates = triples.map((triple) => candidateOf(pyramid, triple)).filter((candidate) => candidate !== null);
  return candidates.sort((a, b) => b.rough.score - a.rough.score).slice(0, limit);
}

/** The same for codes of which only two finder patterns were found. */
export function rankPairs(pyramid: Pyramid, finders: readonly Sighting[], limit: number): Candidate[] {
  const guesses = choosePairs(finders).map(({ triple, missing }) => ({
    missing,
    candidate: candidateOf(pyramid, triple),
  }));
  const likely = guesses.flatMap(({ missing, candidate }) => (candidate ? [{ ...candidate, missing }] : []));
  return likely
    .sort((a, b) => b.rough.score - a.rough.score)
    .slice(0, limit)
    .map(({ missing, level, corners, inverted, rough }) => {
      const settled = settleCorner(level, corners, missing, rough.size, inverted);
      return { level, corners: settled, inverted, rough: placeRoughly(level, settled, rough.size, inverted) ?? rough };
    });
}
