/**
 * A keyed checksum for the text of a QR. The platform's own is asynchronous and missing on insecure origins, while a phone
 * has to show its QR at once.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The HMAC-SHA256 of `message` under a key of any length, as 64 hexadecimal digits. */
export function mac(key: string, message: string): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes(message)));
}
