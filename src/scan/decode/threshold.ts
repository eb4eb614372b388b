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
/** Thresholds are averaged over this many blocks to each side. */
const REACH = 2;

/** Lanes of sixteen bits: the lower byte of each, the topmost bit of each, the lowest. */
const LOW = 0x00ff00ff;
const LENT = 0x80008000;
const ONES = 0x00010001;

interface Blocks {
  readonly columns: number;
  readonly rows: number;
  readonly weight: Float32Array;
  readonly weighted: Float32Array;
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

function measureBlocks({ data, width, height }: Luma, size: number): Blocks {
  const columns = Math.ceil(width / size);
  const rows = Math.ceil(height / size);
  const weight = new Float32Array(columns * rows);
  const weighted = new Float32Array(columns * rows);
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
      weighted[block] = (contrast * sum) / (size * size);
    }
  }
  return { columns, rows, weight, weighted };
}

/** Sums over a window of blocks around each block, in one direction; `stride` and `count` choose which. */
function windowSums(
  values: Float32Array,
  lines: number,
  lineStride: number,
  count: number,
  stride: number,
): Float32Array {
  const out = new Float32Array(values.length);
  for (let line = 0; line < lines; line++) {
    for (let i = 0; i < count; i++) {
      let sum = 0;
      const last = Math.min(count - 1, i + REACH);
      for (let j = Math.max(0, i - REACH); j <= last; j++) sum += values[line * lineStride + j * stride]!;
      out[line * lineStride + i * stride] = sum;
    }
  }
  return out;
}

function spread(values: Float32Array, columns: number, rows: number): Float32Array {
  return windowSums(windowSums(values, rows, columns, columns, 1), columns, 1, rows, columns);
}

/** Writes 1 where a byte is below the limit of its column, from the start of one line to that of another. */
function compareBytes(data: Uint8Array, limits: Int16Array, out: Uint8Array, from: number, to: number): void {
  for (let i = from, x = 0; i < to; i++) {
    out[i] = (data[i]! - limits[x]!) >>> 31;
    if (++x === limits.length) x = 0;
  }
}

/** The same four bytes at a time: each in a lane of sixteen bits, whose topmost is lent and stays where nothing was to be borrowed. */
function compareWords(data: Uint8Array, limits: Int16Array, out: Uint8Array, from: number, to: number): void {
  const [words, outWords] = [wordsOf(data), wordsOf(out)];
  const count = limits.length / 4;
  const even = new Int32Array(count);
  const odd = new Int32Array(count);
  for (let x = 0, at = 0; x < count; x++, at += 4) {
    even[x] = limits[at]! | (limits[at + 2]! << 16);
    odd[x] = limits[at + 1]! | (limits[at + 3]! << 16);
  }
  for (let i = from / 4; i < to / 4;) {
    for (let x = 0; x < count; x++, i++) {
      const pixels = words[i]!;
      const lighterEven = (((pixels & LOW) | LENT) - even[x]!) >>> 15;
      const lighterOdd = ((((pixels >>> 8) & LOW) | LENT) - odd[x]!) >>> 15;
      outWords[i] = (~lighterEven & ONES) | ((~lighterOdd & ONES) << 8);
    }
  }
}

/**
 * The two tones of a picture, by the contrast around each block of `size` pixels. The picture must be at least one block large,
 * a block an even number of pixels and at most 16. `out` is memory to write them to, a byte a pixel.
 */
export function binarize(luma: Luma, size: number, out: Uint8Array = new Uint8Array(luma.width * luma.height)): Binary {
  const { data, width, height } = luma;
  const { columns, rows, weight, weighted } = measureBlocks(luma, size);
  const weights = spread(weight, columns, rows);
  const sums = spread(weighted, columns, rows);
  const limits = new Int16Array(width);
  for (let row = 0, block = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, block++) {
      // As bytes are whole numbers, what is at most the threshold is below the next whole one; nothing is below 0.
      const limit = weights[block] === 0 ? 0 : Math.floor(sums[block]! / weights[block]!) + 1;
      limits.fill(limit, column * size, (column + 1) * size);
    }
    const from = row * size * width;
    const to = Math.min(height, (row + 1) * size) * width;
    if (isWordAligned(data, width) && isWordAligned(out, width)) compareWords(data, limits, out, from, to);
    else compareBytes(data, limits, out, from, to);
  }
  return { data: out, width, height };
}
