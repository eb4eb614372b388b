/**
 * One picture to the text of the code in it: the pure decoder, in Node and browser alike.
 * Looks at the picture in several ways, cheapest first, until one reads a code or the time is over. Opens no camera and keeps no picture.
 */
import { rankCandidates, rankPairs } from './candidates.js';
import { Deadline } from './deadline.js';
import { FrameViews } from './frame-views.js';
import { isFrame, lumaOf } from './luma.js';
import type { Frame, Luma } from './luma.js';
import { Memory, sharedMemory } from './memory.js';
import { readCode } from './read-code.js';
import { STRATEGIES } from './strategies.js';
import type { Strategy } from './strategies.js';

/** How long a frame may take. */
export interface DecodeOptions {
  /** Milliseconds after which no further step is begun; without it every way is tried. */
  readonly budgetMs?: number;
  /** The clock for it, in milliseconds; by default the page's. */
  readonly now?: () => number;
}

/** A decoder that remembers, from frame to frame, which ways it has not tried yet. */
export interface FrameDecoder {
  /** The text of the code in an RGBA frame, or `null`. */
  decode(frame: Frame): string | null;
  /** The same for a frame that is grey already, as a camera's luminance plane is. */
  decodeLuma(luma: Luma): string | null;
}

/** A code's smallest version, a pixel a module, and its margin: below this nothing can be found. */
const LEAST_SIDE = 24;

function look(views: FrameViews, strategy: Strategy, deadline: Deadline): string | null {
  const { pyramid } = views;
  const index = pyramid.indexFor(strategy.side);
  const level = pyramid.level(index);
  if (Math.min(level.width, level.height) < LEAST_SIDE || deadline.passed()) return null;
  views.binary(index, strategy);
  if (deadline.passed()) return null;
  // A pair leaves much to guess: what other looks took for squares would only crowd it out.
  const candidates = strategy.pairs
    ? rankPairs(pyramid, views.look(index, strategy, strategy), strategy.candidates)
    : rankCandidates(pyramid, views.seen(index, strategy, strategy), strategy.candidates);
  for (const candidate of candidates) {
    const text = readCode(candidate, strategy.effort, views, deadline);
    if (text !== null) return text;
  }
  return null;
}

const greyOf = (frame: Frame, memory: Memory): Luma => lumaOf(frame, memory.bytes('grey', frame.width * frame.height));

/** The text of the code in a picture, or `null` when none can be read, or none in time. Throws a `RangeError` when the data is no RGBA picture of that size. */
export function decodeFrame(frame: Frame, { budgetMs, now }: DecodeOptions = {}): string | null {
  if (!isFrame(frame)) throw new RangeError('decodeFrame takes RGBA data of width × height pixels');
  const deadline = new Deadline(budgetMs, now);
  const memory = sharedMemory();
  const views = new FrameViews(greyOf(frame, memory), memory);
  for (const strategy of STRATEGIES) {
    const text = look(views, strategy, deadline);
    if (text !== null) return text;
  }
  return null;
}

/**
 * A decoder for a camera's frames. Each frame is looked at in the cheapest way first; what time is left goes to the next of the heavier ways,
 * where the last frame stopped, so that a code held still is seen in every way after a few frames and none takes longer than its budget.
 */
export function createFrameDecoder({ budgetMs, now }: DecodeOptions = {}): FrameDecoder {
  const [cheapest, ...heavier] = STRATEGIES as [Strategy, ...Strategy[]];
  const memory = new Memory();
  let next = 0;
  const decodeWith = (luma: Luma, deadline: Deadline): string | null => {
    const views = new FrameViews(luma, memory);
    let text = look(views, cheapest, deadline);
    for (let i = 0; text === null && i < heavier.length && !deadline.passed(); i++) {
      text = look(views, heavier[next]!, deadline);
      next = (next + 1) % heavier.length;
    }
    return text;
  };
  return {
    decode: (frame) => {
      if (!isFrame(frame)) throw new RangeError('decode takes RGBA data of width × height pixels');
      const deadline = new Deadline(budgetMs, now);
      return decodeWith(greyOf(frame, memory), deadline);
    },
    decodeLuma: (luma) => decodeWith(luma, new Deadline(budgetMs, now)),
  };
}
