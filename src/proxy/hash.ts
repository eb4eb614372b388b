/** Names that can be kept and shown: what goes in cannot be read back. */

/** SHA-256 of a text, in hexadecimal. */
export async function hash(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sessions are few and come back, so their hashes are not worked out each time. */
const MOST_KNOWN = 1000;

/** The hashed names of sessions. */
export class Pseudonyms {
  readonly #known = new Map<string, string>();

  /** The name that everything kept of a session goes by. */
  async of(session: string): Promise<string> {
    const known = this.#known.get(session);
    if (known !== undefined) return known;
    const name = (await hash(`session:${session}`)).slice(0, 32);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(session, name);
    return name;
  }
}
