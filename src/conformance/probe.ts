/**
 * A till under instruction: it sends what a check asks for through the proxy and tells what came back and what
 * reached the service meanwhile. It remembers every answer, so that secrets can be looked for in all of them.
 */
import type { HttpAnswer, HttpRequest, Ports } from './http.js';
import { customerCode, UpstreamProbe, type Script } from './upstream.js';

/** What happened to one request. */
export interface Exchange {
  readonly answer: HttpAnswer;
  /** What reached the service because of it. */
  readonly seen: readonly HttpRequest[];
}

/** How a request differs from a plain one of the till. */
export interface Manner {
  /** What the service answers to it. */
  readonly script?: Script;
  readonly headers?: Readonly<Record<string, string>>;
  /** Without the headers that the merchant gave, which carry the session. */
  readonly anonymous?: boolean;
}

/** The most waits that one request is worth. */
const MOST_WAITS = 3;

/** Sends requests to one proxy. */
export class Probe {
  readonly nonce: string;
  readonly upstream: UpstreamProbe;
  readonly ports: Ports;
  readonly answers: HttpAnswer[] = [];
  /** Headers that carry the session. */
  readonly session: Readonly<Record<string, string>>;
  readonly #base: URL;
  #ids = 0;

  constructor(ports: Ports, endpoint: URL, session: Readonly<Record<string, string>>, nonce: string) {
    this.ports = ports;
    this.#base = endpoint;
    this.session = session;
    this.nonce = nonce;
    this.upstream = new UpstreamProbe(nonce);
  }

  /** Secrets that a customer hands to the till; none of them belongs into a log. */
  get secrets(): { qr: string; email: string; token: string; pin: string } {
    const { nonce } = this;
    return { qr: `qr-${nonce}`, email: `mail-${nonce}@check.example`, token: `cq-${nonce}`, pin: '0042' };
  }

  /** The body of an earn under an id that was never used. */
  earn(more: Record<string, unknown> = {}): Record<string, unknown> {
    this.#ids += 1;
    const id = `check-${this.nonce}-${this.#ids}`;
    return {
      customer_code: customerCode,
      amount: 85.5,
      card_type: 'point',
      external_id: id,
      manual_code: false,
      ...more,
    };
  }

  /** Looks a customer up. */
  get(path: string, manner: Manner = {}): Promise<Exchange> {
    return this.request('GET', path, '', manner);
  }

  /** Sends JSON. */
  post(path: string, body: unknown, manner: Manner = {}): Promise<Exchange> {
    const headers = { 'content-type': 'application/json', ...manner.headers };
    return this.request('POST', path, JSON.stringify(body), { ...manner, headers });
  }

  /** Sends any request below the endpoint; waits and sends it again where the proxy itself asks for patience. */
  async request(method: string, path: string, body: string, manner: Manner): Promise<Exchange> {
    const request = {
      method,
      path: this.#base.pathname.replace(/\/$/, '') + path,
      headers: this.#headers(manner),
      body,
    };
    for (let waits = 0; ; waits += 1) {
      const exchange = await this.#exchange(request, manner.script);
      const wait = Number(exchange.answer.headers['retry-after']);
      const patience = exchange.answer.status === 429 && exchange.seen.length === 0 && wait > 0 && wait <= 120;
      if (!patience || waits === MOST_WAITS) return exchange;
      await this.ports.wait(wait);
    }
  }

  /** What a browser on the merchant's own page would send. */
  #headers({ headers, anonymous = false }: Manner): Record<string, string> {
    const own = { accept: 'application/json', origin: this.#base.origin, 'sec-fetch-site': 'same-origin' };
    return { ...own, ...(anonymous ? {} : this.session), ...headers };
  }

  async #exchange(request: HttpRequest, script: Script | undefined): Promise<Exchange> {
    const before = this.upstream.seen.length;
    const lost: HttpAnswer = { status: 0, headers: {}, body: '' };
    const answer = await this.upstream.during(script, () => this.ports.send(request).catch(() => lost));
    this.answers.push(answer);
    return { answer, seen: this.upstream.seen.slice(before) };
  }
}
