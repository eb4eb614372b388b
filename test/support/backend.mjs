// Many isolated tills behind the test runner's own origin: browser → proxy → sandbox, each step over real HTTP.
// A page makes one with `openTill()` of till.ts. Connections are never kept alive: a browser repeats a POST by itself
// when a kept-alive connection dies, and that would hide what the page does.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { register } from 'tsx/esm/api';
import { ownFault } from './faults.mjs';

register();
const sources = {
  proxy: () => import('../../src/proxy.ts'),
  sandbox: () => import('../../src/sandbox.ts'),
};

const apiKey = 'sk_live_of_the_tests_0123456789';
const keptHeaders = [
  'content-type',
  'idempotency-key',
  'loyalite-operation',
  'origin',
  'accept',
  'authorization',
  'x-api-key',
  'cookie',
];
const eventSecret = 'whsec_of_the_tests';
const noLimits = { postings: Infinity, customers: Infinity };

/** What came in, so that a test can count it. */
async function recorded(request, base) {
  const { pathname, search, searchParams } = new URL(request.url);
  const text = await request.clone().text();
  const headers = Object.fromEntries(
    keptHeaders.flatMap((name) => (request.headers.has(name) ? [[name, request.headers.get(name)]] : [])),
  );
  return {
    method: request.method,
    path: pathname.slice(base.length),
    search,
    query: Object.fromEntries(searchParams),
    headers,
    text,
    body: parsed(text),
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A body that breaks off cuts the connection by itself: the adapter would write a stack trace for what a test asked for. */
function cutShort(response, outgoing) {
  if (!response.body) return response;
  const reader = response.body.getReader();
  const pull = async (controller) => {
    const next = await reader.read().catch(() => undefined);
    if (!next) outgoing.destroy();
    else if (next.done) controller.close();
    else controller.enqueue(next.value);
  };
  return new Response(
    new ReadableStream({ pull, cancel: (reason) => reader.cancel(reason) }, { highWaterMark: 0 }),
    response,
  );
}

async function listen(fetch) {
  const listener = getRequestListener(fetch);
  const server = createServer((request, response) => {
    response.shouldKeepAlive = false;
    listener(request, response);
  });
  server.unref();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { address: `http://127.0.0.1:${server.address().port}`, server };
}

/** One till: a sandbox behind its own port, a proxy in front of it, and what both were sent. */
class Till {
  requests = [];
  /** What the page asked about lost answers: no call of the service, and met by no fault that a test asks for. */
  questions = [];
  /** And what it looked at without asking for anything. */
  looks = [];
  upstreamRequests = [];
  /** How many answers to postings are still to be cut between the service and the proxy, after they were carried out. */
  #answersToLose = 0;
  #faults = [];
  #waiting = [];
  #held = [];
  #released = [];
  #offset = 0;
  #session = null;
  #signedIn = 0;

  static async open(id, origin, { authorized = true, addsSlash, proxy: proxyOptions, limits, events, ...options }) {
    const till = new Till();
    till.addsSlash = addsSlash;
    till.base = `/till/${id}/loyalite`;
    till.id = id;
    if (authorized) till.control.signIn();
    const now = () => Date.now() + till.#offset;
    const [{ createFaults, createSandbox, faultList }, { createProxy }] = await Promise.all([
      sources.sandbox(),
      sources.proxy(),
    ]);
    till.sandbox = createSandbox({
      apiKey,
      limits: { ...noLimits, ...limits },
      now,
      ...(events && { events: { to: `${origin}${till.base}/events`, secret: eventSecret } }),
      ...options,
    });
    till.upstream = await listen(async (request, { outgoing }) => {
      till.upstreamRequests.push(await recorded(request, ''));
      const answer = till.sandbox.fetch(request);
      return till.#losesNext(request, await answer)
        ? till.#overSocket(Promise.reject(new Error('cut')), outgoing)
        : answer;
    });
    const proxy = createProxy({
      upstream: till.upstream.address,
      apiKey,
      basePath: till.base,
      origins: [origin],
      authorize: () => till.#session,
      now,
      ...(events && { webhooks: { secrets: eventSecret, exclusive: 0, organization: 'sandbox' } }),
      ...proxyOptions,
    });
    till.proxy = proxy;
    till.network = createFaults(proxy, { now });
    till.faultNames = new Set(faultList.map(({ fault }) => fault));
    return till;
  }

  /** Carries one request of the page, with the fault that was asked for next. */
  async serve(request, outgoing) {
    // A server in between may add a slash to every address.
    const { pathname, search } = new URL(request.url);
    const isPlain = this.addsSlash && !pathname.endsWith('/');
    const record = await recorded(request, this.base);
    // A look asks for no more than headers; no fault that a test asks for is meant for it.
    if (record.method === 'HEAD') this.looks.push(record);
    if (isPlain) return new Response(null, { status: 308, headers: { location: `${pathname}/${search}` } });
    if (record.method === 'HEAD') return this.proxy.fetch(request);
    if (record.path === '/events') return this.proxy.fetch(request);
    if (record.path === '/outcome') {
      this.questions.push(record);
      return this.proxy.fetch(request);
    }
    this.requests.push(record);
    this.#waiting = this.#waiting.filter(({ count, told }) => this.requests.length < count || told());
    const fault = this.#nextFault(record);
    const ask = () => this.network.fetch(request);
    if (!fault) return this.#overSocket(ask(), outgoing);
    const own = ownFault(fault.name);
    if (!own) this.network.next(fault.name, { match: (one) => one === request });
    // The gate stands before the fault reaches it, so that `release()` cannot come too early.
    const held = new Promise((resolve) => this.#held.push(resolve));
    if (!this.#awaitsHold()) this.#released.splice(0).forEach((go) => go());
    return this.#overSocket(own ? own({ ask, held, fault }) : ask(), outgoing);
  }

  /** A rejected answer is a connection that was cut. */
  #overSocket(answer, outgoing) {
    return answer
      .then((response) => cutShort(response, outgoing))
      .catch(() => {
        outgoing.destroy();
        return RESPONSE_ALREADY_SENT;
      });
  }

  #losesNext({ method }, { ok }) {
    if (method !== 'POST' || !ok || this.#answersToLose === 0) return false;
    this.#answersToLose -= 1;
    return true;
  }

  #plan(fault) {
    if (!ownFault(fault.name) && !this.faultNames.has(fault.name)) throw new Error(`no fault is called ${fault.name}`);
    this.#faults.push({ times: 1, ...fault });
  }

  /** Whether a request that is to be held has not come yet. */
  #awaitsHold() {
    return this.#faults.some(({ name }) => name.startsWith('hold-'));
  }

  #letGo() {
    this.#held.splice(0).forEach((go) => go());
  }

  #nextFault({ path }) {
    const at = this.#faults.findIndex((fault) => !fault.path || fault.path === path);
    if (at < 0) return undefined;
    const fault = this.#faults[at];
    fault.times -= 1;
    if (fault.times <= 0) this.#faults.splice(at, 1);
    return fault;
  }

  control = {
    fault: (fault) => this.#plan(fault),
    release: async () => {
      // The page's request may still be on its way when the test asks for its release.
      if (this.#awaitsHold()) await new Promise((resolve) => this.#released.push(resolve));
      this.#letGo();
    },
    signIn: () => void (this.#session = `till-${this.id}-${(this.#signedIn += 1)}`),
    signOut: () => void (this.#session = null),
    advance: (ms) => void (this.#offset += ms),
    preset: (preset) => void (this.sandbox.preset = preset),
    phone: (code) => this.sandbox.phone(code),
    ledger: () => [...this.sandbox.ledger],
    requests: () => this.requests,
    questions: () => this.questions,
    looks: () => this.looks,
    upstream: () => this.upstreamRequests,
    loseAnswers: (count) => void (this.#answersToLose = count),
    eventFault: (fault) => this.sandbox.events.next(fault),
    deliver: () => this.sandbox.events.deliver(),
    deliveries: () => [...this.sandbox.events.deliveries],
    byHand: (...booking) => this.sandbox.events.byHand(...booking),
    received: (count) => {
      if (this.requests.length >= count) return this.requests;
      return new Promise((resolve) => {
        this.#waiting.push({ count, told: () => void resolve(this.requests) });
      });
    },
    close: () => {
      this.#letGo();
      this.upstream.server.close();
    },
  };
}

async function answerControl(tills, request) {
  const [, , id, , command] = new URL(request.url).pathname.split('/');
  const till = tills.get(id);
  const result = await till.control[command](...(await request.json()));
  return Response.json({ data: (await result) ?? null });
}

/** The middleware for the test runner's server; everything outside `/till/` is passed on. */
export function backend() {
  const tills = new Map();
  let opened = 0;
  const listener = getRequestListener(
    async (request, { outgoing }) => {
      const { pathname, origin } = new URL(request.url);
      const [, , id, part] = pathname.split('/');
      if (id === 'open') {
        // Counted before the wait: several pages open tills at the same time.
        const fresh = String((opened += 1));
        tills.set(fresh, await Till.open(fresh, origin, await request.json()));
        return Response.json({ data: fresh });
      }
      return part === 'control' ? answerControl(tills, request) : tills.get(id).serve(request, outgoing);
    },
    {
      errorHandler: (error) =>
        new Response(String(error?.stack ?? error), { status: 500, headers: { 'content-type': 'text/plain' } }),
    },
  );
  return async (context, next) => {
    context.res.shouldKeepAlive = false;
    if (!context.path.startsWith('/till/')) return next();
    context.respond = false;
    return listener(context.req, context.res);
  };
}
