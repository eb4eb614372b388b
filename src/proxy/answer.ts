/**
 * What goes back to the till: a status, JSON text and perhaps a wait, as plain data that can be remembered and shared.
 * Knows nothing of origins and sessions; what a posting's answer says is read as the till itself reads it.
 */
import type { Posting } from '../protocol/operation.js';
import type { Reply } from '../protocol/reply.js';
import { toReply } from '../protocol/wire.js';

/** An answer before it becomes a `Response`. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** The value of `Retry-After`, in seconds or as the service wrote it. */
  readonly retryAfter?: string;
  /** The service's own clock, in milliseconds, where it told. */
  readonly date?: number;
}

/** Thrown by a step that ends the request with an answer of the proxy's own. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(status: number, code: string, retryAfter?: number) {
    super(code);
    this.name = 'Refusal';
    this.answer = refusal(status, code, retryAfter);
  }
}

/** An answer that carries nothing but a code, and the seconds to wait where there are any. */
export function refusal(status: number, code: string, retryAfter?: number): Answer {
  const answer = { status, body: JSON.stringify({ error: code }) };
  return retryAfter === undefined ? answer : { ...answer, retryAfter: String(retryAfter) };
}

/** Whether the answer leaves open what became of the request: the same statuses that the till reads as "not known". */
export function isLost({ status }: Answer): boolean {
  return status >= 500 || status === 408 || status === 425;
}

/** Whether the service said yes. */
export function isSuccess({ status }: Answer): boolean {
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
export function readPosting(kind: Posting['kind'], { status, body }: Answer): Reply['kind'] {
  return toReply(postings[kind], { status, body: JSON.parse(body) as unknown }).kind;
}

/** The machine-readable code of a refusal, where there is one. */
export function codeOf({ body }: Answer): string | undefined {
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

/** The `Response` for an answer: its status, JSON, the wait, the headers given, and nothing else. */
export function toResponse({ status, body, retryAfter }: Answer, headers: Readonly<Record<string, string>>): Response {
  const own = { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  const wait = retryAfter === undefined ? undefined : { 'retry-after': retryAfter };
  return new Response(body, { status, headers: { ...headers, ...own, ...wait } });
}
