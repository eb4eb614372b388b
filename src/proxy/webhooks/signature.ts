/**
 * Whether a body was signed by the service: HMAC-SHA256 by the platform, held in constant time against every secret that
 * is in use, also after one has fitted. Node's own is asked where there is one, because it answers at once: `crypto.subtle`
 * goes through a thread for each body, which takes five times the processor's time for the same digest.
 */

/** One secret, several while they are being rotated, or a function that fetches them. */
export type Secrets = string | readonly string[] | (() => readonly string[] | Promise<readonly string[]>);

/** What is used of `node:crypto`, which Node (20.16 or newer), Deno, Bun and some workers have. */
export interface SynchronousCrypto {
  createHmac(hash: 'sha256', key: string): { update(bytes: Uint8Array): { digest(): Uint8Array } };
  timingSafeEqual(one: Uint8Array, other: Uint8Array): boolean;
}

const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
const ofThePlatform = process?.getBuiltinModule?.('node:crypto') as SynchronousCrypto | undefined;

/** Holds signatures against the secrets in use. */
export class Signatures {
  readonly #secrets: readonly string[] | (() => readonly string[] | Promise<readonly string[]>);
  readonly #crypto: SynchronousCrypto | null;
  #keys = new Map<string, Promise<CryptoKey>>();

  constructor(secrets: Secrets, synchronous: SynchronousCrypto | null = ofThePlatform ?? null) {
    this.#secrets = typeof secrets === 'function' ? secrets : usable(secrets);
    this.#crypto = synchronous;
  }

  /** Whether `header`, `sha256=` and 64 hexadecimal digits, signs exactly these bytes. */
  async verify(header: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const signature = parse(header);
    if (!signature) return false;
    const secrets = typeof this.#secrets === 'function' ? await this.#fetch(this.#secrets) : this.#secrets;
    const node = this.#crypto;
    // Every one is asked, also after one has fitted, so that the time tells nothing.
    const fits = node
      ? secrets.map((secret) => fitsAt(node, secret, signature, bytes))
      : await Promise.all(secrets.map((secret) => this.#fits(secret, signature, bytes)));
    return fits.includes(true);
  }

  async #fits(secret: string, signature: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const key = this.#keys.get(secret) ?? toKey(secret);
    this.#keys.set(secret, key);
    return crypto.subtle.verify('HMAC', await key, signature, bytes);
  }

  /** The secrets in use; the keys of those that went out of use are forgotten. */
  async #fetch(secrets: () => readonly string[] | Promise<readonly string[]>): Promise<readonly string[]> {
    const given = usable(await secrets());
    for (const secret of this.#keys.keys()) if (!given.includes(secret)) this.#keys.delete(secret);
    return given;
  }
}

function usable(secrets: string | readonly string[]): readonly string[] {
  return (typeof secrets === 'string' ? [secrets] : secrets).filter((secret) => secret !== '');
}

function fitsAt(node: SynchronousCrypto, secret: string, signature: Uint8Array, bytes: Uint8Array): boolean {
  return node.timingSafeEqual(node.createHmac('sha256', secret).update(bytes).digest(), signature);
}

function toKey(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

function parse(header: string): Uint8Array<ArrayBuffer> | undefined {
  const [, digits] = /^sha256=([0-9a-f]{64})$/i.exec(header.trim()) ?? [];
  if (digits === undefined) return undefined;
  const bytes = new Uint8Array(32);
  for (let index = 0; index < 32; index += 1)
    bytes[index] = valueOf(digits.charCodeAt(index * 2)) * 16 + valueOf(digits.charCodeAt(index * 2 + 1));
  return bytes;
}

/** What a hexadecimal digit is worth, by its character code. */
function valueOf(code: number): number {
  return code < 58 ? code - 48 : (code | 32) - 87;
}
