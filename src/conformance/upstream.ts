/**
 * The service that the proxy is pointed at while it is checked: it writes down what reaches it and answers as the check
 * at hand wants. It books nothing, so a check can do no harm.
 */
import type { HttpAnswer, HttpRequest } from './http.js';

/** An answer with JSON. */
export function json(content: unknown, status = 200, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(content) };
}

/** Decides what the service answers. */
export type Script = (request: HttpRequest) => HttpAnswer;

/** The customer that the checks are about. */
export const customerCode = 482193;

/** A stand-in for the service. */
export class UpstreamProbe {
  readonly seen: HttpRequest[] = [];
  readonly #nonce: string;
  #script: Script | undefined;

  constructor(nonce: string) {
    this.#nonce = nonce;
  }

  /** Answers a request that reached the port. */
  handle(request: HttpRequest): HttpAnswer {
    this.seen.push(request);
    return (this.#script ?? ((asked) => this.#answer(asked)))(request);
  }

  /** Lets a script answer while something is done. */
  async during<T>(script: Script | undefined, act: () => Promise<T>): Promise<T> {
    this.#script = script;
    try {
      return await act();
    } finally {
      this.#script = undefined;
    }
  }

  #answer({ method, path }: HttpRequest): HttpAnswer {
    const [route] = path.split('?');
    if (route === '/webhook/customer') {
      const customer = {
        customer_code: customerCode,
        masked_email: `${this.#nonce}***@check.example`,
        stamp_count: 1,
        point_balance: 20,
      };
      return json({ data: method === 'POST' ? { ...customer, is_new: false } : customer });
    }
    if (route === '/webhook/pos' || route === '/webhook/redeem') return json({ data: { stamps: 1, points: 20 } });
    if (route === '/webhook/coupons/redeem') return json({ data: coupon });
    return json({ error: 'not_found' }, 404);
  }
}

const coupon = {
  id: 17,
  name: 'Coffee',
  status: 'redeemed',
  qr_token: 'cq_check',
  issued_at: '2026-01-02T03:04:05Z',
  redeemed_at: '2026-01-03T03:04:05Z',
};
