/** What events use of the rest of the proxy, in one place. */
import { ProxyRefusal } from '../answer.js';
import type { ProxyCodeName } from '../codes.js';

export { codeOf, fieldOf, isSuccess, readPosting, ProxyRefusal, type ProxyAnswer } from '../answer.js';
export { AtomicStore } from '../atomic-store.js';
export { hashOf } from '../hash.js';
export { inTime, timer } from '../time-limit.js';

/** A refusal by its code. */
export function refusalOf(code: ProxyCodeName): ProxyRefusal {
  return new ProxyRefusal(code);
}
