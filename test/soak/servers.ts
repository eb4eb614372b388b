/**
 * The network of all schedules: till → (trouble) → proxy → (trouble) → sandbox, each step over real HTTP. Every schedule has a
 * lane of its own: its own proxy, its own sandbox, its own clock.
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createProxy } from '../../src/proxy.js';
import { createFaults, createSandbox, type Fault, type LedgerEntry, type Sandbox } from '../../src/sandbox.js';
import { createChance, seedOf } from './chance.js';
import { EventGate, Neighbour, neighbours, secret } from './events.js';
import { calm, type Schedule, type Trouble } from './schedule.js';

const apiKey = 'sk_live_of_the_soak_0123456789';
const silentFaults: readonly (Fault | 'none')[] = ['silent', 'stalled'];
/** What a till can read all the same. */
const harmless: readonly (Fault | 'none')[] = ['none', 'drip', 'clock-skew'];
const noLimits = {
  customers: Infinity,
  postings: Infinity,
  share: 1,
  challenges: Infinity,
  customerChallenges: Infinity,
  misses: Infinity,
};
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What a lane tells the window that sent a request. */
export interface Listener {
  /** A request is held, and nothing moves until it is let go. */
  onheld(request: string): void;
  /** What happened to a request. */
  ontrouble(request: string, what: string): void;
  /** No answer will come any more. */
  onsilence(request: string): void;
}

/** A request that is held. */
export interface Held {
  readonly request: string;
  release(): void;
}

/** The network of one schedule. */
export class Lane {
  readonly address: string;
  readonly sandbox: Sandbox;
  /** Bookings whose answer did not reach the window that asked for it. */
  lostAfterCommit = 0;
  held: Held[] = [];
  isCalm = false;
  /** Whether the proxy has had the service's answer to a booking. */
  hasAnswer = false;
  readonly #schedule: Schedule;
  readonly #listener: Listener;
  readonly #front: ReturnType<typeof createFaults<[]>>;
  readonly #back: ReturnType<typeof createFaults<[]>>;
  readonly #extra: ('repeat' | 'hold')[] = [];
  readonly #troubles = new Map<string, Trouble>();
  readonly #events: EventGate | undefined;
  readonly #neighbour: Neighbour;
  #endCall: ((reason: Error) => void) | undefined;

  constructor(servers: Servers, schedule: Schedule, listener: Listener, now: () => number) {
    const { seed, replay, preset, path, event } = schedule;
    const [base, random] = [`/lane/${seed}`, createChance(seedOf(seed, 'service'))];
    this.#schedule = schedule;
    this.#listener = listener;
    this.address = servers.front + base;
    this.#events = event && new EventGate(this.address, (request) => proxy.fetch(request));
    const to = (request: Request): Promise<Response> => this.#events!.take(request);
    const events = event && { events: { to, secret, organization: 'sandbox' } };
    this.sandbox = createSandbox({ apiKey, replay, preset, now, random, limits: noLimits, ...events });
    const upstream = servers.back + base;
    const call = (request: Request): Promise<Response> => this.#call(request);
    const till = (): string => 'till-1';
    const proxy =
      path === 'proxy'
        ? createProxy({
            upstream,
            apiKey,
            basePath: base,
            authorize: till,
            limits: noLimits,
            fetch: call,
            now,
            ...(event && { webhooks: { secrets: secret, organization: 'sandbox', exclusive: 0 } }),
          })
        : passThrough(upstream, call);
    const time = { now, random, wait: soon };
    this.#front = createFaults({ fetch: (request) => this.#pass(request, proxy) }, time);
    this.#back = createFaults({ fetch: (request) => this.#ask(request) }, time);
    this.#neighbour = new Neighbour(this.address, (request) => proxy.fetch(request), this.sandbox);
  }

  /** What the schedule's own tills booked. */
  get ledger(): LedgerEntry[] {
    return this.sandbox.ledger.filter(({ externalId }) => !neighbours.includes(externalId));
  }

  /** What happens in the shop before; gives the token of a coupon that was issued there. */
  async prepare(): Promise<string | undefined> {
    const { event, path, wishes } = this.#schedule;
    if (!event) return undefined;
    if (path === 'proxy') await this.#neighbour.find();
    if (path === 'proxy' && wishes[0]?.kind === 'coupon') return this.#neighbour.fill(event);
    this.#neighbour.plan(event);
    return undefined;
  }

  /** The other till books. */
  async besides(): Promise<void> {
    const { neighbour, path } = this.#schedule;
    if (neighbour === 'none' || path !== 'proxy') return;
    await this.#neighbour.earn({}, () => neighbour === 'lost' && this.#back.next('drop-after'));
  }

  /** The service's events arrive that are due by now. */
  async deliver(): Promise<void> {
    await this.#events?.deliver(this.sandbox);
  }

  /** What went wrong, in order. */
  get struck(): string[] {
    return [...this.#front.log, ...this.#back.log].map(({ fault }) => fault as string).concat(this.#extra);
  }

  /** Carries one request of a window. */
  async serve(request: Request, outgoing: ServerResponse): Promise<Response> {
    const name = request.headers.get('x-request') ?? '';
    const { fault, leg, hold } = this.#troubleOf(name);
    this.#listener.ontrouble(name, `${fault} ${leg}, hold ${hold}`);
    if (hold === 'before') await this.#hold(name);
    // A question about a lost answer goes no further than the proxy.
    const isQuestion = new URL(request.url).pathname.endsWith('/outcome');
    if (leg === 'back') {
      if (!isQuestion) this.#back.next(fault);
    } else if (fault !== 'none') this.#front.next(fault, { match: (one) => one === request });
    const answer = await this.#front.fetch(request).catch(() => null);
    if (hold === 'after') await this.#hold(name);
    return write(answer, outgoing);
  }

  /** Answers as the service, on the far side of the proxy. */
  async serveUpstream(request: Request, outgoing: ServerResponse): Promise<Response> {
    return write(await this.#back.fetch(request).catch(() => null), outgoing);
  }

  /** Whether the browser sends a request again by itself. */
  isRepeated(request: string): boolean {
    const isRepeated = this.#troubleOf(request).isRepeated;
    if (isRepeated) this.#extra.push('repeat');
    return isRepeated;
  }

  /** What began before the calm goes on in it. */
  #troubleOf(name: string): Trouble {
    const trouble = this.#troubles.get(name) ?? (this.isCalm ? calm : this.#schedule.troubleOf(name));
    this.#troubles.set(name, trouble);
    return trouble;
  }

  /** On its way to the proxy and back, before what goes wrong on the till's side. */
  async #pass(request: Request, proxy: { fetch(request: Request): Promise<Response> }): Promise<Response> {
    const name = request.headers.get('x-request') ?? '';
    const [booked, spoiled] = [this.sandbox.ledger.length, this.#back.log.length];
    const answer = await proxy.fetch(request);
    if (request.method === 'POST' && answer.ok) this.hasAnswer = true;
    const { fault, leg } = this.#troubleOf(name);
    const faults = [
      leg === 'front' ? fault : 'none',
      ...this.#back.log.slice(spoiled).map((entry) => entry.fault),
    ] as const;
    if (this.sandbox.ledger.length > booked && faults.some((one) => !harmless.includes(one))) this.lostAfterCommit += 1;
    if (leg === 'front' && silentFaults.includes(fault)) setImmediate(() => this.#listener.onsilence(name));
    return answer;
  }

  /** At the service, before what goes wrong on the proxy's side. */
  async #ask(request: Request): Promise<Response> {
    const [booked, before] = [this.sandbox.ledger.length, this.#back.log.length];
    const answer = await this.sandbox.fetch(request);
    this.#listener.ontrouble('service', `${answer.status}${this.sandbox.ledger.length > booked ? ', booked' : ''}`);
    setImmediate(() => {
      if (this.#back.log.slice(before).some(({ fault }) => silentFaults.includes(fault)))
        this.#endCall?.(new Error('timed out'));
    });
    return answer;
  }

  #hold(request: string): Promise<void> {
    this.#extra.push('hold');
    return new Promise((resolve) => {
      const held: Held = {
        request,
        release: () => {
          this.held = this.held.filter((one) => one !== held);
          resolve();
        },
      };
      this.held.push(held);
      this.#listener.onheld(request);
    });
  }

  /** One call of the proxy, over HTTP, until the whole answer is there or the proxy's patience is over. */
  async #call(request: Request): Promise<Response> {
    const silence = new Promise<never>((_, reject) => {
      this.#endCall = reject;
    });
    const exchange = async (): Promise<Response> => {
      const answer = await fetch(request);
      return new Response(await answer.text(), { status: answer.status, headers: answer.headers });
    };
    return Promise.race([exchange(), silence]);
  }
}

/** Writes an answer out; no answer, and one that breaks off, is a connection that was cut. */
async function write(answer: Response | null, outgoing: ServerResponse): Promise<Response> {
  try {
    if (!answer) throw new Error('no answer');
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    for await (const part of (answer.body as AsyncIterable<Uint8Array> | null) ?? []) outgoing.write(part);
    outgoing.end();
  } catch {
    outgoing.destroy();
  }
  return RESPONSE_ALREADY_SENT;
}

/** A merchant's backend that adds the key and does nothing else. */
function passThrough(
  upstream: string,
  call: (request: Request) => Promise<Response>,
): { fetch(request: Request): Promise<Response> } {
  return {
    async fetch(request) {
      const path = new URL(request.url).pathname.replace(/^.*(?=\/webhook\/)/, '');
      const headers = { 'content-type': 'application/json', 'x-api-key': apiKey };
      const body = await request.text();
      try {
        return await call(new Request(upstream + path, { method: 'POST', headers, body, redirect: 'manual' }));
      } catch {
        return Response.json({ error: 'bad_gateway' }, { status: 502 });
      }
    },
  };
}

/** Both servers, and the lanes behind them. */
export class Servers {
  readonly lanes = new Map<string, Lane>();
  front = '';
  back = '';
  #close: (() => void)[] = [];

  static async open(): Promise<Servers> {
    const servers = new Servers();
    const laneOf = (request: Request): Lane => servers.lanes.get(new URL(request.url).pathname.split('/')[2] ?? '')!;
    servers.front = await servers.#listen((request, outgoing) => laneOf(request).serve(request, outgoing));
    servers.back = await servers.#listen((request, outgoing) => laneOf(request).serveUpstream(request, outgoing));
    return servers;
  }

  close(): void {
    for (const close of this.#close) close();
  }

  async #listen(handler: (request: Request, outgoing: ServerResponse) => Promise<Response>): Promise<string> {
    const listener = getRequestListener((request, env) => handler(request, env.outgoing as ServerResponse), {
      overrideGlobalObjects: false,
    });
    const server = createServer((request, response) => void listener(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#close.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
}
