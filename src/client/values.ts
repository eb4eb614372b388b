/** Two values that a turn is made of and that elements need before the first one: an identifier and a time limit. */

/** A random identifier, also on pages without a secure context. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Milliseconds per try that a timer can keep; what is none, or not given, is the default. */
export const validTimeout = (deadline = 10_000): number => (deadline > 0 ? Math.min(deadline, 0x7fffffff) : 10_000);
