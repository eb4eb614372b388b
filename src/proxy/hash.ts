/** Names that can be kept and shown: what goes in cannot be read back. */

/** SHA-256 of some texts, in hexadecimal; `['ab', 'c']` and `['a', 'bc']` differ. */
export async function hash(...parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
