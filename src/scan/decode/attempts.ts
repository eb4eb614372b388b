/**
 * What was tried on one frame without a text: several ways of looking find the same squares, and a grid that gave nothing
 * gives nothing a hair's breadth beside. Knows places and sizes, not pictures.
 */
import type { Quad } from './perspective.js';
import type { Level } from './pyramid.js';

/** A place that was tried: four corners of a code of so many modules on a level, and how thoroughly. */
export interface Attempt {
  readonly level: Level;
  readonly inverted: boolean;
  readonly size: number;
  readonly quad: Quad;
  /** More is more thorough; less after more is in vain. */
  readonly effort: number;
}

/** The attempts on one frame. */
export class Attempts {
  readonly #all: Attempt[] = [];

  /** Whether this was tried already, all corners within so many modules; if not, it counts as tried from now on. */
  isRepeated(attempt: Attempt, modules: number): boolean {
    const { level, inverted, size, quad, effort } = attempt;
    const [from, to] = quad;
    const reach = (modules * Math.hypot(to.x - from.x, to.y - from.y)) / (size - 7);
    const isKnown = this.#all.some(
      (known) =>
        known.level === level &&
        known.inverted === inverted &&
        known.size === size &&
        known.effort >= effort &&
        known.quad.every(({ x, y }, k) => Math.hypot(x - quad[k]!.x, y - quad[k]!.y) <= reach),
    );
    if (!isKnown) this.#all.push(attempt);
    return isKnown;
  }
}
