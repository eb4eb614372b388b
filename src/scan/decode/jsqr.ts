/**
 * The one place that imports jsQR, which outweighs all the rest; modules that must stay light reach it by `import()` only.
 * Hands over small pictures, never a camera frame: its time explodes on clutter. Turns whatever it throws into "nothing read".
 */
import jsQR from 'jsqr';
import type { QRCode } from 'jsqr';
import type { Frame } from './luma.js';

/** What jsQR read: bytes and segments; its own `data` is empty for bytes that are not UTF-8, so it is left out. */
export type Reading = Pick<QRCode, 'binaryData' | 'chunks' | 'version' | 'location'>;

/** Reads one code from a small picture, dark on light. */
export function readPicture({ data, width, height }: Frame): Reading | null {
  try {
    // jsQR writes into its own default options: without an explicit attempt the setting of the last call would hold.
    return jsQR(data as Uint8ClampedArray, width, height, { inversionAttempts: 'dontInvert' });
  } catch {
    return null;
  }
}
