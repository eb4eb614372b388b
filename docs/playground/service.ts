/** The other side, inside the page: the offline service, the real proxy in front of it, and a network that can be made bad. Knows no element. */
import type { Fetch } from 'loyalite-elements';
import { createMemoryStore, createProxy } from 'loyalite-elements/proxy';
import {
  createFaults,
  createSandbox,
  type Fault,
  type Phone,
  type Preset,
  type Sandbox,
} from 'loyalite-elements/sandbox';

/** One call as it went over the wire; neither bodies nor query strings are in it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  /** Missing where the connection was cut. */
  readonly status?: number;
  readonly milliseconds: number;
}

/** The service of this page. */
export interface Service {
  readonly fetch: Fetch;
  readonly ledger: Sandbox['ledger'];
  setPreset(preset: Preset): void;
  /** What the next request meets. */
  setFault(fault: Fault | null): void;
  /** What a customer's phone shows; `undefined` for a customer whom the service does not know. */
  phone(code: string): Phone | undefined;
}

/** What the page is told. */
export interface Listeners {
  changed(): void;
  called(call: Call): void;
}

/** Whoever plays does in a minute what a till does in a day. */
const limits = {
  customers: Infinity,
  postings: Infinity,
  challenges: Infinity,
  customerChallenges: Infinity,
  misses: Infinity,
};

/** Opens a service of its own. */
export function openService({ changed, called }: Listeners): Service {
  const sandbox = createSandbox({ preset: 'balanced', cardSize: 10, onchange: changed });
  const proxy = createProxy({
    upstream: 'https://shop.loyalite.app',
    apiKey: 'sk_test_sandbox',
    authorize: () => 'this page',
    fetch: sandbox.fetch,
    store: createMemoryStore(),
    limits,
  });
  const network = createFaults(proxy);
  return {
    ledger: sandbox.ledger,
    setPreset: (preset) => void (sandbox.preset = preset),
    setFault(fault) {
      network.next(null);
      if (fault) network.next(fault);
    },
    phone(code) {
      try {
        return sandbox.phone(code);
      } catch {
        return undefined;
      }
    },
    async fetch(address, init) {
      const request = new Request(new URL(address, location.href), init);
      const { method } = request;
      const path = new URL(request.url).pathname;
      const since = performance.now();
      const tell = (status?: number): void =>
        called({
          method,
          path,
          ...(status !== undefined && { status }),
          milliseconds: Math.round(performance.now() - since),
        });
      try {
        const answer = await network.fetch(request);
        tell(answer.status);
        return answer;
      } catch (error) {
        tell();
        throw error;
      }
    },
  };
}
