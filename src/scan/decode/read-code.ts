/**
 * From three finder patterns to the text of their code: place the code, sample its modules, redraw them, let jsQR read, doubt the answer.
 * Knows one candidate at a time; which candidates there are, and when to stop, is for `decode-frame.ts`.
 */
import { countedSize, placeCode } from './alignment.js';
import type { Placement } from './alignment.js';
import type { Attempts } from './attempts.js';
import type { Candidate } from './candidates.js';
import type { Deadline } from './deadline.js';
import { equalize, flatten, threshold } from './equalize.js';
import type { Bits } from './equalize.js';
import { readPicture } from './jsqr.js';
import { fixedPatterns, LEAST_SIZE, MOST_SIZE, nearestSize } from './pattern.js';
import type { Level } from './pyramid.js';
import { redraw, withFixed } from './redraw.js';
import { sampleGrid } from './sample.js';
import { textOf } from './text.js';
import { isMarkedGs1, isOfGrid, isPlausible } from './verify.js';

/** How much to try on one candidate. */
export interface Effort {
  /** Perspective to look for, as a part of the side. */
  readonly span: number;
  /** How many sizes to read when the likeliest gives nothing. */
  readonly sizes: number;
}

/** Correlation of all fixed patterns below which a placement is not worth sampling. */
const LEAST_PLACED = 0.55;
/** Correlation below which no other size will do either: there is no code. */
const HOPELESS = -0.1;
/** Correlation from which other sizes need not be placed before this one is read. */
const CERTAIN = 0.75;

/** Candidates are the same within so many modules, because placing moves their corners farther than that. */
const SAME_CANDIDATE = 0.5;
/** Grids are the same within so many modules: each module is still sampled in its middle. */
const SAME_GRID = 0.15;

function readBits(bits: Bits, size: number): string | null {
  if (!isPlausible(bits, size)) return null;
  const reading = readPicture(redraw(withFixed(bits, fixedPatterns(size).tones), size));
  return reading && isOfGrid(reading, size) ? textOf(reading.segments, isMarkedGs1(bits, size)) : null;
}

function readPlacement(level: Level, { size, mapping }: Placement, inverted: boolean): string | null {
  const flat = flatten(sampleGrid(level, mapping, size, inverted), size, 4);
  return readBits(threshold(flat, size, 0.4), size) ?? readBits(equalize(flat, size, fixedPatterns(size).tones), size);
}

/** Sizes worth placing, likeliest first: what the timing lines count, unless it is absurd, then what the finder squares suggest. */
function likelySizes(level: Level, rough: Placement): number[] {
  const counted = nearestSize(countedSize(level, rough));
  const measured = rough.size;
  const sizes = [measured, measured + 4, measured - 4];
  if (Math.abs(counted - measured) <= 12) sizes.unshift(counted, counted + 4, counted - 4);
  return [...new Set(sizes)].filter((size) => size >= LEAST_SIZE && size <= MOST_SIZE);
}

function firstText<T>(things: readonly T[], read: (thing: T) => string | null): string | null {
  for (const thing of things) {
    const text = read(thing);
    if (text !== null) return text;
  }
  return null;
}

/** The text of the code under three finder patterns, or `null`; what was tried on the frame before is left out, and noted. */
export function readCode(
  { level, corners, inverted, rough }: Candidate,
  effort: Effort,
  { placed, read }: { readonly placed: Attempts; readonly read: Attempts },
  deadline: Deadline,
): string | null {
  const candidate = { level, inverted, size: rough.size, quad: rough.quad, effort: effort.span };
  if (placed.isRepeated(candidate, SAME_CANDIDATE)) return null;
  const readOnce = (placement: Placement): string | null => {
    const { size, quad } = placement;
    const isRepeated = read.isRepeated({ level, inverted, size, quad, effort: 0 }, SAME_GRID);
    return isRepeated ? null : readPlacement(level, placement, inverted);
  };
  const later: Placement[] = [];
  for (const size of likelySizes(level, rough)) {
    if (deadline.passed()) return null;
    const placement = placeCode(level, corners, size, inverted, effort.span);
    if (!placement || placement.score < HOPELESS) return null;
    if (placement.score < LEAST_PLACED) continue;
    if (placement.score < CERTAIN) {
      later.push(placement);
      continue;
    }
    const text = readOnce(placement);
    if (text !== null) return text;
  }
  return firstText(later.sort((a, b) => b.score - a.score).slice(0, effort.sizes), (placement) =>
    deadline.passed() ? null : readOnce(placement),
  );
}
