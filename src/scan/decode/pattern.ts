/**
 * The modules every code of a size has in common: finder squares with their margin, timing lines, alignment squares.
 * They say where a code lies, how blurred it is, and whether it is one. From the standard alone; looks at no picture.
 */

/** Modules with known tones: middles in module coordinates, `tone` +1 for light and -1 for dark. */
export interface Pattern {
  readonly u: Float32Array;
  readonly v: Float32Array;
  readonly tone: Float32Array;
}

/** The fixed modules of one size, apart and together. */
export interface FixedPatterns {
  readonly finders: Pattern;
  readonly timing: Pattern;
  /** The alignment square next to the bottom right corner, which tells the perspective; empty on version 1. */
  readonly corner: Pattern;
  readonly all: Pattern;
  /** Tone of every module of the square, row by row: +1 light, -1 dark, 0 where the data decides. */
  readonly tones: Float32Array;
}

/** Smallest and largest number of modules to a side. */
export const LEAST_SIZE = 21;
export const MOST_SIZE = 177;

type Cell = readonly [x: number, y: number, tone: 1 | -1];

/** The size of the version whose side is nearest to a measured one. */
export function nearestSize(modules: number): number {
  const size = Math.round((modules - 17) / 4) * 4 + 17;
  return Math.min(MOST_SIZE, Math.max(LEAST_SIZE, size));
}

/** Rows and columns on which alignment squares are centred; none on version 1. */
export function alignmentCentres(size: number): number[] {
  const version = (size - 17) / 4;
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((size - 13) / (2 * count - 2)) * 2;
  const centres = [6];
  for (let i = count - 2; i >= 0; i--) centres.push(size - 7 - i * step);
  return centres;
}

/** Middles of all alignment squares, without the three places that finder squares take. */
export function alignmentSquares(size: number): [x: number, y: number][] {
  const centres = alignmentCentres(size);
  const last = size - 7;
  const isFinder = (x: number, y: number): boolean => (x === 6 && (y === 6 || y === last)) || (x === last && y === 6);
  return centres.flatMap((y) => centres.filter((x) => !isFinder(x, y)).map((x): [number, number] => [x, y]));
}

function finderCells(size: number): Cell[] {
  const cells: Cell[] = [];
  for (const [left, top] of [
    [0, 0],
    [size - 7, 0],
    [0, size - 7],
  ] as const) {
    for (let y = top - 1; y <= top + 7; y++) {
      for (let x = left - 1; x <= left + 7; x++) {
        const ring = Math.max(Math.abs(x - left - 3), Math.abs(y - top - 3));
        cells.push([x, y, ring === 2 || ring === 4 ? 1 : -1]);
      }
    }
  }
  return cells;
}

function timingCells(size: number): Cell[] {
  const cells: Cell[] = [];
  for (let i = 8; i < size - 8; i++) {
    const tone = i % 2 === 1 ? 1 : -1;
    cells.push([i, 6, tone], [6, i, tone]);
  }
  return cells;
}

function alignmentCells([x, y]: readonly [number, number]): Cell[] {
  const cells: Cell[] = [];
  for (let dy = -2; dy <= 2; dy++) {
    for (let dx = -2; dx <= 2; dx++) cells.push([x + dx, y + dy, Math.max(Math.abs(dx), Math.abs(dy)) === 1 ? 1 : -1]);
  }
  return cells;
}

function patternOf(cells: readonly Cell[]): Pattern {
  return {
    u: Float32Array.from(cells, ([x]) => x + 0.5),
    v: Float32Array.from(cells, ([, y]) => y + 0.5),
    tone: Float32Array.from(cells, ([, , tone]) => tone),
  };
}

function tonesOf(cells: readonly Cell[], size: number): Float32Array {
  const tones = new Float32Array(size * size);
  for (const [x, y, tone] of cells) {
    if (x >= 0 && y >= 0 && x < size && y < size) tones[y * size + x] = tone;
  }
  return tones;
}

function build(size: number): FixedPatterns {
  const finders = finderCells(size);
  const timing = timingCells(size);
  const squares = alignmentSquares(size);
  const all = [...finders, ...timing, ...squares.flatMap(alignmentCells)];
  return {
    finders: patternOf(finders),
    timing: patternOf(timing),
    corner: patternOf(squares.slice(-1).flatMap(alignmentCells)),
    all: patternOf(all),
    tones: tonesOf(all, size),
  };
}

const built = new Map<number, FixedPatterns>();

/** The fixed modules of a size; made once, as they never change. */
export function fixedPatterns(size: number): FixedPatterns {
  let patterns = built.get(size);
  if (!patterns) {
    patterns = build(size);
    built.set(size, patterns);
  }
  return patterns;
}
