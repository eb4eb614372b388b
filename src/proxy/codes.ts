/** The codes that the proxy answers by itself, apart from those that it passes on from the service. */

/** What one code of the proxy says. */
export interface ProxyCode {
  /** HTTP status of the answer. */
  readonly status: number;
  /**
   * `false` where the request was answered before the service was asked: nothing of this request was booked. The body of
   * the answer then has `sent: false` beside its `error`. `true` where the request had left, and its outcome is not known.
   */
  readonly sent: boolean;
}

/**
 * Every code of the proxy's own, by name. A code that your `verify` gives is answered like `operation_refused`.
 *
 * `sent: false` speaks of one request. With `id_reused` something is booked, or under way, under that id by another request;
 * and where an earlier try of the same operation lost its answer, a later `sent: false` does not settle that one.
 */
export const proxyCodes = {
  /** Another path or method than the five calls. */
  route_unknown: { status: 404, sent: false },
  /** The page's origin is not listed. */
  origin_refused: { status: 403, sent: false },
  /** `authorize` gave null: nobody is signed in any more. A key that the service refuses is its own `unauthorized`. */
  session_expired: { status: 401, sent: false },
  /** The body is not JSON. */
  unsupported_media_type: { status: 415, sent: false },
  /** More than 4 KiB of body or query. */
  too_large: { status: 413, sent: false },
  /** No object, a nested value, a number too large to be exact, two look-up fields at once. */
  invalid_input: { status: 400, sent: false },
  /** The body did not come in time. */
  request_timeout: { status: 408, sent: false },
  /** `verifiedOnly`, and the customer was not scanned by this session. */
  verification_required: { status: 403, sent: false },
  /** `verify` said no. */
  operation_refused: { status: 403, sent: false },
  /** The external id was booked before, or is under way, with other content; or with the same content more than a day ago. */
  id_reused: { status: 409, sent: false },
  /** A limit of the proxy; `Retry-After` says how long to wait. */
  rate_limited: { status: 429, sent: false },
  /** `authorize`, `verify` or the store failed, or took too long. */
  proxy_unavailable: { status: 503, sent: false },
  /** An event that no secret in use has signed. */
  invalid_signature: { status: 401, sent: false },
  /** An event whose body something in front of the proxy has read, and with it what was signed. */
  body_already_read: { status: 500, sent: false },
  /** An event that could not be stored; the service is to post it again. */
  try_again: { status: 503, sent: false },
  /** The list of what is open, and `authorize` calls this session no manager. */
  manager_required: { status: 403, sent: false },
  /** A redirect, a page, half an answer, or one that quotes the key. */
  bad_gateway: { status: 502, sent: true },
  /** No answer in time. */
  upstream_timeout: { status: 504, sent: true },
  /** A coupon's 409 after a lost answer: it may be what the lost try did. */
  outcome_unknown: { status: 502, sent: true },
} as const satisfies Record<string, ProxyCode>;

/** Name of a code of the proxy's own. */
export type ProxyCodeName = keyof typeof proxyCodes;
