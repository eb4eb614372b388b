/**
 * One turn over HTTP: one operation out, one reply back, under one deadline that covers headers and body. It never throws,
 * never repeats, and knows neither PIN dialogs nor the screen.
 */
import { LoyaliteError } from '../protocol/errors.js';
import type { Operation, Posting } from '../protocol/operation.js';
import type { Reply } from '../protocol/reply.js';
import { nothingReported, toQuestion, toReported, type Reported } from '../protocol/reported.js';
import { lost, toReply, toRequest, type WireRequest, type WireResponse } from '../protocol/wire.js';
import { randomId, validTimeout } from './values.js';

/** The part of `fetch` that is needed, so that a page or a test can hand in its own. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** What a client needs to know. */
export interface LoyaliteClientOptions {
  /** Address of the merchant's backend, without the `/webhook/…` part: `"/loyalite"`. */
  endpoint: string;
  /** Stands in for the platform's `fetch`. */
  fetch?: Fetch | undefined;
  /** Milliseconds per try, over headers and body. Default 10000. */
  deadline?: number | undefined;
}

/** What belongs to one turn alone. */
export interface Turn {
  /** The customer's PIN, for this turn and no longer. */
  pin?: string | undefined;
  /** Ends the turn early; its reply is then of no interest. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for this turn, where less than the client's own. */
  deadline?: number | undefined;
}

const maxBody = 65_536;

/** What the browser believes; on a server nobody says so. */
const isOffline = (): boolean => typeof navigator === 'object' && 'onLine' in navigator && !navigator.onLine;

/** Milliseconds asked for; a date is held against the answer's own `Date`, never against the local clock. */
function retryAfter(headers: Headers): number | undefined {
  const text = headers.get('retry-after') ?? '';
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1000;
  const wait = Date.parse(text) - Date.parse(headers.get('date') ?? '');
  return wait >= 0 ? wait : undefined;
}

/** What a handed-in `fetch` brings may have no stream. */
async function textOfItsOwnKind(response: Response): Promise<string | undefined> {
  const text = await response.text();
  return text.length > maxBody ? undefined : text;
}

/** The text of a body, or `undefined` beyond any sense: a till's memory is not the server's to fill. */
async function textOf(response: Response): Promise<string | undefined> {
  if (!(response.body instanceof ReadableStream)) return textOfItsOwnKind(response);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let size = 0; size <= maxBody;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    text += decoder.decode(value, { stream: true });
  }
  reader.cancel().catch(() => {});
  return undefined;
}

/** When a remembered answer was booked, as the own proxy says it. */
function bookedAtOf(headers: Headers): number | undefined {
  const at = Date.parse(headers.get('loyalite-booked-at') ?? '');
  return Number.isNaN(at) ? undefined : at;
}

async function read(response: Response): Promise<WireResponse> {
  const { status, type, headers } = response;
  const redirected = type === 'opaqueredirect' || response.redirected || (status >= 300 && status < 400);
  if (redirected) return { status, page: true };
  const contentType = headers.get('content-type') ?? '';
  const wait = retryAfter(headers);
  const bookedAt = bookedAtOf(headers);
  const common = {
    status,
    page: /html/i.test(contentType),
    ...(wait !== undefined && { retryAfter: wait }),
    ...(bookedAt !== undefined && { bookedAt }),
  };
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType)) {
    response.body?.cancel().catch(() => {});
    return common;
  }
  const text = await textOf(response);
  try {
    return { ...common, body: JSON.parse(text ?? '') as unknown };
  } catch {
    return common;
  }
}

const pageBase = typeof location === 'object' ? location.href : 'http://localhost/';
/** What every request has in common. */
const sameSite = { credentials: 'same-origin', cache: 'no-store', referrerPolicy: 'no-referrer' } as const;

/** Whether an address is the other one with a slash at its end. */
function isWithSlash(led: string, asked: string): boolean {
  return URL.canParse(led, pageBase) && new URL(led, pageBase).pathname === `${new URL(asked, pageBase).pathname}/`;
}

/** What kind of exception it was, and no more: its text may hold the address, and with it the text of a QR. */
function kindOf(cause: unknown): string | undefined {
  return cause instanceof Error && /^[A-Z]\w{0,39}$/i.test(cause.name) ? cause.name : undefined;
}

/** An endpoint as it is asked and known by: with or without a slash at its end it is the same one. */
export const plainEndpoint = (endpoint: string): string => endpoint.replace(/\/+$/, '');

/** Which endpoints have said that they take in no reports: this page, or process, does not ask them again. */
const withoutReports = new WeakMap<Fetch, Set<string>>();
const fetchOfThePage: Fetch = (input, init) => globalThis.fetch(input, init);

/** Makes single turns against one endpoint. */
export class LoyaliteClient {
  readonly #endpoint: string;
  readonly #fetch: Fetch;
  readonly #deadline: number;

  constructor({ endpoint, fetch, deadline }: LoyaliteClientOptions) {
    if (!endpoint) throw new LoyaliteError('misconfigured', 'No endpoint was given.');
    this.#endpoint = plainEndpoint(endpoint);
    this.#fetch = fetch ?? fetchOfThePage;
    this.#deadline = validTimeout(deadline);
  }

  /** Asks once, and reports what came of it. */
  send(operation: Operation, { pin, signal, deadline = this.#deadline }: Turn = {}): Promise<Reply> {
    return this.#within(deadline, signal, async (inTime) => {
      try {
        if (isOffline() && !(await this.#isInReach(inTime))) return lost('offline');
        return toReply(operation, await this.#send(operation, pin, inTime), pin);
      } catch (cause) {
        return lost(inTime.aborted ? 'timeout' : 'network', kindOf(cause));
      }
    });
  }

  /**
   * Asks the own proxy what became of a posting whose answer was lost. Books nothing, and is no part of the service's contract:
   * a backend without it is asked once in a page.
   */
  outcome(operation: Posting, { signal, deadline = this.#deadline }: Omit<Turn, 'pin'> = {}): Promise<Reported> {
    const path = toQuestion(operation);
    const known = withoutReports.get(this.#fetch) ?? new Set();
    if (known.has(this.#endpoint)) return Promise.resolve({ kind: 'unsupported' });
    if (path === undefined) return Promise.resolve(nothingReported);
    return this.#within(deadline, signal, async (inTime) => {
      try {
        const { status, body } = await this.#exchange({ method: 'GET', path }, {}, inTime);
        const told = toReported(status, body);
        if (told.kind === 'unsupported') withoutReports.set(this.#fetch, known.add(this.#endpoint));
        return told;
      } catch {
        return nothingReported;
      }
    });
  }

  /** Hands a signal on that is aborted with the turn's own, and when its time is over. */
  async #within<T>(ms: number, signal: AbortSignal | undefined, act: (inTime: AbortSignal) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    const end = (): void => abort.abort();
    const timer = setTimeout(end, Math.min(ms, this.#deadline));
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
    try {
      return await act(abort.signal);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    }
  }

  /**
   * Whether a backend answers at all though the browser believes to be offline: in a shop's own network, or behind some adapters,
   * it is wrong. The question books nothing, so that of a till without a connection "nothing was sent" stays true.
   */
  async #isInReach(signal: AbortSignal): Promise<boolean> {
    const late = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null)));
    const look = this.#look('/webhook/customer', 'manual', signal).catch(() => null);
    return (await Promise.race([look, late])) !== null;
  }

  /** Asks for no more than the headers: nothing is booked by that, and nothing of a customer stands in it. */
  #look(path: string, redirect: 'manual' | 'follow', signal: AbortSignal): Promise<Response> {
    return this.#fetch(this.#endpoint + path, { method: 'HEAD', ...sameSite, redirect, signal });
  }

  /**
   * Whether a redirect only adds a slash, as some servers do before anything of ours is asked: that is how they are set up, and
   * no sign-in page. A program is told where a redirect leads; a browser does not say it before it has followed one.
   */
  async #addsSlash(path: string, { type, headers }: Response, signal: AbortSignal): Promise<boolean> {
    const [plain = ''] = path.split('?');
    const asked = this.#endpoint + plain;
    if (type !== 'opaqueredirect') return isWithSlash(headers.get('location') ?? '', asked);
    const look = await this.#look(plain, 'follow', signal).catch(() => undefined);
    return look?.redirected === true && isWithSlash(look.url, asked);
  }

  #send(operation: Operation, pin: string | undefined, signal: AbortSignal): Promise<WireResponse> {
    const headers: Record<string, string> = {};
    // A coupon has no external id: this lets a proxy recognise a POST that the browser repeated by itself.
    if (operation.kind === 'coupon') headers['idempotency-key'] = randomId();
    // And this one, the same with each try, what was reported of it.
    if (operation.kind === 'coupon' && operation.key) headers['loyalite-operation'] = operation.key;
    return this.#exchange(toRequest(operation, pin), headers, signal);
  }

  /** Races the deadline itself, so that a handed-in `fetch` that ignores its signal cannot hold a till up. */
  async #exchange(
    { method, path, body }: WireRequest,
    more: Record<string, string>,
    signal: AbortSignal,
  ): Promise<WireResponse> {
    const headers: Record<string, string> = { accept: 'application/json', ...more };
    if (body) headers['content-type'] = 'application/json';
    signal.throwIfAborted();
    const aborted = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError'))),
    );
    const exchange = async (): Promise<WireResponse> => {
      const response = await this.#fetch(this.#endpoint + path, {
        method,
        headers,
        body: body ? JSON.stringify(body) : null,
        ...sameSite,
        redirect: 'manual',
        signal,
      });
      return (await this.#addsSlash(path, response, signal))
        ? { status: 404, body: { error: 'route_unknown' } }
        : read(response);
    };
    return Promise.race([exchange(), aborted]);
  }
}
