/**
 * What a till waits for, as predicates over the text of a burst. The stricter the predicate, the more often a scanner of the
 * wrong layout can be understood: a reading that cannot be meant is no rival. Digits alone that are neither a customer's code nor
 * longer than any product code belong to the till: its own field is waiting for them.
 */

/** How much is known of the alphabet of what is awaited: `token` is letters, digits and `- _ . : / =`, or a web address. */
export type Strictness = 'token' | 'printable';

const alphabets: Readonly<Record<Strictness, RegExp>> = {
  token: /^(?:[\w.:/=-]+|https?:\/\/[!-~]+)$/,
  printable: /^[ -~]+$/,
};

/** How narrowly to await. */
export interface AwaitingOptions {
  /** Whether a six-digit customer code is awaited too. */
  code?: boolean;
  /** The fewest characters of any other text. */
  least?: number;
  strictness?: Strictness;
}

/** Accepts a six-digit customer code, if wanted, and any text of the alphabet with at least `least` characters. */
export function awaiting({ code = false, least = 8, strictness = 'token' }: AwaitingOptions = {}): (text: string) => boolean {
  return (text) => {
    if (/^\d{6}$/.test(text)) return code;
    return text.length >= least && alphabets[strictness].test(text) && !/^\d{1,14}$/.test(text);
  };
}
