/**
 * Reads grey from a picture through a mapping: single points, fixed patterns, the whole grid of modules.
 * Knows the picture and the plane, not what the tones mean.
 */
import type { Luma } from './luma.js';
import type { Pattern } from './pattern.js';
import type { Mapping } from './perspective.js';

/** Grey between four pixels; outside the picture its edge goes on. */
export function greyAt({ data, width, height }: Luma, x: number, y: number): number {
  x = Math.min(width - 1.001, Math.max(0, x - 0.5));
  y = Math.min(height - 1.001, Math.max(0, y - 0.5));
  const left = x | 0;
  const top = y | 0;
  const fx = x - left;
  const fy = y - top;
  const i = top * width + left;
  const upper = data[i]! + (data[i + 1]! - data[i]!) * fx;
  const lower = data[i + width]! + (data[i + width + 1]! - data[i + width]!) * fx;
  return upper + (lower - upper) * fy;
}

/**
 * How well the picture shows a pattern under a mapping: the correlation of grey with tone, from -1 to 1.
 * Contrast and brightness do not matter, so one bar serves dark and bright frames.
 */
export function correlation(luma: Luma, m: Mapping, { u, v, tone }: Pattern): number {
  const m0 = m[0]!,
    m1 = m[1]!,
    m2 = m[2]!,
    m3 = m[3]!,
    m4 = m[4]!,
    m5 = m[5]!,
    m6 = m[6]!,
    m7 = m[7]!;
  const n = u.length;
  const { data, width, height } = luma;
  const right = width - 1.5;
  const bottom = height - 1.5;
  let sum = 0,
    squares = 0,
    tones = 0,
    product = 0;
  for (let i = 0; i < n; i++) {
    const t = tone[i]!;
    const w = 1 / (m6 * u[i]! + m7 * v[i]! + 1);
    const px = (m0 * u[i]! + m1 * v[i]! + m2) * w;
    const py = (m3 * u[i]! + m4 * v[i]! + m5) * w;
    let grey: number;
    if (px > 0.5 && py > 0.5 && px < right && py < bottom) {
      // What `greyAt` does, where nothing has to be kept from leaving the picture: this is called more than anything else.
      const x = px - 0.5;
      const y = py - 0.5;
      const left = x | 0;
      const top = y | 0;
      const fx = x - left;
      const at = top * width + left;
      const upper = data[at]! + (data[at + 1]! - data[at]!) * fx;
      const lower = data[at + width]! + (data[at + width + 1]! - data[at + width]!) * fx;
      grey = upper + (lower - upper) * (y - top);
    } else grey = greyAt(luma, px, py);
    sum += grey;
    squares += grey * grey;
    tones += t;
    product += grey * t;
  }
  const spread = (squares - (sum * sum) / n) * (n - (tones * tones) / n);
  return spread > 1e-6 ? (product - (sum * tones) / n) / Math.sqrt(spread) : 0;
}

/** Offsets within a module and their weights: the middle twice, four points around it once. */
const TAPS = [
  [0.5, 0.5, 2],
  [0.3, 0.5, 1],
  [0.7, 0.5, 1],
  [0.5, 0.3, 1],
  [0.5, 0.7, 1],
] as const;

/** Grey of every module, row by row, in a square of `size` modules; inverted codes come out as dark on light. */
export function sampleGrid(luma: Luma, m: Mapping, size: number, inverted: boolean): Float32Array {
  const grid = new Float32Array(size * size);
  for (let y = 0, i = 0; y < size; y++) {
    for (let x = 0; x < size; x++, i++) {
      let sum = 0;
      for (const [du, dv, weight] of TAPS) {
        const u = x + du;
        const v = y + dv;
        const w = m[6]! * u + m[7]! * v + 1;
        sum += weight * greyAt(luma, (m[0]! * u + m[1]! * v + m[2]!) / w, (m[3]! * u + m[4]! * v + m[5]!) / w);
      }
      grid[i] = inverted ? 255 - sum / 6 : sum / 6;
    }
  }
  return grid;
}
