/** How many digits a PIN has, for whoever asks for one. Knows nothing of fields and sentences. */

/** The lengths that the vendor's service gives out. The sentences name them: a test holds them to this line. */
export const pinLengths: readonly number[] = [2, 4];

/** As many digits as there are slots for. */
export const maxPinLength = Math.max(...pinLengths);

/** Whether this can be a PIN: digits alone, as many as one has. */
export function isPin(text: string): boolean {
  return /^\d+$/.test(text) && pinLengths.includes(text.length);
}
