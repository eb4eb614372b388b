/**
 * Whether a body was signed by the service: HMAC-SHA256 by the platform, held in constant time against every secret that
 * is in use, also after one has fitted. Node's own is asked where there is one, because it answers at once: `crypto.subtle`
 * goes through a thread for each body, which takes five times the processor's time for the same digest.
 */

/** One secret, several while they are being rotated, or a function that fetches them. */
export type Secrets = string | readonly string[] | (() => readonly string[] | Promise<readonly string[]>);

/** What is used of `node:crypto`, which Node (20.16 or newer), Deno, Bun and some workers have. */
export interface SynchronousCrypto {
  createHmac(hash: 'sha256', key: string): { update(bytes: Uint8Array): { digest(encoding: 'hex'): string } };
  timingSafeEqual(one: Uint8Array, other: Uint8Array): boolean;
}

const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
const ofThePlatform = process?.getBuiltinModule?.('node:crypto') as SynchronousCrypto | undefined;

type Bytes = Uint8Array<ArrayBuffer>;

/** Holds signatures against the secrets in use. */
export class Signatures {
  readonly #secrets: readonly string[] | (() => readonly string[] | Promise<readonly string[]>);
  readonly #crypto: SynchronousCrypto | null;
  #keys = new Map<string, Promise<CryptoKey>>();

  constructor(secrets: Secrets, synchronous: SynchronousCrypto | null = ofThePlatform ?? null) {
    this.#secrets = typeof secrets === 'function' ? secrets : usable(secrets);
    this.#crypto = synchronous;
  }

  /** Whether `header`, `sha256=` and 64 hexadecimal digits, signs exactly these bytes; told at once where that can be. */
  verify(header: string, bytes: Bytes): boolean | Promise<boolean> {
    const digits = digitsOf(header);
    if (digits === undefined) return false;
    if (typeof this.#secrets !== 'function') return this.#isSigned(this.#secrets, digits, bytes);
    return this.#fetch(this.#secrets).then((secrets) => this.#isSigned(secrets, digits, bytes));
  }

  /** Every secret is asked, also after one has fitted, so that the time tells nothing. */
  #isSigned(secrets: readonly string[], digits: string, bytes: Bytes): boolean | Promise<boolean> {
    if (this.#crypto) return fitAt(this.#crypto, secrets, digits, bytes).includes(true);
    return this.#fit(secrets, toBytes(digits), bytes).then((fits) => fits.includes(true));
  }

  #fit(secrets: readonly string[], signature: Bytes, bytes: Bytes): Promise<boolean[]> {
    return Promise.all(
      secrets.map(async (secret) => {
        const key = this.#keys.get(secret) ?? toKey(secret);
        this.#keys.set(secret, key);
        return crypto.subtle.verify('HMAC', await key, signature, bytes);
      }),
    );
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

const encoder = new TextEncoder();
/** What is compared, both of it in place: new bytes for each delivery would have to be collected from outside the heap. */
const [given, made] = [new Uint8Array(64), new Uint8Array(64)];

/** The digits are compared and not what they stand for: Node gives a digest as a text at half the cost of one in bytes. */
function fitAt(node: SynchronousCrypto, secrets: readonly string[], digits: string, bytes: Uint8Array): boolean[] {
  encoder.encodeInto(digits.toLowerCase(), given);
  return secrets.map((secret) => {
    encoder.encodeInto(node.createHmac('sha256', secret).update(bytes).digest('hex'), made);
    return node.timingSafeEqual(made, given);
  });
}

function toKey(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

/** The 64 digits of a signature; `undefined` where it has another form. */
function digitsOf(header: string): string | undefined {
  return /^sha256=([0-9a-f]{64})$/i.exec(header.trim())?.[1];
}

function toBytes(digits: string): Bytes {
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}
