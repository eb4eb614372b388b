/**
 * Grey to dark and light, block by block, so that a shadow across the code does not matter.
 * Blocks without contrast (paper, a dark screen's margin) have no say: their threshold comes from the neighbours that have,
 * which serves dark codes on light and light codes on dark alike.
 */
import type { Luma } from './luma.js';
import { isWordAligned, wordsOf } from './words.js';

/** A picture in two tones: 1 is dark, 0 is light. */
export interface Binary {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Below this range of grey a block is taken for a plain surface with noise. */
const PLAIN = 14;
/** Lanes of sixteen bits: the lower byte of each, the topmost bit of each, the lowest. */
const LOW = 0x00ff00ff;
const LENT = 0x80008000;
const ONES = 0x00010001;
/** One in each byte. */
const EVERY = 0x01010101;

/** What the blocks of a picture say: several ways of averaging share it. */
export interface Blocks {
  /** Pixels to a side. */
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
  readonly weight: Int32Array;
  /** Sum of a block's grey by its weight. */
  readonly weighted: Int32Array;
}

/**
 * Sum, least and most of a block, in one number: sixteen bits for the sum, eight for each of the others. Two pixels at a time, so that
 * the larger of them is asked for the most and the smaller for the least; without branches, which noise would send the wrong way.
 */
function measureBlock(data: Uint8Array, start: number, width: number, size: number): number {
  let sum = 0;
  let low = 255;
  let high = 0;
  for (let line = start, last = start + size * width; line < last; line += width) {
    for (let i = line, end = line + size; i < end; i += 2) {
      const a = data[i]!;
      const b = data[i + 1]!;
      sum += a + b;
      const less = (a - b) & ((a - b) >> 31);
      const below = low - b - less;
      low -= below & ~(below >> 31);
      const above = a - less - high;
      high += above & ~(above >> 31);
    }
  }
  return sum | (low << 16) | (high << 24);
}

/**
 * Grey and contrast of each block of `size` pixels, an even number and at most 16: its sums over five blocks to each side still fit
 * into 31 bits. The picture must be at least one block large.
 */
export function measureBlocks({ data, width, height }: Luma, size: number): Blocks {
  const columns = Math.ceil(width / size);
  const rows = Math.ceil(height / size);
  const weight = new Int32Array(columns * rows);
  const weighted = new Int32Array(columns * rows);
  for (let row = 0, block = 0; row < rows; row++) {
    const top = Math.min(row * size, height - size);
    for (let column = 0; column < columns; column++, block++) {
      const at = top * width + Math.min(column * size, width - size);
      const measured = measureBlock(data, at, width, size);
      const sum = measured & 0xffff;
      const low = (measured >>> 16) & 255;
      const high = measured >>> 24;
      const contrast = Math.max(0, high - low - PLAIN);
      weight[block] = contrast;
      weighted[block] = contrast * sum;
    }
  }
  return { size, columns, rows, weight, weighted };
}

/** Sums over the lines `reach` before to `reach` after each; a line is `length` numbers that lie `along` apart, lines lie `apart`. */
function windowSums(
  values: Int32Array,
  lines: number,
  apart: number,
  length: number,
  along: number,
  reach: number,
): Int32Array {
  const out = new Int32Array(values.length);
  for (let line = 0; line < lines; line++) {
    const at = line * apart;
    // The sums of the line before, with one line more and one less.
    const enters = (line + reach) * apart;
    const leaves = (line - reach - 1) * apart;
    for (let i = 0, k = 0; i < length; i++, k += along) {
      let sum = 0;
      if (line === 0) for (let j = 0; j <= reach && j < lines; j++) sum += values[j * apart + k]!;
      else {
        sum = out[at - apart + k]!;
        if (line + reach < lines) sum += values[enters + k]!;
        if (line > reach) sum -= values[leaves + k]!;
      }
      out[at + k] = sum;
    }
  }
  return out;
}

function spread(values: Int32Array, columns: number, rows: number, reach: number): Int32Array {
  return windowSums(windowSums(values, columns, 1, rows, columns, reach), rows, columns, columns, 1, reach);
}

/** Writes 1 where a byte is below the limit of its block, from the start of one line to that of another. */
function compareBytes(
  data: Uint8Array,
  limits: Int32Array,
  size: number,
  width: number,
  out: Uint8Array,
  from: number,
  to: number,
): void {
  for (let line = from; line < to; line += width) {
    for (let block = 0, i = line; block < limits.length; block++) {
      const limit = limits[block]!;
      for (const end = Math.min(line + width, i + size); i < end; i++) out[i] = (data[i]! - limit) >>> 31;
    }
  }
}

/** The same four bytes at a time: each in a lane of sixteen bits, whose topmost is lent and stays where nothing was to be borrowed. */
function compareWords(
  data: Int32Array,
  limits: Int32Array,
  size: number,
  width: number,
  out: Int32Array,
  from: number,
  to: number,
): void {
  for (let line = from; line < to; line += width) {
    for (let block = 0, i = line; block < limits.length; block++) {
      const pair = limits[block]! * ONES;
      const end = Math.min(line + width, i + size);
      do {
        const pixels = data[i]!;
        const lighterEven = (((pixels & LOW) | LENT) - pair) & LENT;
        const lighterOdd = ((((pixels >>> 8) & LOW) | LENT) - pair) & LENT;
        out[i] = ((lighterEven >>> 15) | (lighterOdd >>> 7)) ^ EVERY;
      } while (++i < end);
    }
  }
}

/**
 * The two tones of a picture, by the contrast of its blocks, averaged over `reach` blocks to each side: a far reach sees large and
 * faint modules, a near one small and unevenly lit ones. `out` is memory to write them to, a byte a pixel.
 */
export function binarize(
  luma: Luma,
  { size, columns, rows, weight, weighted }: Blocks,
  reach: number,
  out: Uint8Array = new Uint8Array(luma.width * luma.height),
): Binary {
  const { data, width, height } = luma;
  const weights = spread(weight, columns, rows, reach);
  const sums = spread(weighted, columns, rows, reach);
  const limits = new Int32Array(columns);
  const inWords = size % 4 === 0 && isWordAligned(data, width) && isWordAligned(out, width);
  const [words, outWords] = inWords ? [wordsOf(data), wordsOf(out)] : [];
  for (let row = 0, block = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, block++) {
      // As bytes are whole numbers, what is at most the threshold is below the next whole one; nothing is below 0.
      limits[column] = weights[block] === 0 ? 0 : Math.floor(sums[block]! / (weights[block]! * size * size)) + 1;
    }
    const from = row * size * width;
    const to = Math.min(height, (row + 1) * size) * width;
    if (words && outWords) compareWords(words, limits, size / 4, width / 4, outWords, from / 4, to / 4);
    else compareBytes(data, limits, size, width, out, from, to);
  }
  return { data: out, width, height };
}
