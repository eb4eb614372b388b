/**
 * What the proxy keeps between requests: texts under keys, for a while. Limits, booked ids and scans are all told in two
 * calls, so that several servers can share them through any store that can compare and set.
 * Knows nothing of what is kept. No PIN, customer's QR text, e-mail address or key that came in is ever among it; but an
 * answer to a posting is kept whole, with the `qr_token` that the service put there, and that is the text of a coupon's QR.
 */

/**
 * A place to keep texts. Ready ones are in `loyalite-elements/store-sqlite`, `/store-redis` and `/store-postgres`. Both
 * calls reject where the store cannot answer: the proxy then refuses the request with 503 before the service is asked.
 */
export interface ProxyStore {
  /** The text under a key, unless its time ran out. */
  get(key: string): Promise<string | undefined>;
  /**
   * Puts `after` in the place of `before`, in one step, only where `before` still stands, and tells whether it did.
   * `undefined` stands for nothing: as `before` the key must be free, as `after` it is freed. `ttl` is in milliseconds.
   */
  swap(key: string, before: string | undefined, after: string | undefined, ttl: number): Promise<boolean>;
}
