/**
 * Whether a body was signed by the service: HMAC-SHA256 by the platform, held in constant time against every secret that
 * is in use, also after one has fitted. Keeps no secret but as a key of the platform.
 */

/** One secret, several while they are being rotated, or a function that fetches them. */
export type Secrets = string | readonly string[] | (() => readonly string[] | Promise<readonly string[]>);

/** Holds signatures against the secrets in use. */
export class Signatures {
  readonly #secrets: Secrets;
  #keys = new Map<string, Promise<CryptoKey>>();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** Whether `header`, `sha256=` and 64 hexadecimal digits, signs exactly these bytes. */
  async verify(header: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const signature = parse(header);
    if (!signature) return false;
    const keys = await this.#current();
    const fits = await Promise.all(keys.map((key) => crypto.subtle.verify('HMAC', key, signature, bytes)));
    return fits.includes(true);
  }

  /** The keys of the secrets in use; those that went out of use are forgotten. */
  async #current(): Promise<CryptoKey[]> {
    const given = typeof this.#secrets === 'function' ? await this.#secrets() : this.#secrets;
    const secrets = typeof given === 'string' ? [given] : given.filter((secret) => secret !== '');
    this.#keys = new Map(secrets.map((secret) => [secret, this.#keys.get(secret) ?? toKey(secret)]));
    return Promise.all(this.#keys.values());
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
