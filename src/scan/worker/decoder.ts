/**
 * What a camera needs of a decoder, whoever makes it: this package's worker, the browser, or the host.
 * Knows no camera and no code.
 */

/** A picture as the camera gives it, at its full resolution. */
export type CameraFrame = VideoFrame | ImageBitmap;

/** Turns frames into text. A host may supply its own, for instance around a self-hosted zxing-wasm. */
export interface Decoder {
  /** The text of the code in a frame, or `null`. Called with one frame at a time; the caller closes the frame when the promise has settled. */
  decode(frame: CameraFrame): Promise<string | null>;
  /** Ends the decoder; a frame still in work ends with `null` or not at all. */
  close?(): void;
}

/** A decoder that is ready, and which of the four kinds it is. It takes over each frame it is given and closes it. */
export interface OpenDecoder {
  readonly kind: 'host' | 'native' | 'worker' | 'page';
  decode(frame: CameraFrame): Promise<string | null>;
  close(): void;
}

/** Time a frame may take, in milliseconds: short enough for the page itself, long enough for the usual code. */
export const FRAME_BUDGET = 30;

/** A ready decoder from one that leaves the frame alone: closes each frame, and drops what comes while one is in work. */
export function ownFrames(kind: OpenDecoder['kind'], decoder: Decoder): OpenDecoder {
  let busy = false;
  return {
    kind,
    decode: async (frame) => {
      if (busy) {
        frame.close();
        return null;
      }
      busy = true;
      try {
        return (await decoder.decode(frame)) || null;
      } finally {
        busy = false;
        frame.close();
      }
    },
    close: () => decoder.close?.(),
  };
}
