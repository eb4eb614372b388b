/**
 * The fifteen bits beside the finder squares: error correction and mask, written twice, with a code of their own.
 * Asked before jsQR, which needs them too: most false grids end here at no cost. Knows modules, not pictures.
 */
import type { Bits } from './equalize.js';

/** What the format bits say: `mask` is the pattern the data is turned with, `errors` how many bits were mended. */
export interface Format {
  readonly mask: number;
  readonly errors: number;
  readonly mirrored: boolean;
}

/** Bits that may differ: the code words lie seven apart. */
const MOST_ERRORS = 3;
const GENERATOR = 0x537;
const FIXED_MASK = 0x5412;

function codeWord(value: number): number {
  let rest = value << 10;
  for (let bit = 14; bit >= 10; bit--) if ((rest >>> bit) & 1) rest ^= GENERATOR << (bit - 10);
  return ((value << 10) | rest) ^ FIXED_MASK;
}

const CODE_WORDS = Array.from({ length: 32 }, (_, value) => codeWord(value));

function bitCount(value: number): number {
  let count = 0;
  for (; value !== 0; value &= value - 1) count++;
  return count;
}

type Module = (x: number, y: number) => number;

/** Both copies, most significant bit first. */
function copies(module: Module, size: number): [number, number] {
  let inner = 0;
  for (let x = 0; x <= 8; x++) if (x !== 6) inner = (inner << 1) | module(x, 8);
  for (let y = 7; y >= 0; y--) if (y !== 6) inner = (inner << 1) | module(8, y);
  let outer = 0;
  for (let y = size - 1; y >= size - 7; y--) outer = (outer << 1) | module(8, y);
  for (let x = size - 8; x < size; x++) outer = (outer << 1) | module(x, 8);
  return [inner, outer];
}

function nearest(module: Module, size: number, mirrored: boolean): Format {
  const [inner, outer] = copies(module, size);
  let best = 0;
  let errors = 15;
  CODE_WORDS.forEach((word, value) => {
    const differing = Math.min(bitCount(word ^ inner), bitCount(word ^ outer));
    if (differing < errors) [best, errors] = [value, differing];
  });
  return { mask: best & 7, errors, mirrored };
}

/** The format as it stands, or as it stands in a mirror where that makes better sense; `null` when neither can be made out. */
export function readFormat(bits: Bits, size: number): Format | null {
  const straight = nearest((x, y) => bits[y * size + x]!, size, false);
  const mirrored = nearest((x, y) => bits[x * size + y]!, size, true);
  // One bit better may be chance: mirrored codes are rare, damaged ones are not.
  const best = mirrored.errors + 1 < straight.errors ? mirrored : straight;
  return best.errors <= MOST_ERRORS ? best : null;
}
