/**
 * What goes back to the till: a status, JSON text and perhaps a wait, as plain data that can be remembered and shared.
 * Knows nothing of origins and sessions; what a posting's answer says is read as the till itself reads it.
 */
import type { Posting } from '../protocol/operation.js';
import type { Reply } from '../protocol/reply.js';
import { toReply } from '../protocol/wire.js';
import { proxyCodes, type ProxyCodeName } from './codes.js';

/** An answer before it becomes a `Response`. */
export interface ProxyAnswer {
  readonly status: number;
  readonly body: string;
  /** The value of `Retry-After`, in seconds or as the service wrote it. */
  readonly retryAfter?: string;
  /** When it was booked, in milliseconds; only where the answer is a remembered one. */
  readonly bookedAt?: number;
  /** The service's own clock, in milliseconds, where it told. */
  readonly date?: number;
}

/** Thrown by a step that ends the request with an answer of the proxy's own, before the service was asked. */
export class ProxyRefusal extends Error {
  readonly answer: ProxyAnswer;

  constructor(code: ProxyCodeName, more: RefusalDetails = {}) {
    super(code);
    this.name = 'ProxyRefusal';
    this.answer = ownAnswer(code, more);
  }
}

/** What an answer of the proxy's own says beside its code. */
export interface RefusalDetails {
  /** Seconds to wait. */
  readonly retryAfter?: number;
  /** A code of the merchant's own in the place of the proxy's. */
  readonly code?: string;
  /** Fields beside the code. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** An answer of the proxy's own: its code, and `sent: false` where the service was not asked. */
export function ownAnswer(name: ProxyCodeName, { retryAfter, code = name, fields }: RefusalDetails = {}): ProxyAnswer {
  const { status, sent } = proxyCodes[name];
  const answer = { status, body: JSON.stringify({ error: code, ...(!sent && { sent }), ...fields }) };
  return retryAfter === undefined ? answer : { ...answer, retryAfter: String(retryAfter) };
}

/** Whether the answer leaves open what became of the request: the same statuses that the till reads as "not known". */
export function isLost({ status }: ProxyAnswer): boolean {
  return status >= 500 || status === 408 || status === 425;
}

/** Whether the service said yes. */
export function isSuccess({ status }: ProxyAnswer): boolean {
  return status >= 200 && status < 300;
}

/** Nothing of a posting but its kind decides whether an answer has the shape of a success. */
const booking = { customerCode: '', cardType: 'point', amount: '', externalId: '', manualCode: false } as const;
const postings: Readonly<Record<Posting['kind'], Posting>> = {
  earn: { kind: 'earn', ...booking },
  redeem: { kind: 'redeem', ...booking },
  coupon: { kind: 'coupon', token: '', manualCode: false },
};

/** What a till makes of the answer to a posting: `done` is what it takes for booked, `lost` what tells it nothing. */
export function readPosting(kind: Posting['kind'], { status, body }: ProxyAnswer): Reply['kind'] {
  return toReply(postings[kind], { status, body: JSON.parse(body) as unknown }).kind;
}

/** The machine-readable code of a refusal, where there is one. */
export function codeOf({ body }: ProxyAnswer): string | undefined {
  const code: unknown = fieldOf(body, 'error');
  return typeof code === 'string' ? code : undefined;
}

/** One field of an answer, read inside the `data` envelope or without it. */
export function fieldOf(body: string, name: string): unknown {
  const content = asRecord(JSON.parse(body));
  return (asRecord(content?.['data']) ?? content)?.[name];
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** The `Response` for an answer: its status, JSON, the wait, when it was booked, the headers given, and nothing else. */
export function toResponse(answer: ProxyAnswer, headers: Readonly<Record<string, string>>): Response {
  const { status, body, retryAfter, bookedAt } = answer;
  const own = { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  const wait = retryAfter === undefined ? undefined : { 'retry-after': retryAfter };
  const repeated = bookedAt === undefined ? undefined : { 'loyalite-booked-at': new Date(bookedAt).toISOString() };
  return new Response(body, { status, headers: { ...headers, ...own, ...wait, ...repeated } });
}
