/**
 * The same picture at half, quarter and eighth size: large codes are found fastest, and noise is least, where a module is a few pixels wide.
 * Levels are made when first asked for, because most frames are read without the rest.
 */
import type { Luma } from './luma.js';

/** One size of the picture; `scale` is how many pixels of the original one of its pixels spans. */
export interface Level extends Luma {
  readonly scale: number;
}

/** Half the width and height, each pixel the mean of four. */
export function halve({ data, width, height }: Luma): Luma {
  const w = width >> 1;
  const h = height >> 1;
  const out = new Uint8Array(w * h);
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

  constructor(luma: Luma) {
    this.#levels = [{ ...luma, scale: 1 }];
  }

  /** The picture halved `index` times. */
  level(index: number): Level {
    while (this.#levels.length <= index) {
      const last = this.#levels[this.#levels.length - 1]!;
      this.#levels.push({ ...halve(last), scale: last.scale * 2 });
    }
    return this.#levels[index]!;
  }

  /** The index of the level whose longer side is nearest to, and not below, `side`. */
  indexFor(side: number): number {
    const { width, height } = this.level(0);
    return Math.max(0, Math.floor(Math.log2(Math.max(width, height) / side)));
  }
}
