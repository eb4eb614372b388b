/**
 * The page's side of the test backend: one isolated till (proxy and sandbox of its own) behind the page's own origin.
 * Everything goes over real HTTP; what the service knows is asked for, never guessed.
 */

import type { Delivery, EventFault, Fault, LedgerEntry, Phone, Preset, SandboxOptions } from '../../src/sandbox.js';

/** How a till's sandbox and proxy are set up; what is left out has the sandbox's own default, and no rate limits. */
export interface TillOptions extends Omit<SandboxOptions, 'apiKey' | 'now' | 'random' | 'events'> {
  /** Whether the service posts signed events, and the proxy takes them in as the only holder of the key. */
  events?: boolean;
  /** `false`: the proxy knows no session and answers 401. */
  authorized?: boolean;
  /** `true`: a server in between redirects each address to the one with a slash at its end. */
  addsSlash?: boolean;
  /** Further options for `createProxy`, as far as JSON can carry them: `verifiedOnly`, `timeout`, `limits`. */
  proxy?: Record<string, unknown>;
}

/** One request as it came in. */
export interface Sent {
  method: string;
  /** Behind the endpoint: `/webhook/pos`. */
  path: string;
  search: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test looks into whatever was sent
  body: any;
}

/** What can go wrong on the way: the sandbox's own faults, and what a test adds to them. */
export type FaultName = Fault | 'hold-before' | 'hold-after' | 'answer';

/** Which requests a fault meets: the next one (or `times`), of that path alone where one is given. */
export interface FaultOptions {
  times?: number;
  path?: '/webhook/customer' | '/webhook/pos' | '/webhook/redeem' | '/webhook/coupons/redeem';
  /** For `answer`: what comes instead of the real answer, and whether the request is carried out all the same. */
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  carriedOut?: boolean;
}

/** One till and the service behind it. */
export interface Till {
  /** Value for an element's `endpoint`. */
  readonly endpoint: string;
  phone(code: string): Promise<Phone>;
  ledger(): Promise<LedgerEntry[]>;
  setPreset(preset: Preset): Promise<void>;
  /** The proxy knows no session any more, and answers 401; or a new one, which is another than before. */
  signOut(): Promise<void>;
  signIn(): Promise<void>;
  /** Moves the service's and the proxy's clock on. */
  advance(ms: number): Promise<void>;
  /** Asks for a fault on the next request. Faults are met in the order they were asked for. */
  fault(name: FaultName, options?: FaultOptions): Promise<void>;
  /** Lets every request go that `hold-before` or `hold-after` holds, once those that are to be held have come. */
  release(): Promise<void>;
  /** What the browser sent to the endpoint so far. */
  requests(): Promise<Sent[]>;
  /** What the browser asked about lost answers; in `requests()` they do not stand. */
  questions(): Promise<Sent[]>;
  /** Where the browser asked for headers alone; in `requests()` they do not stand. */
  looks(): Promise<Sent[]>;
  /** The service carries out what it is asked next, and so many of its successes never reach the proxy. */
  loseAnswers(count: number): Promise<void>;
  /** Plans a fault for the event of the next booking. */
  eventFault(fault: EventFault): Promise<void>;
  /** Posts the events that are due by the service's clock, and waits until they are answered. */
  deliver(): Promise<void>;
  /** The service's events so far, and what became of them. */
  deliveries(): Promise<Delivery[]>;
  /** Books as somebody in the merchant app would. */
  byHand(customerCode: string, cardType: 'point' | 'stamp', amount: number): Promise<void>;
  /** What the proxy sent to the service so far. */
  upstreamRequests(): Promise<Sent[]>;
  /** Waits until the browser has sent that many requests in all. */
  received(count: number): Promise<Sent[]>;
  close(): Promise<void>;
}

// The page's own fetch, taken before any test replaces it.
const fetchOfThePage = globalThis.fetch.bind(globalThis);

async function post<T>(path: string, body: unknown): Promise<T> {
  const answer = await fetchOfThePage(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { data: T }).data;
}

/** Opens a till of its own for one test. */
export async function openTill(options: TillOptions = {}): Promise<Till> {
  const id = await post<string>('/till/open', options);
  const control = <T>(command: string, ...words: unknown[]): Promise<T> =>
    post<T>(`/till/${id}/control/${command}`, words);
  return {
    endpoint: `/till/${id}/loyalite`,
    phone: (code) => control('phone', code),
    ledger: () => control('ledger'),
    setPreset: (preset) => control('preset', preset),
    signOut: () => control('signOut'),
    signIn: () => control('signIn'),
    advance: (ms) => control('advance', ms),
    fault: (name, more) => control('fault', { ...more, name }),
    release: () => control('release'),
    requests: () => control('requests'),
    questions: () => control('questions'),
    looks: () => control('looks'),
    loseAnswers: (count) => control('loseAnswers', count),
    eventFault: (fault) => control('eventFault', fault),
    deliver: () => control('deliver'),
    deliveries: () => control('deliveries'),
    byHand: (...booking) => control('byHand', ...booking),
    upstreamRequests: () => control('upstream'),
    received: (count) => control('received', count),
    close: () => control('close'),
  };
}
