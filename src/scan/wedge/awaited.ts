/**
 * What a till waits for, as predicates over the text of a burst. The stricter the predicate, the more often a scanner of the
 * wrong layout can be understood: a reading of a shape that is not awaited is dropped, and makes no scan ambiguous. Digits alone
 * that are neither a customer's code nor longer than any product code belong to the till: its own field is waiting for them. What
 * is not awaited can be on a code all the same, and a board of another layout may type it so that it looks awaited: the common
 * shapes of such texts stand here too.
 */

/** How much is known of what is awaited: `token` is letters, digits and `- _ . : / =`, or Base64 or a web address whatever is in them. */
export type Strictness = 'token' | 'printable';

const webAddress = /^https?:\/\/[!-~]+$/;

/** In groups of four, padded, or with letters of both cases and a digit: a name with a `+` in it is no Base64. */
const base64 =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$|^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?:[A-Za-z0-9+/]{4})+$/;

const alphabets: Readonly<Record<Strictness, readonly RegExp[]>> = {
  token: [/^[\w.:/=-]+$/, base64, webAddress],
  printable: [/^[ -~]+$/],
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
export function awaiting({ code = false, least = 8, strictness = 'token' }: AwaitingOptions = {}): (
  text: string,
) => boolean {
  return (text) => {
    if (/^\d{6}$/.test(text)) return code;
    return text.length >= least && alphabets[strictness].some((form) => form.test(text)) && !/^\d{1,14}$/.test(text);
  };
}

/** Fewer characters than this are no code. */
const leastLikely = 8;

const pair = '[\\w.~-]+=[\\w.~%+:/@,=-]*';

/** Shapes of codes that reach beyond the token alphabet, each with a sign that hardly comes about by chance. */
const shapes: readonly RegExp[] = [
  // The pairs of a form, and what a path or a bare host asks for.
  new RegExp(`^${pair}(?:&${pair})+$`),
  new RegExp(`^[\\w.:/~-]*\\?${pair}(?:&${pair})*$`),
  // Three fields or more between separators of one kind.
  /^[\w.:/=-]+([,;|#~])[\w.:/=-]+(?:\1[\w.:/=-]+)+$/,
];

/** Whether a text looks like what is on codes elsewhere, though it has characters that no token has. */
export function isLikely(text: string): boolean {
  return text.length >= leastLikely && shapes.some((shape) => shape.test(text));
}
