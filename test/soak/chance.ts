/** Chance that can be repeated: the same seed gives the same numbers, on every machine. */

/** A number from 0 up to 1. */
export type Chance = () => number;

/** A sequence of numbers for a seed. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A seed of its own for a part of something that has a seed. */
export function seedOf(seed: number, part: string): number {
  let sum = Math.imul(seed ^ 0x811c9dc5, 0x9e3779b1) >>> 0;
  for (const letter of part) sum = Math.imul(sum ^ (sum >>> 13) ^ letter.charCodeAt(0), 0x85ebca6b) >>> 0;
  return (sum ^ (sum >>> 16)) >>> 0;
}

/** One of several, each as likely as its weight says. */
export function pick<T extends string>(chance: Chance, weights: Readonly<Record<T, number>>): T {
  const entries = Object.entries(weights) as [T, number][];
  let left = chance() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of entries) {
    left -= weight;
    if (left < 0) return name;
  }
  return entries[0]![0];
}
