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

function words({ data, width, height }: Frame): Uint32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, width * height);
}

/** The grey of an RGBA picture, by the weights of Rec. 601 in 256ths. */
export function lumaOf(frame: Frame): Luma {
  const pixels = words(frame);
  const data = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i]!;
    data[i] = ((pixel & 255) * 77 + ((pixel >>> 8) & 255) * 150 + ((pixel >>> 16) & 255) * 29) >>> 8;
  }
  return { data, width: frame.width, height: frame.height };
}
