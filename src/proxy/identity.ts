/**
 * What makes two requests the same operation, and what a customer or coupon is counted under. Names only: what is worth
 * something to a thief is kept as its hash.
 */
import type { Posting } from '../protocol/operation.js';
import type { Field, Fields } from './body.js';
import { hashOf } from './hash.js';
import { postingOf, type RouteName } from './routes.js';
import { fieldText } from './verify.js';

/** Longer names, and those with other signs than plain ones, are kept as their hash: any store can hold what is left. */
const PLAIN_NAME = /^[\x21-\x7e]{1,64}$/;

/** An operation under its id. */
export interface Identity {
  /**
   * Key of the note. For an earn or a redemption it is made of the external id alone, over all sessions and both routes,
   * because the service tells operations apart by nothing else. A coupon has no id; its `Idempotency-Key` is one try of one
   * session.
   */
  readonly key: string;
  /** Key of the remembered answer. */
  readonly answerKey: string;
  /** Hash of what matters: kind, customer as text, card, value. */
  readonly content: string;
  /** The PIN of this request; never kept. */
  readonly pin: string;
  readonly kind: Posting['kind'];
  /** Hash of the session that asks. */
  readonly till: string;
}

/** Whose notes these are, and what the request says of itself. */
export interface IdentitySource {
  /** Name of the merchant, or hash of the key. */
  readonly merchant: string;
  /** Hash of the session. */
  readonly till: string;
  readonly route: RouteName;
  readonly fields: Fields;
  /** The `Idempotency-Key` header, empty where there is none. */
  readonly repeat: string;
}

/** What a repeat is known by, or `undefined` where the request has no id. */
export function identify({ merchant, till, route, fields, repeat }: IdentitySource): Identity | undefined {
  const kind = postingOf(route);
  const id = kind === 'coupon' ? repeat : fieldText(fields['external_id']);
  if (!id) return undefined;
  const owner = kind === 'coupon' ? till : merchant;
  const space = kind === 'coupon' ? 'coupon' : 'id';
  return {
    key: `${space}:${owner}:${keyPart(id)}`,
    answerKey: `${space}-answer:${owner}:${keyPart(id)}`,
    content: hashOf(JSON.stringify(contentOf(kind, fields))),
    pin: JSON.stringify(fields['verification_pin'] ?? null),
    kind,
    till,
  };
}

/** `manual_code` says how a code was read, not what is booked; a number and the same number as text book the same. */
function contentOf(kind: Posting['kind'], fields: Fields): readonly unknown[] {
  const [customer, card, token] = ['customer_code', 'card_type', 'token'].map((name) => spelled(fields[name]));
  return [kind, customer, card, token, valueOf(fields['amount'] ?? fields['value'])];
}

function spelled(field: Field | undefined): string | null {
  return fieldText(field)?.normalize('NFKC').trim() ?? null;
}

function valueOf(field: Field | undefined): unknown {
  const number = typeof field === 'string' && field.trim() !== '' ? Number(field) : field;
  return typeof number === 'number' && !Number.isNaN(number) ? number : (field ?? null);
}

/** Whom a PIN challenge is for, in one spelling; a coupon's token is worth something and is not kept as it is. */
export function subjectOf(fields: Fields): string | undefined {
  const token = spelled(fields['token']);
  if (token !== null) return hashOf(token);
  const code = spelled(fields['customer_code']);
  return code === null ? undefined : keyPart(asNumber(code.toLowerCase()));
}

/** One customer must not be counted as several, whatever spellings of a number the service takes for the same. */
function asNumber(text: string): string {
  const number = text === '' ? NaN : Math.trunc(Number(text));
  return Number.isSafeInteger(number) ? String(number) : text;
}

/** A name as a part of a key. */
export function keyPart(name: string): string {
  return PLAIN_NAME.test(name) && !name.startsWith('#') ? name : `#${hashOf(name)}`;
}
