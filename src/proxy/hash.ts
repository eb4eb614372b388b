/**
 * SHA-256 of a text, at once: the platform's own digest is a promise through a pool of threads, and cost a tenth of all that
 * the proxy does. For names and comparisons only, never for passwords or signatures.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of a text as UTF-8, in hexadecimal. */
export function hashOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
