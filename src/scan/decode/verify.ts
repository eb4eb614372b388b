/**
 * Doubts what was read: a wrong text is worse than none where points are money.
 * Error correction alone lets through about one random grid in a million; a camera offers thousands of grids a minute.
 */
import type { Bits } from './equalize.js';
import { readFormat } from './format.js';
import type { Format } from './format.js';
import type { Reading } from './jsqr.js';
import { fixedPatterns } from './pattern.js';
import { MARGIN, PIXELS } from './redraw.js';

/** The least part of the fixed modules that must have come out of the picture as they are in every code. */
const LEAST_AGREEMENT = 0.75;

/** Structured append, FNC1 in second position, Hanzi. */
const UNREADABLE_MODES = [0b0011, 0b1001, 0b1101];
/** FNC1 in first position, which jsQR steps over rightly: nothing belongs to it. */
const GS1_MODE = 0b0101;

/** The eight masks of the standard, as functions of column and row. */
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** The part of the fixed modules that came out right, from 0 to 1. */
export function agreement(bits: Bits, size: number): number {
  let right = 0;
  let seen = 0;
  fixedPatterns(size).tones.forEach((tone, i) => {
    if (tone === 0) return;
    seen++;
    if ((bits[i] === 1) === tone < 0) right++;
  });
  return right / seen;
}

/** The first four data bits, which name the kind of the first segment. */
function firstMode(bits: Bits, size: number, { mask, mirrored }: Format): number {
  const last = size - 1;
  let mode = 0;
  for (const [x, y] of [
    [last, last],
    [last - 1, last],
    [last, last - 1],
    [last - 1, last - 1],
  ] as const) {
    const bit = mirrored ? bits[x * size + y]! : bits[y * size + x]!;
    mode = (mode << 1) | (MASKS[mask]!(x, y) ? 1 - bit : bit);
  }
  return mode;
}

/** Whether jsQR knows segments of a kind; of the others it steps over the name and takes what follows for something else. */
export function isReadableMode(mode: number): boolean {
  return !UNREADABLE_MODES.includes(mode);
}

/** Whether a grid can be a code at all: fixed modules as they must be, format bits that can be made out, a first segment jsQR can read. */
export function isPlausible(bits: Bits, size: number): boolean {
  if (agreement(bits, size) < LEAST_AGREEMENT) return false;
  const format = readFormat(bits, size);
  return format !== null && isReadableMode(firstMode(bits, size, format));
}

/** Whether the code says of itself that it holds GS1. */
export function isMarkedGs1(bits: Bits, size: number): boolean {
  const format = readFormat(bits, size);
  return format !== null && firstMode(bits, size, format) === GS1_MODE;
}

/** Whether jsQR read the very grid it was given: that version, and finder patterns where they were drawn. */
export function isOfGrid({ version, location }: Reading, size: number): boolean {
  const near = (MARGIN + 3.5) * PIXELS;
  const far = (MARGIN + size - 3.5) * PIXELS;
  const at = (p: { x: number; y: number }, x: number, y: number): boolean => Math.hypot(p.x - x, p.y - y) <= 2 * PIXELS;
  return (
    version === (size - 17) / 4 &&
    at(location.topLeftFinderPattern, near, near) &&
    at(location.topRightFinderPattern, far, near) &&
    at(location.bottomLeftFinderPattern, near, far)
  );
}
