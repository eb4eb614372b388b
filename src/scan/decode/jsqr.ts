/**
 * The one place that imports jsQR, which outweighs all the rest; modules that must stay light reach it by `import()` only.
 * Hands over small pictures, never a camera frame: its time explodes on clutter. Turns whatever it throws into "nothing read".
 */
import jsQR from 'jsqr';
import type { QRCode } from 'jsqr';
import type { Frame } from './luma.js';

/** A stretch of a code's content: letters as they are, bytes whose encoding is still open, or the declaration of one (ECI). */
export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes' | 'kanji'; readonly bytes: readonly number[] }
  | { readonly kind: 'encoding'; readonly eci: number };

/** What jsQR read; its own text is empty for bytes that are not UTF-8, so it is left out. */
export interface Reading extends Pick<QRCode, 'version' | 'location'> {
  readonly segments: readonly Segment[];
}

function segmentOf(chunk: QRCode['chunks'][number]): Segment {
  const type: string = chunk.type;
  if ('bytes' in chunk) return { kind: type === 'kanji' ? 'kanji' : 'bytes', bytes: chunk.bytes };
  return 'text' in chunk ? { kind: 'text', text: chunk.text } : { kind: 'encoding', eci: chunk.assignmentNumber };
}

/** Reads one code from a small picture, dark on light. */
export function readPicture({ data, width, height }: Frame): Reading | null {
  try {
    // jsQR writes into its own default options: without an explicit attempt the setting of the last call would hold.
    const code = jsQR(data as Uint8ClampedArray, width, height, { inversionAttempts: 'dontInvert' });
    return code && { version: code.version, location: code.location, segments: code.chunks.map(segmentOf) };
  } catch {
    return null;
  }
}
