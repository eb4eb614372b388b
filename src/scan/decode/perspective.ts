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
export type Mapping = Float64Array;

/** The mapping that takes the unit square's corners to four points; `null` when they do not span a plane. */
function fromUnitSquare([p0, p1, p2, p3]: Quad): Mapping | null {
  const dx1 = p1.x - p2.x;
  const dx2 = p3.x - p2.x;
  const dy1 = p1.y - p2.y;
  const dy2 = p3.y - p2.y;
  const sx = p0.x - p1.x + p2.x - p3.x;
  const sy = p0.y - p1.y + p2.y - p3.y;
  const det = dx1 * dy2 - dx2 * dy1;
  if (Math.abs(det) < 1e-9) return null;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  return Float64Array.of(
    p1.x - p0.x + g * p1.x,
    p3.x - p0.x + h * p3.x,
    p0.x,
    p1.y - p0.y + g * p1.y,
    p3.y - p0.y + h * p3.y,
    p0.y,
    g,
    h,
  );
}

/** The mapping that takes the square from (low, low) to (high, high), in modules, to four points in pixels. */
export function squareToQuad(low: number, high: number, quad: Quad): Mapping | null {
  const unit = fromUnitSquare(quad);
  if (!unit) return null;
  const [a, b, c, d, e, f, g, h] = unit as unknown as [number, number, number, number, number, number, number, number];
  const k = 1 / (high - low);
  const t = -low * k;
  const w = 1 + (g + h) * t;
  if (Math.abs(w) < 1e-9) return null;
  return Float64Array.of(
    (a * k) / w,
    (b * k) / w,
    (c + (a + b) * t) / w,
    (d * k) / w,
    (e * k) / w,
    (f + (d + e) * t) / w,
    (g * k) / w,
    (h * k) / w,
  );
}

/** Where a point of the plane lies in the picture. */
export function project(m: Mapping, u: number, v: number): Point {
  const w = m[6]! * u + m[7]! * v + 1;
  return { x: (m[0]! * u + m[1]! * v + m[2]!) / w, y: (m[3]! * u + m[4]! * v + m[5]!) / w };
}
