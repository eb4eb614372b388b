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

function word(bytes: Uint8Array, offset: number): bigint {
  let value = 0n;
  for (let i = Math.min(7, bytes.length - offset - 1); i >= 0; i--) value = (value << 8n) | BigInt(bytes[offset + i]!);
  return value;
}

function absorb(state: State, block: bigint): void {
  state[3] ^= block;
  round(state);
  round(state);
  state[0] ^= block;
}

/** The 64-bit SipHash-2-4 of `message` under a key of 16 bytes, as 16 hexadecimal digits. */
export function mac(key: Uint8Array, message: Uint8Array): string {
  const low = word(key.subarray(0, 8), 0);
  const high = word(key.subarray(8, 16), 0);
  const state: State = [
    low ^ 0x736f6d6570736575n, high ^ 0x646f72616e646f6dn, low ^ 0x6c7967656e657261n, high ^ 0x7465646279746573n,
  ];
  const whole = message.length - (message.length % 8);
  for (let offset = 0; offset < whole; offset += 8) absorb(state, word(message, offset));
  absorb(state, word(message, whole) | (BigInt(message.length & 0xff) << 56n));
  state[2] ^= 0xffn;
  for (let i = 0; i < 4; i++) round(state);
  return (state[0] ^ state[1] ^ state[2] ^ state[3]).toString(16).padStart(16, '0');
}
