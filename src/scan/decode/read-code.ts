/**
 * From three finder patterns to the text of their code: place the code, sample its modules, redraw them, let jsQR read, doubt the answer.
 * Knows one candidate at a time; which candidates there are, and when to stop, is for `decode-frame.ts`.
 */
import { countedSize, placeCode, placeFlat } from './alignment.js';
import type { Corners, Placement } from './alignment.js';
import type { Deadline } from './deadline.js';
import { equalize, flatten, threshold } from './equalize.js';
import type { Bits } from './equalize.js';
import { readPicture } from './jsqr.js';
import { fixedPatterns, LEAST_SIZE, MOST_SIZE, nearestSize } from './pattern.js';
import type { Level, Pyramid } from './pyramid.js';
import { redraw, withFixed } from './redraw.js';
import { sampleGrid } from './sample.js';
import { textOf } from './text.js';
import type { Triple } from './triples.js';
import { isOfGrid, isPlausible } from './verify.js';

/** How much to try on one candidate. */
export interface Effort {
  /** Perspective to look for, as a part of the side. */
  readonly span: number;
  /** How many sizes to read when the likeliest gives nothing. */
  readonly sizes: number;
}

/** A picture and its candidates' scale: finder coordinates times `scale` are pixels of the original. */
export interface Candidate {
  readonly pyramid: Pyramid;
  readonly triple: Triple;
  readonly scale: number;
}

/** Correlation of the finder squares below which a triple is clutter. */
const LEAST_FLAT = 0.2;
/** Correlation of all fixed patterns below which a placement is not worth sampling. */
const LEAST_PLACED = 0.35;
/** Correlation from which other sizes need not be placed before this one is read. */
const CERTAIN = 0.6;
/** A module is sampled best where it is some pixels wide: fewer lose it, more let noise in. */
const PIXELS_A_MODULE = 2.5;

function cornersOf({ topLeft, topRight, bottomLeft }: Triple, k: number): Corners {
  const at = ({ x, y }: { x: number; y: number }): { x: number; y: number } => ({ x: x * k, y: y * k });
  return { topLeft: at(topLeft), topRight: at(topRight), bottomLeft: at(bottomLeft) };
}

function samplingLevel({ pyramid, triple, scale }: Candidate): Level {
  const module = Math.min(triple.topLeft.module, triple.topRight.module, triple.bottomLeft.module) * scale;
  return pyramid.level(Math.max(0, Math.floor(Math.log2(module / PIXELS_A_MODULE))));
}

function readBits(bits: Bits, size: number): string | null {
  if (!isPlausible(bits, size)) return null;
  const reading = readPicture(redraw(withFixed(bits, size, fixedPatterns(size).all), size));
  return reading && isOfGrid(reading, size) ? textOf(reading.chunks) : null;
}

function readPlacement(level: Level, { size, mapping }: Placement, inverted: boolean): string | null {
  const flat = flatten(sampleGrid(level, mapping, size, inverted), size, 4);
  return readBits(threshold(flat, size, 0.4), size) ?? readBits(equalize(flat, size, fixedPatterns(size).all), size);
}

/** Sizes worth placing, likeliest first: what the timing lines count, unless it is absurd, then what the finder squares suggest. */
function likelySizes(level: Level, flat: Placement): number[] {
  const counted = nearestSize(countedSize(level, flat));
  const measured = flat.size;
  const sizes = [measured, measured + 4, measured - 4];
  if (Math.abs(counted - measured) <= 12) sizes.unshift(counted, counted + 4, counted - 4);
  return [...new Set(sizes)].filter((size) => size >= LEAST_SIZE && size <= MOST_SIZE);
}

/** The text of the code under a triple of finder patterns, or `null`. */
export function readCode(candidate: Candidate, effort: Effort, deadline: Deadline): string | null {
  const { triple, scale } = candidate;
  const { inverted } = triple.topLeft;
  const level = samplingLevel(candidate);
  const corners = cornersOf(triple, scale / level.scale);
  const flat = placeFlat(level, corners, nearestSize(triple.modules), inverted);
  if (!flat || flat.score < LEAST_FLAT) return null;
  const later: Placement[] = [];
  for (const size of likelySizes(level, flat)) {
    if (deadline.passed) return null;
    const placement = placeCode(level, corners, size, inverted, effort.span);
    if (!placement || placement.score < LEAST_PLACED) continue;
    if (placement.score < CERTAIN) {
      later.push(placement);
      continue;
    }
    const text = readPlacement(level, placement, inverted);
    if (text !== null) return text;
  }
  later.sort((a, b) => b.score - a.score);
  for (const placement of later.slice(0, effort.sizes)) {
    if (deadline.passed) return null;
    const text = readPlacement(level, placement, inverted);
    if (text !== null) return text;
  }
  return null;
}
