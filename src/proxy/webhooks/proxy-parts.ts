/** What events use of the rest of the proxy, in one place. */
import { Refusal } from '../answer.js';
import type { ProxyCodeName } from '../codes.js';

export { codeOf, fieldOf, isSuccess, readPosting, Refusal, type Answer } from '../answer.js';
export { AtomicStore } from '../atomic-store.js';
export { hashOf } from '../hash.js';
export { inTime, timer } from '../time-limit.js';

/** A refusal by its code. */
export function refusalOf(code: ProxyCodeName): Refusal {
  return new Refusal(code);
}
