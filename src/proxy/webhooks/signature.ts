/**
 * Whether a body was signed by the service: HMAC-SHA256 by the platform, held in constant time against every secret that
 * is in use, also after one has fitted. Node's own is asked where there is one, because it answers at once: `crypto.subtle`
 * goes through a thread for each body, which costs more than everything else that an event is asked.
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
  readonly #secrets: Secrets;
  readonly #crypto: SynchronousCrypto | null;
  #keys = new Map<string, Promise<CryptoKey>>();

  constructor(secrets: Secrets, synchronous: SynchronousCrypto | null = ofThePlatform ?? null) {
    this.#secrets = secrets;
    this.#crypto = synchronous;
  }

  /** Whether `header`, `sha256=` and 64 hexadecimal digits, signs exactly these bytes. */
  async verify(header: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const signature = parse(header);
    if (!signature) return false;
    const secrets = await this.#current();
    const fits = await Promise.all(secrets.map((secret) => this.#fits(secret, signature, bytes)));
    return fits.includes(true);
  }

  async #fits(secret: string, signature: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    if (this.#crypto)
      return this.#crypto.timingSafeEqual(this.#crypto.createHmac('sha256', secret).update(bytes).digest(), signature);
    const key = this.#keys.get(secret) ?? toKey(secret);
    this.#keys.set(secret, key);
    return crypto.subtle.verify('HMAC', await key, signature, bytes);
  }

  /** The secrets in use; the keys of those that went out of use are forgotten. */
  async #current(): Promise<string[]> {
    const given = typeof this.#secrets === 'function' ? await this.#secrets() : this.#secrets;
    const secrets = typeof given === 'string' ? [given] : given.filter((secret) => secret !== '');
    for (const secret of this.#keys.keys()) if (!secrets.includes(secret)) this.#keys.delete(secret);
    return secrets;
  }
}

function toKey(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

function parse(header: string): Uint8Array<ArrayBuffer> | undefined {
  const [, digits] = /^sha256=([0-9a-f]{64})$/i.exec(header.trim()) ?? [];
  if (digits === undefined) return undefined;
  return Uint8Array.from({ length: 32 }, (_, index) => Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16));
}
