/**
 * Pictures of codes, made by the tests: a matrix seen by a camera that stands where the test says.
 * Plain arithmetic, the same in Node and browser; chance is seeded.
 */
import qrcode from 'qrcode';
import { project, squareToQuad } from '../../../src/scan/decode/perspective.js';
import type { Point, Quad } from '../../../src/scan/decode/perspective.js';
import type { Frame } from '../../../src/scan/decode/luma.js';

/** A matrix of modules, 1 dark. */
export interface Code {
  readonly size: number;
  readonly modules: Uint8Array;
}

/** How the camera sees a code. */
export interface View {
  readonly width: number;
  readonly height: number;
  /** Where the code's corners come to lie, clockwise from the top left. */
  readonly corners: Quad;
  readonly dark?: number;
  readonly light?: number;
  /** Grey of everything around the code and its margin. */
  readonly around?: number;
  /** Half width of a box blur, in pixels. */
  readonly blur?: number;
  /** Height of even noise, in grey levels. */
  readonly noise?: number;
}

/** The code of a text or of raw bytes. */
export function codeOf(content: string | Uint8Array, options: Parameters<typeof qrcode.create>[1] = {}): Code {
  const { modules } = qrcode.create(typeof content === 'string' ? content : [{ mode: 'byte', data: content }], options);
  return { size: modules.size, modules: modules.data };
}

/** Numbers from 0 to 1 that a seed fixes. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Corners of an upright or turned square. */
export function square(centre: Point, side: number, degrees = 0): Quad {
  const angle = (degrees * Math.PI) / 180;
  const at = (x: number, y: number): Point => ({
    x: centre.x + (side / 2) * (x * Math.cos(angle) - y * Math.sin(angle)),
    y: centre.y + (side / 2) * (x * Math.sin(angle) + y * Math.cos(angle)),
  });
  return [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)];
}

const MARGIN = 4;

function shade(
  { size, modules }: Code,
  u: number,
  v: number,
  { dark = 20, light = 235, around = light }: View,
): number {
  if (u < -MARGIN || v < -MARGIN || u >= size + MARGIN || v >= size + MARGIN) return around;
  if (u < 0 || v < 0 || u >= size || v >= size) return light;
  return modules[Math.floor(v) * size + Math.floor(u)] === 1 ? dark : light;
}

/** The picture to plane mapping, by swapping the two quads of a projection. */
function planeOf(code: Code, corners: Quad): (x: number, y: number) => Point {
  const m = squareToQuad(0, code.size, corners);
  if (!m) throw new Error('the corners span no plane');
  const [a, b, c, d, e, f, g, h] = m as unknown as [number, number, number, number, number, number, number, number];
  return (x, y) => {
    const [p, q, r, s] = [a - g * x, b - h * x, d - g * y, e - h * y];
    const det = p * s - q * r;
    return { x: ((x - c) * s - (y - f) * q) / det, y: ((y - f) * p - (x - c) * r) / det };
  };
}

function boxBlur(grey: Float32Array, width: number, height: number, radius: number): Float32Array {
  const pass = (from: Float32Array, along: number, lines: number, stride: number, lineStride: number): Float32Array => {
    const to = new Float32Array(from.length);
    for (let line = 0; line < lines; line++) {
      for (let i = 0; i < along; i++) {
        let sum = 0;
        for (let j = -radius; j <= radius; j++)
          sum += from[line * lineStride + Math.min(along - 1, Math.max(0, i + j)) * stride]!;
        to[line * lineStride + i * stride] = sum / (2 * radius + 1);
      }
    }
    return to;
  };
  return pass(pass(grey, width, height, 1, width), height, width, width, 1);
}

/** A code as the camera of a view sees it, four samples a pixel. */
export function photograph(code: Code, view: View, seed = 1): Frame {
  const { width, height, corners, blur = 0, noise = 0 } = view;
  const toPlane = planeOf(code, corners);
  let grey = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      for (const [dx, dy] of [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ] as const) {
        const { x: u, y: v } = toPlane(x + dx, y + dy);
        grey[i]! += shade(code, u, v, view) / 4;
      }
    }
  }
  if (blur > 0) grey = boxBlur(grey, width, height, blur) as Float32Array<ArrayBuffer>;
  const random = chance(seed);
  const data = new Uint8ClampedArray(width * height * 4);
  grey.forEach((value, i) => {
    data.fill(value + (random() - 0.5) * 2 * noise, i * 4, i * 4 + 3);
    data[i * 4 + 3] = 255;
  });
  return { data, width, height };
}

/** Where a point of the plane comes to lie in a view's picture. */
export function seenAt(code: Code, { corners }: View, u: number, v: number): Point {
  return project(squareToQuad(0, code.size, corners)!, u, v);
}
