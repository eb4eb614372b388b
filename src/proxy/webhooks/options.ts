/**
 * What a merchant says about signed events, checked once; no message repeats a value, because some of them are secrets.
 */
import type { Secrets } from './signature.js';

/** How signed events are taken in, and what may be concluded from them. */
export interface WebhookOptions {
  /**
   * The endpoint's signing secret; several while it is being rotated, or a function that is asked for each event, so that a
   * new one counts at once.
   */
  secrets: Secrets;
  /**
   * Your word that every call under your keys goes through proxies that share this one's store. Only then is a lost
   * operation ever called booked, and not in the first minute after the store was empty. A number, in milliseconds since
   * 1970, says since when it is so. When left out, events are evidence and no more.
   */
  exclusive?: boolean | number;
  /** Your slug, as it stands in events; when left out, that of an upstream `https://{slug}.loyalite.app`. */
  organization?: string;
}

/** The options with every default filled in. */
export interface WebhookSettings {
  readonly secrets: Secrets;
  readonly exclusive: boolean | number;
  readonly organization: string;
  /** Milliseconds that the proxy waits for an answer. */
  readonly patience: number;
}

/** Checks the options; throws a `TypeError` that names the one at fault. */
export function checkWebhooks(options: WebhookOptions, upstream: string, patience: number): WebhookSettings {
  const { secrets, exclusive = false } = options;
  const given = typeof secrets === 'string' ? [secrets] : secrets;
  const isUsable = typeof given === 'function' || (Array.isArray(given) && given.length > 0 && given.every(isSecret));
  if (!isUsable) throw new TypeError('createProxy: webhooks.secrets must be the signing secret, or several');
  if (typeof exclusive !== 'boolean' && !Number.isFinite(exclusive))
    throw new TypeError('createProxy: webhooks.exclusive must be true, false or a time in milliseconds');
  // Pages without a secure context have none.
  if (!('subtle' in crypto)) throw new TypeError('createProxy: webhooks need crypto.subtle, which is missing here');
  return { secrets, exclusive, organization: options.organization ?? slugOf(upstream), patience };
}

function isSecret(secret: unknown): boolean {
  return typeof secret === 'string' && secret.trim() !== '';
}

function slugOf(upstream: string): string {
  const [, slug] = /^https:\/\/([\w-]+)\.loyalite\.app$/.exec(upstream) ?? [];
  if (slug === undefined)
    throw new TypeError('createProxy: webhooks.organization is needed where upstream is not {slug}.loyalite.app');
  return slug;
}
