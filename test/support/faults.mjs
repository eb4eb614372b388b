// What can go wrong between a till and its backend, made on purpose. "after" means: the request was carried out, and
// only its answer was lost. A fault is handed `ask()` (carries the request out), the raw response, and what it was asked with.

const dropped = ({ outgoing }) => {
  outgoing.socket?.destroy();
  return new Response(null);
};
const page = (status) => new Response('<!doctype html><title>Sign in</title><p>Sign in', { status, headers: { 'content-type': 'text/html' } });
const refused = (status, error, headers = {}) => Response.json({ error }, { status, headers });
const json = { 'content-type': 'application/json' };

/** The beginning of a body, and then whatever `rest` does. */
function begun(text, rest) {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(bytes.slice(0, bytes.length >> 1));
      await rest(controller, bytes.slice(bytes.length >> 1));
    },
  });
}

async function broken(turn, rest) {
  const answer = await turn.ask();
  return new Response(begun(await answer.text(), rest), { status: answer.status, headers: json });
}

const faults = {
  'drop-before': dropped,
  'drop-after': async (turn) => {
    await turn.ask();
    return dropped(turn);
  },
  '5xx-before': () => refused(503, 'service_unavailable'),
  '5xx-after': async ({ ask }) => {
    await ask();
    return refused(502, 'bad_gateway');
  },
  'html-before': () => page(200),
  'html-after': async ({ ask }) => {
    await ask();
    return page(200);
  },
  redirect: ({ base }) => new Response(null, { status: 302, headers: { location: `${base}/login` } }),
  /** The body ends in the middle, politely. */
  truncated: (turn) => broken(turn, (controller) => controller.close()),
  /** The body ends in the middle because the connection does. */
  cut: (turn) => broken(turn, () => new Promise((resolve) => setImmediate(() => resolve(turn.outgoing.socket?.destroy())))),
  /** Headers come, half a body comes, and no more until `release()`. */
  stalled: (turn) =>
    broken(turn, async (controller, bytes) => {
      await turn.hold();
      controller.enqueue(bytes);
      controller.close();
    }),
  /** Nothing is carried out until `release()`. */
  'hold-before': async ({ ask, hold }) => {
    await hold();
    return ask();
  },
  /** It is carried out at once, and the answer waits for `release()`. */
  'hold-after': async ({ ask, hold }) => {
    const answer = await ask();
    await hold();
    return answer;
  },
  'rate-limited': ({ fault }) => refused(429, 'too many requests', fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }),
  /** Any answer at all instead of the real one: `status`, `body` (text or JSON), `headers`; `carriedOut` for after. */
  answer: async ({ ask, fault }) => {
    if (fault.carriedOut) await ask();
    const text = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? {});
    return new Response(text, { status: fault.status ?? 200, headers: { ...json, ...fault.headers } });
  },
};

/** The fault of that name; throws for a name that does not exist. */
export function faultNamed(name) {
  if (!Object.hasOwn(faults, name)) throw new Error(`no fault is called ${name}`);
  return faults[name];
}
