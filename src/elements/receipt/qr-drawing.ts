/** A QR code as the path of a drawing, for a coupon that the customer takes along. Loaded when there is one. */
import { generate } from 'lean-qr';

/** A drawing of `size` × `size` modules, quiet zone included. */
export interface QrDrawing {
  size: number;
  /** One path for all dark modules, in modules. */
  path: string;
}

/** Scanners want four modules of quiet around a code. */
const quiet = 4;

/** Draws a text. */
export function drawQr(text: string): QrDrawing {
  const code = generate(text);
  let path = '';
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x + quiet} ${y + quiet}h1v1h-1z`;
  }
  return { size: code.size + 2 * quiet, path };
}
