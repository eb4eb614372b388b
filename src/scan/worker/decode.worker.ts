/**
 * The worker: frames in, text out. It keeps nothing of a frame but which ways of looking come next.
 * Runs in its own thread with jsQR inside; the page starts it by `open-worker.ts`.
 */
import { createFrameDecoder } from '../decode/decode-frame.js';
import type { FrameDecoder } from '../decode/decode-frame.js';
import { canReadPixels, createFrameReader } from './frame-luma.js';
import { probePicture } from './probe.js';
import type { FrameMessage, WorkerAnswer } from './messages.js';

const reader = createFrameReader();
let decoder: FrameDecoder | null = null;

const answer = (message: WorkerAnswer): void => postMessage(message);

async function decode({ frame, budgetMs }: FrameMessage): Promise<WorkerAnswer> {
  const start = performance.now();
  try {
    const luma = await reader.read(frame);
    decoder ??= createFrameDecoder({ budgetMs });
    return { type: 'decoded', text: decoder.decodeLuma(luma), milliseconds: performance.now() - start };
  } catch (error) {
    return { type: 'failed', reason: String(error) };
  } finally {
    frame.close();
  }
}

addEventListener('message', ({ data }: MessageEvent<FrameMessage>) => void decode(data).then(answer));
// A known picture first: the engine has then compiled the way of a frame, and the first real one is not late.
for (const inverted of [false, true]) createFrameDecoder().decode(probePicture(inverted));
answer(
  canReadPixels()
    ? { type: 'ready' }
    : { type: 'failed', reason: 'This browser gives workers no canvas to read a frame with' },
);
