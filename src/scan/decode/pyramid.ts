/**
 * The same picture at half, quarter and eighth size: large codes are found fastest, and noise is least, where a module is a few pixels wide.
 * Levels are made when first asked for, because most frames are read without the rest.
 */
import type { Luma } from './luma.js';
import type { Memory } from './memory.js';

/** One size of the picture; `scale` is how many pixels of the original one of its pixels spans. */
export interface Level extends Luma {
  readonly scale: number;
}

/** Half the width and height, each pixel the mean of four; `out` is memory to write them to. */
export function halve(
  { data, width, height }: Luma,
  out: Uint8Array = new Uint8Array((width >> 1) * (height >> 1)),
): Luma {
  const w = width >> 1;
  const h = height >> 1;
  for (let y = 0; y < h; y++) {
    let upper = 2 * y * width;
    let lower = upper + width;
    const end = (y + 1) * w;
    for (let i = y * w; i < end; i++, upper += 2, lower += 2) {
      out[i] = (data[upper]! + data[upper + 1]! + data[lower]! + data[lower + 1]! + 2) >> 2;
    }
  }
  return { data: out, width: w, height: h };
}

/** The sizes of one picture, the original first. */
export class Pyramid {
  readonly #levels: Level[];
  readonly #memory: Memory | undefined;

  constructor(luma: Luma, memory?: Memory) {
    this.#levels = [{ ...luma, scale: 1 }];
    this.#memory = memory;
  }

  /** The picture halved `index` times. */
  level(index: number): Level {
    while (this.#levels.length <= index) {
      const last = this.#levels[this.#levels.length - 1]!;
      const room = (last.width >> 1) * (last.height >> 1);
      const half = halve(last, this.#memory?.bytes(`level ${this.#levels.length}`, room));
      this.#levels.push({ ...half, scale: last.scale * 2 });
    }
    return this.#levels[index]!;
  }

  /** The index of the level whose longer side is nearest to, and not below, `side`. */
  indexFor(side: number): number {
    const { width, height } = this.level(0);
    return Math.max(0, Math.floor(Math.log2(Math.max(width, height) / side)));
  }
}
