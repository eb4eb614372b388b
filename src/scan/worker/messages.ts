/** What the page and its worker say to each other; one frame is in flight at a time, so answers need no number. */
import type { CameraFrame } from './decoder.js';

/** A frame to decode; it is transferred and belongs to the worker from then on. */
export interface FrameMessage {
  readonly frame: CameraFrame;
  readonly budgetMs: number;
}

/** The worker's answers: that it runs, what it read and how long that took, or what went wrong. */
export type WorkerAnswer =
  | { readonly type: 'ready' }
  | { readonly type: 'decoded'; readonly text: string | null; readonly milliseconds: number }
  | { readonly type: 'failed'; readonly reason: string };
