/**
 * Draws sampled modules as a small, clean picture: black on white, margin around, a few pixels a module, fixed patterns as they must be.
 * That is all jsQR ever gets to see.
 */
import type { Bits } from './equalize.js';
import type { Frame } from './luma.js';

/** Light modules around the code. */
export const MARGIN = 4;
/** Pixels to a module: the fewest with which jsQR finds every version, and the fewest are the fastest. */
export const PIXELS = 2;
const BLACK = 0xff000000;
const WHITE = 0xffffffff;

/** A copy of the modules with the known ones (+1 light, -1 dark, 0 unknown) set to what they must be. */
export function withFixed(bits: Bits, known: Float32Array): Bits {
  return bits.map((bit, i) => (known[i] === 0 ? bit : known[i]! < 0 ? 1 : 0));
}

/** The modules as a picture. */
export function redraw(bits: Bits, size: number): Frame {
  const width = (size + 2 * MARGIN) * PIXELS;
  const pixels = new Uint32Array(width * width).fill(WHITE);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (bits[y * size + x] === 0) continue;
      const left = (x + MARGIN) * PIXELS;
      for (let row = (y + MARGIN) * PIXELS; row < (y + MARGIN + 1) * PIXELS; row++) {
        pixels.fill(BLACK, row * width + left, row * width + left + PIXELS);
      }
    }
  }
  return { data: new Uint8ClampedArray(pixels.buffer), width, height: width };
}
