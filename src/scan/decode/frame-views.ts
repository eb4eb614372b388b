/**
 * What was made of one frame so far: its sizes, their two tones, the finder patterns in them. Several ways of looking share
 * them, so each is made when it is first asked for, and once.
 */
import { Attempts } from './attempts.js';
import { findFinders } from './finder.js';
import type { FinderOptions } from './finder.js';
import type { Luma } from './luma.js';
import type { Memory } from './memory.js';
import { Pyramid } from './pyramid.js';
import { joined, sightingsOf } from './sightings.js';
import type { Sighting } from './sightings.js';
import { binarize, measureBlocks } from './threshold.js';
import type { Binary, Blocks } from './threshold.js';

/** How a level is parted into two tones: pixels to a block, and how many blocks around each have a say. */
export interface Threshold {
  readonly block: number;
  readonly reach: number;
}

/** One frame in all the views that were asked for. */
export class FrameViews {
  readonly pyramid: Pyramid;
  /** Candidates that were placed. */
  readonly placed = new Attempts();
  /** Grids that were read. */
  readonly read = new Attempts();
  readonly #memory: Memory | undefined;
  readonly #binaries = new Map<string, Binary>();
  readonly #blocks = new Map<string, Blocks>();
  readonly #looks = new Map<string, Sighting[]>();
  #seen: readonly Sighting[] = [];

  constructor(luma: Luma, memory?: Memory) {
    this.pyramid = new Pyramid(luma, memory);
    this.#memory = memory;
  }

  /** The two tones of a level. */
  binary(level: number, { block, reach }: Threshold): Binary {
    const name = `${level} by ${block}, ${reach}`;
    const known = this.#binaries.get(name);
    if (known) return known;
    const memory = this.#memory?.bytes(name, this.#pixels(level));
    const fresh = binarize(this.pyramid.level(level), this.#blocksOf(level, block), reach, memory);
    this.#binaries.set(name, fresh);
    return fresh;
  }

  /** Whatever looks like a finder pattern there, the best supported first. */
  look(level: number, threshold: Threshold, { rowStep, tolerance }: FinderOptions): readonly Sighting[] {
    const { block, reach } = threshold;
    const name = `${level} by ${block}, ${reach}, ${rowStep}, ${tolerance}`;
    let own = this.#looks.get(name);
    if (!own) {
      const binary = this.binary(level, threshold);
      const finders = findFinders(binary, { rowStep, tolerance });
      own = sightingsOf(binary, this.pyramid.level(level).scale, rowStep, finders);
      this.#looks.set(name, own);
    }
    return own;
  }

  /** The same, and what only the looks before have seen. */
  seen(level: number, threshold: Threshold, options: FinderOptions): readonly Sighting[] {
    this.#seen = joined(this.look(level, threshold, options), this.#seen);
    return this.#seen;
  }

  #blocksOf(level: number, block: number): Blocks {
    const name = `${level} by ${block}`;
    const known = this.#blocks.get(name);
    if (known) return known;
    const fresh = measureBlocks(this.pyramid.level(level), block);
    this.#blocks.set(name, fresh);
    return fresh;
  }

  #pixels(level: number): number {
    const { width, height } = this.pyramid.level(level);
    return width * height;
  }
}
