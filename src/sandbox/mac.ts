/**
 * SipHash-2-4, a keyed checksum for short messages. It stands here because `crypto.subtle` is asynchronous and missing on
 * insecure origins, while a phone has to show its QR at once. Good enough to notice tampering; not meant to keep secrets.
 */

const MASK = (1n << 64n) - 1n;

const rotate = (word: bigint, bits: bigint): bigint => ((word << bits) | (word >> (64n - bits))) & MASK;

type State = [bigint, bigint, bigint, bigint];

function round(state: State): void {
  let [a, b, c, d] = state;
  a = (a + b) & MASK;
  c = (c + d) & MASK;
  b = rotate(b, 13n) ^ a;
  d = rotate(d, 16n) ^ c;
  a = rotate(a, 32n);
  c = (c + b) & MASK;
  a = (a + d) & MASK;
  b = rotate(b, 17n) ^ c;
  d = rotate(d, 21n) ^ a;
  c = rotate(c, 32n);
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}

function absorb(state: State, block: bigint): void {
  state[3] ^= block;
  round(state);
  round(state);
  state[0] ^= block;
}

/** The message in whole blocks; the last one ends with the length. */
function blocks(message: Uint8Array): DataView {
  const padded = new Uint8Array((Math.floor(message.length / 8) + 1) * 8);
  padded.set(message);
  padded[padded.length - 1] = message.length;
  return new DataView(padded.buffer);
}

/** The 64-bit SipHash-2-4 of `message` under a key of 16 bytes, as 16 hexadecimal digits. */
export function mac(key: Uint8Array, message: Uint8Array): string {
  const keyWords = new DataView(key.buffer, key.byteOffset, 16);
  const low = keyWords.getBigUint64(0, true);
  const high = keyWords.getBigUint64(8, true);
  const state: State = [
    low ^ 0x736f6d6570736575n,
    high ^ 0x646f72616e646f6dn,
    low ^ 0x6c7967656e657261n,
    high ^ 0x7465646279746573n,
  ];
  const data = blocks(message);
  for (let offset = 0; offset < data.byteLength; offset += 8) absorb(state, data.getBigUint64(offset, true));
  state[2] ^= 0xffn;
  for (let i = 0; i < 4; i++) round(state);
  return (state[0] ^ state[1] ^ state[2] ^ state[3]).toString(16).padStart(16, '0');
}
