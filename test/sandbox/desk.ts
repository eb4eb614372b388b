/**
 * A counter in front of a sandbox: sends requests as a merchant's server does and gives back status, body and headers.
 * The clock stands still until a test moves it.
 */

import { createSandbox } from '../../src/sandbox.js';
import type { Sandbox, SandboxOptions } from '../../src/sandbox.js';

export const KEY = 'sk_test_desk';

export interface Reply {
  status: number;
  /** The whole body, envelope included. */
  body: { data?: Record<string, unknown>; error?: string; [field: string]: unknown };
  headers: Headers;
}

export interface Desk {
  sandbox: Sandbox;
  send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;
  lookUp: (query: string) => Promise<Reply>;
  enrol: (body: unknown) => Promise<Reply>;
  earn: (fields: object) => Promise<Reply>;
  redeem: (fields: object) => Promise<Reply>;
  coupon: (fields: object) => Promise<Reply>;
  /** Lets milliseconds pass on the sandbox's clock. */
  pass: (milliseconds: number) => void;
}

export const START = Date.UTC(2026, 0, 15, 9, 0, 0);

export function openDesk(options: SandboxOptions = {}): Desk {
  let time = START;
  const sandbox = createSandbox({ apiKey: KEY, now: () => time, ...options });
  const send: Desk['send'] = async (method, path, body, headers = { 'X-Api-Key': KEY }) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const init = body === undefined ? { method, headers } : { method, headers, body: text };
    const response = await sandbox.fetch(new Request(`https://demo.loyalite.app${path}`, init));
    return { status: response.status, body: await response.json(), headers: response.headers };
  };
  return {
    sandbox,
    send,
    lookUp: (query) => send('GET', `/webhook/customer?${query}`),
    enrol: (body) => send('POST', '/webhook/customer', body),
    earn: (fields) =>
      send('POST', '/webhook/pos', {
        customer_code: 482193,
        amount: 85.5,
        card_type: 'point',
        external_id: 'A-1',
        ...fields,
      }),
    redeem: (fields) =>
      send('POST', '/webhook/redeem', {
        customer_code: 482193,
        value: 50,
        card_type: 'point',
        external_id: 'redeem_A-1',
        ...fields,
      }),
    coupon: (fields) => send('POST', '/webhook/coupons/redeem', { token: 'cq_free_coffee', ...fields }),
    pass: (milliseconds) => {
      time += milliseconds;
    },
  };
}

/** Status and code of a refusal, to be compared in one go. */
export const refusal = ({ status, body }: Reply): [number, unknown] => [status, body.error];
