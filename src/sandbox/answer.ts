/**
 * What the service says: a success in its `data` envelope, or a refusal with its code and status.
 * Knows nothing of routes or customers.
 */

/** An answer before it becomes a response: the plain fields of the `data` envelope. */
export type AnswerFields = Readonly<Record<string, unknown>>;

/** A refusal of the service: thrown where it is decided, turned into a response in one place. */
export class SandboxRefusal extends Error {
  override readonly name = 'SandboxRefusal';
  readonly status: number;
  readonly fields: AnswerFields;
  readonly headers: Record<string, string>;

  constructor(status: number, error: string, fields: AnswerFields = {}, headers: Record<string, string> = {}) {
    super(error);
    this.status = status;
    this.fields = fields;
    this.headers = headers;
  }
}

/** The response to a success. */
export function succeed(answer: AnswerFields, now: number): Response {
  return json(200, { data: answer }, clock(now));
}

/** The response to a refusal; anything else that was thrown is a fault of the sandbox and stays one. */
export function refuse(reason: unknown, now: number): Response {
  if (!(reason instanceof SandboxRefusal)) throw reason;
  return json(reason.status, { error: reason.message, ...reason.fields }, { ...reason.headers, ...clock(now) });
}

/** The refusal of a key that went over its limit. */
export function tooManyRequests(retryAfterSeconds: number): SandboxRefusal {
  return new SandboxRefusal(429, 'too many requests', {}, { 'Retry-After': String(retryAfterSeconds) });
}

/** The service's own time, as HTTP has it. */
const clock = (now: number): Record<string, string> => ({ Date: new Date(now).toUTCString() });

function json(status: number, body: AnswerFields, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}
