/**
 * The plane of a code as the camera sees it: a mapping from module coordinates (0…n) to pixels.
 * Pure geometry; what is found where is for others.
 */

/** A place in pixels or in modules. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Four image points, clockwise from the top left. */
export type Quad = readonly [Point, Point, Point, Point];

/** Coefficients a…h of x = (a·u + b·v + c) / w, y = (d·u + e·v + f) / w, w = g·u + h·v + 1. */
export type Mapping = readonly number[];

/**
 * The mapping that takes the square from (low, low) to (high, high), in modules, to four points in pixels; `null` when they
 * do not span a plane. `into` is an array to write it to, for whoever tries many.
 */
export function squareToQuad(low: number, high: number, [p0, p1, p2, p3]: Quad, into: number[] = []): Mapping | null {
  const dx1 = p1.x - p2.x;
  const dx2 = p3.x - p2.x;
  const dy1 = p1.y - p2.y;
  const dy2 = p3.y - p2.y;
  const sx = p0.x - p1.x + p2.x - p3.x;
  const sy = p0.y - p1.y + p2.y - p3.y;
  const det = dx1 * dy2 - dx2 * dy1;
  if (Math.abs(det) < 1e-9) return null;
  // First from the square between 0 and 1.
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  const a = p1.x - p0.x + g * p1.x;
  const b = p3.x - p0.x + h * p3.x;
  const d = p1.y - p0.y + g * p1.y;
  const e = p3.y - p0.y + h * p3.y;
  const k = 1 / (high - low);
  const t = -low * k;
  const w = 1 + (g + h) * t;
  if (Math.abs(w) < 1e-9) return null;
  into[0] = (a * k) / w;
  into[1] = (b * k) / w;
  into[2] = (p0.x + (a + b) * t) / w;
  into[3] = (d * k) / w;
  into[4] = (e * k) / w;
  into[5] = (p0.y + (d + e) * t) / w;
  into[6] = (g * k) / w;
  into[7] = (h * k) / w;
  return into;
}

/** Where a point of the plane lies in the picture. */
export function project(m: Mapping, u: number, v: number): Point {
  const w = m[6]! * u + m[7]! * v + 1;
  return { x: (m[0]! * u + m[1]! * v + m[2]!) / w, y: (m[3]! * u + m[4]! * v + m[5]!) / w };
}
