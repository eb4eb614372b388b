/**
 * A known picture: what a decoder must read before it is trusted with a customer's code.
 */
import type { Frame } from '../decode/luma.js';

/** What the probe picture says: version 1, error correction Q. */
export const PROBE_TEXT = 'LOYALITE';
/** Its modules, a row of 21 bits in each number, the left module in the highest bit. */
const PROBE_ROWS: readonly number[] = [
  0x1fc67f, 0x105041, 0x17555d, 0x17455d, 0x17435d, 0x104841, 0x1fd57f, 0x000b00, 0x0ec206, 0x11342a, 0x0565f8,
  0x0aa882, 0x13d197, 0x00168e, 0x1fc1d2, 0x105fe8, 0x174557, 0x1758a2, 0x175ea4, 0x105b64, 0x1fcb06,
];
const SIZE = 21;
const MARGIN = 4;
const PIXELS = 8;

/** The probe, dark on light or, as a phone in dark mode shows codes, light on dark. */
export function probePicture(inverted: boolean): Frame & { readonly data: Uint8ClampedArray<ArrayBuffer> } {
  const width = (SIZE + 2 * MARGIN) * PIXELS;
  const pixels = new Uint32Array(width * width);
  for (let i = 0; i < pixels.length; i++) {
    const x = Math.floor((i % width) / PIXELS) - MARGIN;
    const y = Math.floor(i / width / PIXELS) - MARGIN;
    const dark = x >= 0 && x < SIZE && (((PROBE_ROWS[y] ?? 0) >> (SIZE - 1 - x)) & 1) === 1;
    pixels[i] = dark === inverted ? 0xffffffff : 0xff000000;
  }
  return { data: new Uint8ClampedArray(pixels.buffer), width, height: width };
}
