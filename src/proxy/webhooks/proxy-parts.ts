/** What events use of the rest of the proxy, in one place, and the answers that are their own. */
import { Refusal } from '../answer.js';

export { codeOf, fieldOf, isSuccess, readPosting, Refusal, type Answer } from '../answer.js';
export { sha256 as hashOf } from '../sha256.js';
export { Shelf as AtomicStore } from '../store.js';
export { timer } from '../upstream.js';

/** Codes that are answered here, with their status. */
const codes = {
  /** No secret in use has signed this body. */
  invalid_signature: 401,
  /** More than 64 KiB. */
  too_large: 413,
  /** Something in front of the proxy has read the body, and with it what was signed. */
  body_already_read: 500,
  /** It could not be stored; the service is to post it again. */
  try_again: 503,
  /** A question that leaves something out. */
  invalid_input: 400,
  /** A list that `authorize` has not let this session see. */
  manager_required: 403,
  /** A posting could not be noted and was not sent. */
  proxy_unavailable: 503,
} as const;

/** A refusal by its code. */
export function refusalOf(code: keyof typeof codes): Refusal {
  return new Refusal(codes[code], code);
}
