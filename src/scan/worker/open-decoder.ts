/**
 * Chooses who decodes: the host's decoder, else the browser's where it can be trusted, else this package's in a worker, else in the page.
 * Opens no camera. jsQR is loaded when the choice falls on it, not before.
 */
import { FRAME_BUDGET, ownFrames } from './decoder.js';
import type { Decoder, OpenDecoder } from './decoder.js';
import { createFrameReader } from './frame-luma.js';
import { openNativeDecoder } from './native.js';
import { openWorkerDecoder } from './open-worker.js';

/** Who is to decode. */
export interface DecoderOptions {
  /** The host's own decoder; with it nothing else is tried or loaded. */
  readonly decoder?: Decoder | null;
}

async function openPageDecoder(): Promise<OpenDecoder> {
  const { createFrameDecoder } = await import('../decode/decode-frame.js');
  const decoder = createFrameDecoder({ budgetMs: FRAME_BUDGET });
  const reader = createFrameReader();
  return ownFrames('page', { decode: async (frame) => decoder.decodeLuma(await reader.read(frame)) });
}

/** A decoder that is ready for frames. Ends with an error only where the decoder's own code cannot be loaded. */
export async function openDecoder({ decoder }: DecoderOptions = {}): Promise<OpenDecoder> {
  if (decoder) return ownFrames('host', decoder);
  return (await openNativeDecoder()) ?? (await openWorkerDecoder()) ?? openPageDecoder();
}
