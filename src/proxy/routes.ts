/**
 * The five calls that pass, and the fields that pass with them. Everything else has no way through.
 * Knows paths and names, not what they mean.
 */
import type { Posting } from '../protocol/operation.js';

/** The name of a route, as it stands in log entries and in keys of the store. */
export type RouteName = 'lookup' | 'enrol' | 'earn' | 'redeem' | 'coupon';

/**
 * The vendor's rate limits, one bucket each. Whether its 60 a minute are meant for each posting route or for the three
 * together is not said; together is right either way.
 */
export type BucketName = 'customers' | 'postings';

/** One call of the service that the proxy lets through. */
export interface Route {
  readonly name: RouteName;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly bucket: BucketName;
  /** Query parameters of a GET, fields of a POST body; whatever is not listed is dropped. */
  readonly fields: readonly string[];
}

const routes: readonly Route[] = [
  { name: 'lookup', method: 'GET', path: '/webhook/customer', bucket: 'customers', fields: ['code', 'qr'] },
  {
    name: 'enrol',
    method: 'POST',
    path: '/webhook/customer',
    bucket: 'customers',
    fields: ['email', 'consent_terms', 'consent_privacy', 'consent_marketing'],
  },
  {
    name: 'earn',
    method: 'POST',
    path: '/webhook/pos',
    bucket: 'postings',
    fields: ['customer_code', 'amount', 'card_type', 'external_id', 'manual_code', 'verification_pin'],
  },
  {
    name: 'redeem',
    method: 'POST',
    path: '/webhook/redeem',
    bucket: 'postings',
    fields: ['customer_code', 'value', 'card_type', 'external_id', 'manual_code', 'verification_pin'],
  },
  {
    name: 'coupon',
    method: 'POST',
    path: '/webhook/coupons/redeem',
    bucket: 'postings',
    fields: ['token', 'manual_code', 'verification_pin'],
  },
];

/** What a call of that route posts; whatever is neither a redemption nor a coupon earns. */
export function postingOf(name: RouteName): Posting['kind'] {
  return name === 'coupon' || name === 'redeem' ? name : 'earn';
}

/**
 * The path of a request's address. A `Request` tells its address as it was parsed and written anew, so that the path stands
 * between the host and the query; to parse it once more cost a sixth of all that the proxy does with an event.
 */
export function pathOf(url: string): string {
  const [path] = url.slice(url.indexOf('/', url.indexOf('//') + 2)).split(/[?#]/, 1);
  return path ?? '/';
}

/** The route of a path below the base path; with a method of `undefined`, any route that has the path. */
export function findRoute(method: string | undefined, pathname: string, basePath: string): Route | undefined {
  // Some servers add a slash to every address before anything else sees it.
  const plain = pathname.replace(/\/$/, '');
  return routes.find((route) => plain === basePath + route.path && (method === undefined || method === route.method));
}
