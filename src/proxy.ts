/** Public entry `loyalite-elements/proxy`: the handler that stands on the merchant's server. */
export { createProxy } from './proxy/proxy.js';
export type { LoyaliteProxy } from './proxy/proxy.js';
export { createMemoryStore } from './proxy/store.js';
export type { Authorized, Limits, LogEntry, ProxyOptions } from './proxy/options.js';
export type { MemoryStoreOptions, ProxyStore } from './proxy/store.js';
export type { ProxyOperation, Verify } from './proxy/verify.js';
export type { WebhookOptions } from './proxy/webhooks/options.js';
export type { Secrets } from './proxy/webhooks/signature.js';
