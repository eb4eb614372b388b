/**
 * Brightness of a picture, once, in bytes: everything after this works on grey alone.
 * Knows nothing of codes. Reads pixels as 32-bit words, as every little-endian engine lays them out.
 */

import { wordsOf } from './words.js';

/** A picture in RGBA, four bytes a pixel, as `ImageData` holds it. */
export interface Frame {
  readonly data: Uint8ClampedArray | Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A picture in grey, one byte a pixel, rows without padding. */
export interface Luma {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Whether the numbers of a frame fit together; a decoder fed by strangers asks before it reads. */
export function isFrame(frame: Frame): boolean {
  const { data, width, height } = frame;
  return (
    Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0 && data.length >= width * height * 4
  );
}

/** With a sign, because what fits into an engine's small integers is read without a detour. */
function words({ data, width, height }: Frame): Int32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, width * height);
}

/** Weights of blue in the lower half and of red in the upper, so that one product has both in its upper half. */
const RED_AND_BLUE = (77 << 16) | 29;

const greyOf = (pixel: number): number =>
  ((Math.imul(pixel & 0xff00ff, RED_AND_BLUE) >>> 16) + ((pixel >> 8) & 255) * 150) >> 8;

/** The grey of an RGBA picture, by the weights of Rec. 601 in 256ths; `data` is memory to write it to. */
export function lumaOf(frame: Frame, data: Uint8Array = new Uint8Array(frame.width * frame.height)): Luma {
  const pixels = words(frame);
  // Four pixels are written as one word; what is left over, or memory that begins between words, byte by byte.
  const whole = data.byteOffset % 4 === 0 ? pixels.length & ~3 : 0;
  const out = whole > 0 ? wordsOf(data) : new Int32Array(0);
  for (let i = 0, at = 0; i < whole; i += 4, at++) {
    out[at] =
      greyOf(pixels[i]!) |
      (greyOf(pixels[i + 1]!) << 8) |
      (greyOf(pixels[i + 2]!) << 16) |
      (greyOf(pixels[i + 3]!) << 24);
  }
  for (let i = whole; i < pixels.length; i++) data[i] = greyOf(pixels[i]!);
  return { data, width: frame.width, height: frame.height };
}
