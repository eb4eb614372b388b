/**
 * Grey modules to dark and light ones. Blur and motion smear each module over its neighbours in a way that is the same all over the code;
 * the fixed modules, whose tones are known, teach a small linear filter to undo it, and its own sure answers teach it further.
 * Knows a grid of grey and which modules are known; nothing of pictures or data.
 */
/** Modules row by row: 1 dark, 0 light. */
export type Bits = Uint8Array;

/** Mean grey around each module, over `radius` modules to each side. */
function localMean(grid: Float32Array, size: number, radius: number): Float32Array {
  const width = size + 1;
  const sums = new Float64Array(width * width);
  for (let y = 0; y < size; y++) {
    let row = 0;
    for (let x = 0; x < size; x++) {
      row += grid[y * size + x]!;
      sums[(y + 1) * width + x + 1] = sums[y * width + x + 1]! + row;
    }
  }
  const out = new Float32Array(size * size);
  for (let y = 0; y < size; y++) {
    const top = Math.max(0, y - radius) * width;
    const bottom = Math.min(size, y + radius + 1) * width;
    for (let x = 0; x < size; x++) {
      const left = Math.max(0, x - radius);
      const right = Math.min(size, x + radius + 1);
      const total = sums[bottom + right]! - sums[top + right]! - sums[bottom + left]! + sums[top + left]!;
      out[y * size + x] = total / (((bottom - top) / width) * (right - left));
    }
  }
  return out;
}

/** Grey against the mean around it: what lighting adds is gone, what is left swings around zero. */
export function flatten(grid: Float32Array, size: number, radius: number): Float32Array {
  const mean = localMean(grid, size, radius);
  return grid.map((grey, i) => grey - mean[i]!);
}

/** Tones by the sign of each module, sharpened against its four neighbours by `sharpen`. */
export function threshold(flat: Float32Array, size: number, sharpen: number): Bits {
  const bits = new Uint8Array(size * size);
  for (let y = 0, i = 0; y < size; y++) {
    const up = y > 0 ? -size : 0;
    const down = y < size - 1 ? size : 0;
    for (let x = 0; x < size; x++, i++) {
      const around = flat[i + up]! + flat[i + down]! + flat[x > 0 ? i - 1 : i]! + flat[x < size - 1 ? i + 1 : i]!;
      bits[i] = flat[i]! + sharpen * (flat[i]! - around / 4) < 0 ? 1 : 0;
    }
  }
  return bits;
}

/** The neighbourhood of each module as the filter sees it: itself, its eight neighbours, and a constant. */
const TAPS = 10;
/** The constant's height, near the swing of the rest so that it weighs alike. */
const CONSTANT = 16;
/** How much the filter is held back, as a part of the signal: few known modules must not teach it noise. */
const RESTRAINT = 0.01;

function neighbourhoods(flat: Float32Array, size: number): Float32Array {
  const values = new Float32Array(size * size * TAPS);
  let at = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      for (let dy = -1; dy <= 1; dy++) {
        const row = Math.min(size - 1, Math.max(0, y + dy)) * size;
        for (let dx = -1; dx <= 1; dx++) values[at++] = flat[row + Math.min(size - 1, Math.max(0, x + dx))]!;
      }
      values[at++] = CONSTANT;
    }
  }
  return values;
}

/** Splits a symmetric positive matrix into a triangle and its mirror, in place (Cholesky). */
function factor(a: Float64Array): void {
  for (let i = 0; i < TAPS; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * TAPS + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * TAPS + k]! * a[j * TAPS + k]!;
      a[i * TAPS + j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / a[j * TAPS + j]!;
    }
  }
}

/** Solves the factored system in place. */
function solve(a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < TAPS; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= a[i * TAPS + k]! * b[k]!;
    b[i] = sum / a[i * TAPS + i]!;
  }
  for (let i = TAPS - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let k = i + 1; k < TAPS; k++) sum -= a[k * TAPS + i]! * b[k]!;
    b[i] = sum / a[i * TAPS + i]!;
  }
}

/** The filter that best turns neighbourhoods into tones; a module counts by its weight. */
function learn(values: Float32Array, tones: Float32Array, weights: Float32Array): Float64Array {
  const a = new Float64Array(TAPS * TAPS);
  const b = new Float64Array(TAPS);
  for (let i = 0, at = 0; i < tones.length; i++, at += TAPS) {
    const weight = weights[i]!;
    if (weight === 0) continue;
    for (let j = 0; j < TAPS; j++) {
      const value = values[at + j]! * weight;
      b[j] = b[j]! + value * tones[i]!;
      for (let k = 0; k <= j; k++) a[j * TAPS + k] = a[j * TAPS + k]! + value * values[at + k]!;
    }
  }
  let trace = 0;
  for (let j = 0; j < TAPS; j++) trace += a[j * TAPS + j]!;
  for (let j = 0; j < TAPS; j++) a[j * TAPS + j] = a[j * TAPS + j]! + (trace / TAPS) * RESTRAINT + 1e-6;
  factor(a);
  solve(a, b);
  return b;
}

function apply(values: Float32Array, filter: Float64Array, count: number): Float32Array {
  const out = new Float32Array(count);
  for (let i = 0, at = 0; i < count; i++, at += TAPS) {
    let sum = 0;
    for (let j = 0; j < TAPS; j++) sum += values[at + j]! * filter[j]!;
    out[i] = sum;
  }
  return out;
}

/** Tones by a filter that learned from the known modules (+1 light, -1 dark, 0 unknown), and then once more from all, each by how sure it was. */
export function equalize(flat: Float32Array, size: number, known: Float32Array): Bits {
  const count = size * size;
  const values = neighbourhoods(flat, size);
  const first = apply(values, learn(values, known, known.map(Math.abs)), count);
  const tones = first.map((answer, i) => known[i]! || Math.sign(answer));
  const weights = first.map((answer, i) => (known[i] ? 1 : Math.min(1, Math.abs(answer))));
  const second = apply(values, learn(values, tones, weights), count);
  return Uint8Array.from(second, (answer) => (answer < 0 ? 1 : 0));
}
