/**
 * What each fault does to one exchange: some answer instead of the service, the others spoil the answer after the service
 * did its work. Knows nothing of when a fault is due.
 */

import type { Fault } from './fault.js';

/**
 * The connection was cut. A handler cannot cut one, so it rejects with this: in a page that is what `fetch` does anyway, and a
 * server turns it into a closed socket.
 */
export class ConnectionDropped extends TypeError {
  override readonly name = 'ConnectionDropped';

  constructor() {
    super('the connection was dropped');
  }
}

/** What an effect may use: the call's abort signal, the clock, the chance and a way to let time pass. */
export interface Surroundings {
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly random: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

type Early = 'drop-before' | 'error-before' | 'html' | 'redirect' | 'rate-limited';
type Late = Exclude<Fault, Early>;

const PIECES = 12;
const PIECE_MS = 500;
const HOUR = 60 * 60 * 1000;
const TIMESTAMP = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
const LOGIN = '<!doctype html><title>Sign in</title><h1>Sign in to use this network</h1>';

const EARLY: Readonly<Record<Early, (around: Surroundings) => Response>> = {
  'drop-before': drop,
  'error-before': serverError,
  html: page,
  redirect: () => new Response(null, { status: 302, headers: { Location: '/login' } }),
  'rate-limited': () => Response.json({ error: 'too many requests' }, { status: 429, headers: { 'Retry-After': '2' } }),
};

const LATE: Readonly<Record<Late, (answer: Response, around: Surroundings) => Response | Promise<Response>>> = {
  'drop-after': drop,
  'error-after': (_answer, around) => serverError(around),
  'html-after': page,
  truncated,
  stalled,
  drip,
  'clock-skew': skewed,
  malformed: async (answer) => respond(answer, (await answer.text()).slice(0, -2)),
  'other-shape': () => Response.json({ data: { result: 'ok' } }),
  silent: (_answer, { signal }) => new Promise((_resolve, reject) => whenAborted(signal, reject)),
};

/** Carries a fault out around one call of the service, which some faults never make. */
export async function carryOut(fault: Fault, around: Surroundings, call: () => Promise<Response>): Promise<Response> {
  return isEarly(fault) ? EARLY[fault](around) : LATE[fault](await call(), around);
}

/** Whether a fault answers in the service's place, so that nothing can have been booked. */
export function isEarly(fault: Fault): fault is Early {
  return Object.hasOwn(EARLY, fault);
}

function drop(): never {
  throw new ConnectionDropped();
}

function serverError({ random }: Surroundings): Response {
  const status = [500, 502, 503, 504][Math.floor(random() * 4)];
  return Response.json({ error: 'internal_error' }, { status });
}

function page(): Response {
  return new Response(LOGIN, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

async function truncated(answer: Response, { random }: Surroundings): Promise<Response> {
  const bytes = await bytesOf(answer);
  const head = bytes.subarray(0, 1 + Math.floor(random() * Math.max(0, bytes.length - 2)));
  return respond(
    answer,
    new ReadableStream({
      start: (stream) => stream.enqueue(head),
      pull: (stream) => stream.error(new ConnectionDropped()),
    }),
  );
}

async function stalled(answer: Response, { signal }: Surroundings): Promise<Response> {
  const bytes = await bytesOf(answer);
  return respond(
    answer,
    new ReadableStream({
      start(stream) {
        stream.enqueue(bytes.subarray(0, 1));
        whenAborted(signal, (reason) => stream.error(reason));
      },
      pull: () => new Promise(() => undefined),
    }),
  );
}

async function drip(answer: Response, { signal, wait }: Surroundings): Promise<Response> {
  const bytes = await bytesOf(answer);
  const size = Math.ceil(bytes.length / PIECES);
  let sent = 0;
  return respond(
    answer,
    new ReadableStream({
      start: (stream) => whenAborted(signal, (reason) => stream.error(reason)),
      async pull(stream) {
        await wait(PIECE_MS);
        if (signal.aborted) return;
        stream.enqueue(bytes.subarray(sent, sent + size));
        sent += size;
        if (sent >= bytes.length) stream.close();
      },
    }),
  );
}

/** Up to a day ahead or behind, never less than an hour. */
async function skewed(answer: Response, { now, random }: Surroundings): Promise<Response> {
  const hours = 1 + Math.floor(random() * 24);
  const skew = (random() < 0.5 ? -1 : 1) * hours * HOUR;
  const shifted = (await answer.text()).replace(TIMESTAMP, (at) => new Date(Date.parse(at) + skew).toISOString());
  const response = respond(answer, shifted);
  response.headers.set('Date', new Date(now() + skew).toUTCString());
  return response;
}

async function bytesOf(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await answer.arrayBuffer());
}

/** The same answer with another body; the length and the encoding of the old one no longer hold. */
function respond(answer: Response, body: BodyInit): Response {
  const headers = new Headers(answer.headers);
  headers.delete('Content-Length');
  headers.delete('Content-Encoding');
  return new Response(body, { status: answer.status, headers });
}

function whenAborted(signal: AbortSignal, act: (reason: unknown) => void): void {
  if (signal.aborted) act(signal.reason);
  else signal.addEventListener('abort', () => act(signal.reason), { once: true });
}
