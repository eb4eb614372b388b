/**
 * The merchant's side of the demo: the session of a till, the proxy under `/loyalite`, and a bad network around it on demand.
 */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createMemoryStore, createProxy } from 'loyalite-elements/proxy';
import { createFaults, type Faults } from 'loyalite-elements/sandbox';
import { createSqliteStore } from 'loyalite-elements/store-sqlite';
import type { Service } from './service.js';

const cookie = 'till_session';

/** What the demo's server needs of the till's backend. */
export interface TillBackend {
  /** A header that signs a page in, as the merchant's own login would. */
  signIn(): string;
  answer(request: Request, outgoing: ServerResponse): Promise<Response>;
  /** Takes in an event of the service. */
  takeEvent(request: Request): Promise<Response>;
  /** What is open, as a manager sees it. */
  open(): Promise<Response>;
  readonly faults: Faults<[]>;
  /** So many bookings from now on are carried out, and their answers never reach the proxy. */
  loseAnswers(count: number): void;
}

/** Sets up proxy, sessions and faults in front of a service. */
export function createTillBackend(service: Service): TillBackend {
  const sessions = new Set<string>();
  const manager = randomUUID();
  const { events } = service;
  let lost = 0;
  const ask = async (request: Request): Promise<Response> => {
    const answer = await fetch(request);
    const isBooking = answer.ok && !new URL(request.url).pathname.endsWith('/customer');
    if (!isBooking || lost === 0) return answer;
    lost -= 1;
    throw new Error('the line is broken');
  };
  const proxy = createProxy({
    upstream: service.address,
    apiKey: service.apiKey,
    basePath: '/loyalite',
    fetch: ask,
    // The sandbox forgets what it booked when it ends, and so must its notes; the real service does not.
    store: service.sandbox ? createMemoryStore() : createSqliteStore('loyalite.db'),
    authorize: (request) => {
      const session = sessionOf(request);
      // The demo's own page for the manager, and nobody from outside.
      if (session === manager) return { session, manager: true };
      return session && sessions.has(session) ? session : null;
    },
    // The sandbox has just begun, so that this proxy knows of everything that was ever booked there.
    ...(events && { webhooks: { secrets: events.secret, organization: events.organization, exclusive: 0 } }),
  });
  const faults = createFaults(proxy);
  return {
    signIn() {
      const session = randomUUID();
      sessions.add(session);
      return `${cookie}=${session}; Path=/; HttpOnly; SameSite=Strict`;
    },
    answer: (request, outgoing) =>
      faults.fetch(request).catch(() => {
        outgoing.destroy();
        return RESPONSE_ALREADY_SENT;
      }),
    takeEvent: (request) => proxy.fetch(request),
    open: () =>
      proxy.fetch(new Request('http://demo.test/loyalite/open', { headers: { cookie: `${cookie}=${manager}` } })),
    faults,
    loseAnswers: (count) => {
      lost = count;
    },
  };
}

function sessionOf(request: Request): string | undefined {
  const cookies = (request.headers.get('cookie') ?? '').split(/;\s*/);
  return cookies.find((one) => one.startsWith(`${cookie}=`))?.slice(cookie.length + 1);
}
