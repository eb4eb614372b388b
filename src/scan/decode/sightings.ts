/**
 * The finder patterns of one frame as all looks at it have seen them so far: one look sees two squares of a code, another the third.
 * Knows places in pixels of the frame; what they may belong to is for `triples.ts`.
 */
import type { Finder } from './finder.js';
import type { Binary } from './threshold.js';

/** A finder pattern in pixels of the frame. */
export interface Sighting {
  readonly x: number;
  readonly y: number;
  readonly module: number;
  readonly inverted: boolean;
  /** How often it was confirmed for its size, in all looks together: a true one by every row through its middle, and by more than one look. */
  readonly support: number;
  /** The two tones that show it best, and how many pixels of the frame one of theirs spans. */
  readonly binary: Binary;
  readonly scale: number;
}

/** Those that one look adds, the best supported first: noise makes thousands, and pairing grows with the cube. */
const MOST_OF_A_LOOK = 16;

/** The finders of one look as sightings, the best supported first. */
export function sightingsOf(binary: Binary, scale: number, rowStep: number, finders: readonly Finder[]): Sighting[] {
  // A true one is confirmed by every row through its middle square; more rows say more, though not as many times more.
  const support = ({ hits, module }: Finder): number => hits / Math.sqrt(module / rowStep);
  return finders
    .map((finder) => ({
      x: finder.x * scale,
      y: finder.y * scale,
      module: finder.module * scale,
      inverted: finder.inverted,
      support: support(finder),
      binary,
      scale,
    }))
    .sort((a, b) => b.support - a.support)
    .slice(0, MOST_OF_A_LOOK);
}

function isSame(a: Sighting, b: Sighting): boolean {
  const reach = 2 * Math.min(a.module, b.module);
  return (
    a.inverted === b.inverted &&
    Math.abs(a.x - b.x) < reach &&
    Math.abs(a.y - b.y) < reach &&
    a.module < b.module * 1.8 &&
    b.module < a.module * 1.8
  );
}

/** What one look has seen, and what only others have: what both saw counts for both, and is where this look saw it. */
export function joined(own: readonly Sighting[], others: readonly Sighting[]): Sighting[] {
  const all = [...own];
  for (const other of others) {
    const at = own.findIndex((sighting) => isSame(sighting, other));
    if (at < 0) all.push(other);
    else all[at] = { ...all[at]!, support: all[at]!.support + other.support };
  }
  return all.sort((a, b) => b.support - a.support);
}
