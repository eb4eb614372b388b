/**
 * The one error class. It knows codes, never customers: no message, code or cause holds an e-mail address, QR text,
 * PIN or key, and no sentence here is meant for a cashier.
 */

const brand = 'LoyaliteError';

/** What else an error can tell. */
export interface LoyaliteErrorOptions {
  /** HTTP status of the answer, where there was one. */
  status?: number | undefined;
  /** Whether the same operation may be submitted again as it stands. */
  retryable?: boolean;
  /** What led to it: another `LoyaliteError` or the platform's exception. */
  cause?: unknown;
  /** When the operation was booked, as ISO 8601; with `id_reused` alone. */
  bookedAt?: string | undefined;
}

/** An operation that was refused, could not be sent, or whose outcome is not known. Branch on `code`. */
export class LoyaliteError extends Error {
  override readonly name = brand;
  /** Machine-readable reason: the service's own code, or one of this package's. */
  readonly code: string;
  /** HTTP status of the answer that carried the code. */
  readonly status?: number;
  /** Whether the same operation may be submitted again as it stands. */
  readonly retryable: boolean;
  /** When the operation was booked before, as ISO 8601; with `id_reused` alone. */
  readonly bookedAt?: string;
  /** The order it was asked for, where an element tells of an earn or a redemption; empty where the page gave none. */
  orderId?: string;
  /** Whether that is the sale that stands in the element now. */
  isCurrent?: boolean;
  /** The slip for the till's own printer, where an element tells of an earn or a redemption. */
  receipt?: string[];

  constructor(
    code: string,
    message: string,
    { status, retryable = false, cause, bookedAt }: LoyaliteErrorOptions = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryable = retryable;
    if (status !== undefined) this.status = status;
    if (bookedAt !== undefined) this.bookedAt = bookedAt;
  }
}

/** Whether a value is a `LoyaliteError`, also one of another copy of this package. */
export function isLoyaliteError(value: unknown): value is LoyaliteError {
  return value instanceof LoyaliteError || (value instanceof Error && value.name === brand && 'code' in value);
}

/** Whether a value looks like the service's secret key. */
export function isKey(value: unknown): boolean {
  return typeof value === 'string' && /^\s*sk_/i.test(value);
}
