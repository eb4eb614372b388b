/** The core of `loyalite-elements check-proxy`, built for the command line tool; not a public entry. */
export { NotConnectedError, prepareCheck } from './conformance/check-proxy.js';
export type { ProxyCheck, Verdict } from './conformance/check-proxy.js';
export type { HttpAnswer, HttpRequest, Ports } from './conformance/http.js';
