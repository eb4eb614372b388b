/** Public entry `loyalite-elements/proxy`: the handler that stands on the merchant's server. */
export { createProxy } from './proxy/proxy.js';
export type { LoyaliteProxy } from './proxy/proxy.js';
export { proxyCodes } from './proxy/codes.js';
export type { ProxyCode, ProxyCodeName } from './proxy/codes.js';
export { createMemoryStore } from './proxy/memory-store.js';
export type { Authorized, Limits, LogEntry, ProxyOptions } from './proxy/options.js';
export type { MemoryStoreOptions } from './proxy/memory-store.js';
export type { ProxyStore } from './proxy/store.js';
export type { Hook } from './proxy/time-limit.js';
export type { ProxyOperation, Verify } from './proxy/verify.js';
export type { WebhookOptions } from './proxy/webhooks/options.js';
export type { Secrets } from './proxy/webhooks/signature.js';
