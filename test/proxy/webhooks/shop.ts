/** A till before a proxy that takes events in, and a service that signs them. */
import { createHmac, randomUUID } from 'node:crypto';
import type { ProxyOptions, WebhookOptions } from '../../../src/proxy.js';
import { openTill, type Till } from '../fixture.js';

/** The endpoint's secret. */
export const secret = 'whsec_of_the_tests';

/** The signature of a body, as a header has it. */
export const sign = (body: string | Buffer, key = secret): string =>
  `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;

/** A till whose service posts events. */
export interface Shop extends Till {
  /** Posts a body as it is, signed unless a header is given. */
  deliver: (body: string, headers?: Record<string, string>) => Promise<Response>;
  /** Posts an event of now, or of another moment. */
  report: (event: string, data: Record<string, unknown>, more?: Record<string, unknown>) => Promise<Response>;
  /** Asks what became of an operation. */
  outcome: (query: Record<string, string>, headers?: Record<string, string>) => Promise<Record<string, unknown>>;
  /** The service's answers carry its clock. */
  date: () => Record<string, string>;
}

/** Opens a shop whose proxy alone holds the key, unless it is said otherwise. */
export function openShop(webhooks: Partial<WebhookOptions> = {}, options: Partial<ProxyOptions> = {}): Shop {
  const till = openTill({ webhooks: { secrets: secret, exclusive: 0, ...webhooks }, ...options });
  const date = (): Record<string, string> => ({ date: new Date(till.clock.now).toUTCString() });
  till.answer(() => Response.json({ data: { stamps: 1, points: 20 } }, { headers: date() }));
  const deliver = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
    till.fetch(
      new Request('https://pos.example/loyalite/events', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-loyalite-signature-256': sign(body), ...headers },
        body,
      }),
    );
  return {
    ...till,
    date,
    deliver,
    report: (event, data, more = {}) => deliver(eventOf(till.clock.now, event, data, more)),
    outcome: async (query, headers) => {
      const answer = await till.get(`/outcome?${new URLSearchParams(query).toString()}`, headers);
      return (await answer.json()) as Record<string, unknown>;
    },
  };
}

/** The text of an event. */
export function eventOf(
  at: number,
  event: string,
  data: Record<string, unknown>,
  more: Record<string, unknown> = {},
): string {
  const envelope = { id: randomUUID(), event, occurred_at: new Date(at).toISOString(), organization: 'shop' };
  return JSON.stringify({ ...envelope, data: { customer_code: 482193, source: 'webhook', ...data }, ...more });
}

/** The fields of `points.earned` for 85.50. */
export const points = (transaction = 'booking-1'): Record<string, unknown> => ({
  points_added: 86,
  point_balance: 206,
  amount: 85.5,
  transaction_id: transaction,
});

/** The question about the fixture's earn. */
export const question = {
  operation: 'earn',
  external_id: 'A-1001',
  customer_code: '482193',
  card_type: 'point',
  value: '85.50',
};
