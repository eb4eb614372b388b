/**
 * What was made of one frame so far: its sizes, their two tones, the finder patterns in them. Several ways of looking share
 * them, so each is made when it is first asked for, and once.
 */
import { Attempts } from './attempts.js';
import { findFinders } from './finder.js';
import type { Finder, FinderOptions } from './finder.js';
import type { Luma } from './luma.js';
import type { Memory } from './memory.js';
import { Pyramid } from './pyramid.js';
import { binarize } from './threshold.js';
import type { Binary } from './threshold.js';

/** One frame in all the views that were asked for. */
export class FrameViews {
  readonly pyramid: Pyramid;
  /** Candidates that were placed. */
  readonly placed = new Attempts();
  /** Grids that were read. */
  readonly read = new Attempts();
  readonly #memory: Memory | undefined;
  readonly #binaries = new Map<string, Binary>();
  readonly #finders = new Map<string, Finder[]>();

  constructor(luma: Luma, memory?: Memory) {
    this.pyramid = new Pyramid(luma, memory);
    this.#memory = memory;
  }

  /** The two tones of a level, by blocks of so many pixels. */
  binary(level: number, block: number): Binary {
    const name = `${level} by ${block}`;
    const known = this.#binaries.get(name);
    if (known) return known;
    const fresh = binarize(this.pyramid.level(level), block, this.#memory?.bytes(name, this.#pixels(level)));
    this.#binaries.set(name, fresh);
    return fresh;
  }

  /** Whatever looks like a finder pattern there. */
  finders(level: number, block: number, { rowStep, tolerance }: FinderOptions): readonly Finder[] {
    const name = `${level} by ${block}, ${rowStep}, ${tolerance}`;
    const known = this.#finders.get(name);
    if (known) return known;
    const fresh = findFinders(this.binary(level, block), { rowStep, tolerance });
    this.#finders.set(name, fresh);
    return fresh;
  }

  #pixels(level: number): number {
    const { width, height } = this.pyramid.level(level);
    return width * height;
  }
}
