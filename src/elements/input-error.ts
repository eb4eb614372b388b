/** A refusal of our own, with the cashier's sentence for it. */
import { isKey, LoyaliteError } from '../protocol/errors.js';
import type { Values, WordingKey } from '../words/english.js';

/** Refused before anything is sent: `invalid_input` unless it has a code of its own. */
export class InputError extends LoyaliteError {
  /** Which sentence tells the cashier. */
  readonly key: WordingKey;
  /** The figures of that sentence, in the language that it is said in. */
  readonly values: () => Values;

  constructor(
    key: WordingKey,
    message: string,
    {
      code = 'invalid_input',
      values = () => ({}),
      retryable = false,
      cause,
    }: { code?: string; values?: () => Values; retryable?: boolean; cause?: unknown } = {},
  ) {
    super(code, message, { retryable, cause });
    this.key = key;
    this.values = values;
  }
}

/** The refusal of a secret key; it is never echoed. */
export function keyError(): InputError {
  return new InputError('setup', 'A secret key does not belong in a page. It was removed.', { code: 'misconfigured' });
}

/** Refuses a typed or scanned secret key, after `remove` took it off the screen. */
export function refuseKey(text: string, remove: () => void): void {
  if (!isKey(text)) return;
  remove();
  throw keyError();
}
