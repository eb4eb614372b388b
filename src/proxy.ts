/** Public entry `loyalite-elements/proxy`: the handler that stands on the merchant's server. */
export { createProxy } from './proxy/proxy.js';
export type { LoyaliteProxy } from './proxy/proxy.js';
export type { LogEntry, ProxyOptions } from './proxy/options.js';
