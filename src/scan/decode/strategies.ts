/**
 * The ways to look at a frame, cheapest first. Each sees what the others miss: large codes are found in a small picture,
 * small ones in the full, blurred or tilted ones with a looser eye and larger or smaller blocks.
 */
import type { Effort } from './read-code.js';

/** One way to look at a frame. */
export interface Strategy {
  /** Longer side of the picture to search, at least; the search runs on the pyramid's level nearest above it. */
  readonly side: number;
  /** Block of the adaptive threshold, in pixels of that level; it is measured once for all that name the same. */
  readonly block: number;
  /** How far around the threshold looks, in blocks. */
  readonly reach: number;
  readonly rowStep: number;
  readonly tolerance: number;
  /** How many candidates to place and read. */
  readonly candidates: number;
  readonly effort: Effort;
  /** Whether to look for codes of which one finder pattern is lost, not for whole ones. */
  readonly pairs?: boolean;
}

const QUICK: Effort = { span: 0.12, sizes: 1 };
const THOROUGH: Effort = { span: 0.18, sizes: 2 };

/** The order in which one frame is looked at while its time lasts: by what each still finds after those before it, for its cost. */
export const STRATEGIES: readonly Strategy[] = [
  { side: 640, block: 8, reach: 2, rowStep: 1, tolerance: 0.62, candidates: 2, effort: QUICK },
  { side: 640, block: 8, reach: 2, rowStep: 1, tolerance: 0.62, candidates: 3, effort: QUICK, pairs: true },
  { side: 1280, block: 6, reach: 2, rowStep: 2, tolerance: 0.8, candidates: 4, effort: THOROUGH },
  { side: 1280, block: 6, reach: 2, rowStep: 2, tolerance: 0.8, candidates: 6, effort: QUICK, pairs: true },
  { side: 1280, block: 8, reach: 2, rowStep: 2, tolerance: 0.62, candidates: 6, effort: QUICK, pairs: true },
  { side: 1280, block: 8, reach: 5, rowStep: 2, tolerance: 0.8, candidates: 4, effort: THOROUGH },
  { side: 640, block: 12, reach: 2, rowStep: 1, tolerance: 0.8, candidates: 4, effort: THOROUGH },
  { side: 1280, block: 8, reach: 2, rowStep: 2, tolerance: 0.62, candidates: 4, effort: THOROUGH },
  { side: 320, block: 8, reach: 2, rowStep: 1, tolerance: 0.8, candidates: 4, effort: THOROUGH },
];
