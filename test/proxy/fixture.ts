/** A proxy before a service that answers as it is told, and a clock that stands still until it is moved. */
import { createMemoryStore, createProxy, type LogEntry, type ProxyOptions } from '../../src/proxy.js';

/** A key that no answer may ever hold. */
export const apiKey = 'sk_live_51c0ffee';

/** What the service was sent. */
export interface Sent {
  method: string;
  url: string;
  headers: Headers;
  body: string;
}

/** An answer of the service. */
export type Script = (sent: Sent) => Response | Promise<Response>;

/** JSON with a status. */
export const json = (content: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(content, { status, headers });

/** A till with everything that a test looks at. */
export interface Till {
  sent: Sent[];
  log: LogEntry[];
  clock: { now: number };
  answer: (script: Script) => void;
  get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
  fetch: (request: Request) => Promise<Response>;
}

/** Opens a till; the session is the header `till`, so that one proxy can serve many. */
export function openTill(options: Partial<ProxyOptions> = {}): Till {
  const sent: Sent[] = [];
  const log: LogEntry[] = [];
  const clock = { now: 1_700_000_000_000 };
  let script: Script = () => json({ data: { stamps: 1, points: 20 } });
  const proxy = createProxy({
    upstream: 'https://shop.loyalite.app',
    apiKey,
    authorize: (request) => request.headers.get('till') ?? 'till-1',
    now: () => clock.now,
    store: createMemoryStore({ now: () => clock.now }),
    log: (entry) => log.push(entry),
    fetch: async (request) => {
      const entry = { method: request.method, url: request.url, headers: request.headers, body: await request.text() };
      sent.push(entry);
      return script(entry);
    },
    ...options,
  });
  const base = 'https://pos.example/loyalite';
  return {
    sent,
    log,
    clock,
    answer: (next) => (script = next),
    fetch: (request) => proxy.fetch(request),
    get: (path, headers = {}) => proxy.fetch(new Request(base + path, { headers })),
    post: (path, body, headers = {}) =>
      proxy.fetch(
        new Request(base + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
  };
}

/** The body of an earn. */
export const earn = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  customer_code: 482193,
  amount: 85.5,
  card_type: 'point',
  external_id: 'A-1001',
  ...more,
});

/** The body of a redemption of the same customer, under an id of its own. */
export const redeem = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  customer_code: 482193,
  value: 5,
  card_type: 'point',
  external_id: 'redeem_A-1001',
  ...more,
});

/** Status and code of a refusal, to be compared in one go. */
export async function outcome(answer: Response | Promise<Response>): Promise<string> {
  const response = await answer;
  const content = (await response.json()) as { error?: string };
  return `${response.status} ${content.error ?? 'ok'}`;
}

/** A promise that is kept from outside. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

/** Lets everything that waits for nothing outside run to its end. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
