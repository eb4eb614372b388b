/**
 * Brightness of a picture, once, in bytes: everything after this works on grey alone.
 * Knows nothing of codes. Reads pixels as 32-bit words, as every little-endian engine lays them out.
 */

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

/** The grey of an RGBA picture, by the weights of Rec. 601 in 256ths; `data` is memory to write it to. */
export function lumaOf(frame: Frame, data: Uint8Array = new Uint8Array(frame.width * frame.height)): Luma {
  const pixels = words(frame);
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i]!;
    data[i] = ((Math.imul(pixel & 0xff00ff, RED_AND_BLUE) >>> 16) + ((pixel >> 8) & 255) * 150) >> 8;
  }
  return { data, width: frame.width, height: frame.height };
}
