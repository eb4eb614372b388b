/**
 * Grey to dark and light, block by block, so that a shadow across the code does not matter.
 * Blocks without contrast (paper, a dark screen's margin) have no say: their threshold comes from the neighbours that have,
 * which serves dark codes on light and light codes on dark alike.
 */
import type { Luma } from './luma.js';

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

interface Blocks {
  readonly columns: number;
  readonly rows: number;
  readonly weight: Float32Array;
  readonly weighted: Float32Array;
}

function measureBlocks({ data, width, height }: Luma, size: number): Blocks {
  const columns = Math.ceil(width / size);
  const rows = Math.ceil(height / size);
  const weight = new Float32Array(columns * rows);
  const weighted = new Float32Array(columns * rows);
  for (let row = 0, block = 0; row < rows; row++) {
    const top = Math.min(row * size, height - size);
    for (let column = 0; column < columns; column++, block++) {
      let at = top * width + Math.min(column * size, width - size);
      let sum = 0;
      let low = 255;
      let high = 0;
      for (let y = 0; y < size; y++, at += width) {
        for (let i = at; i < at + size; i++) {
          const value = data[i]!;
          sum += value;
          if (value < low) low = value;
          if (value > high) high = value;
        }
      }
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

/** The two tones of a picture, by the contrast around each block of `size` pixels. The picture must be at least one block large. */
export function binarize(luma: Luma, size: number): Binary {
  const { data, width, height } = luma;
  const { columns, rows, weight, weighted } = measureBlocks(luma, size);
  const weights = spread(weight, columns, rows);
  const sums = spread(weighted, columns, rows);
  const out = new Uint8Array(width * height);
  for (let row = 0, block = 0; row < rows; row++) {
    const bottom = Math.min(height, (row + 1) * size);
    for (let column = 0; column < columns; column++, block++) {
      if (weights[block] === 0) continue;
      const threshold = sums[block]! / weights[block]!;
      const right = Math.min(width, (column + 1) * size);
      for (let y = row * size; y < bottom; y++) {
        const end = y * width + right;
        for (let i = y * width + column * size; i < end; i++) out[i] = data[i]! <= threshold ? 1 : 0;
      }
    }
  }
  return { data: out, width, height };
}
