// What a test can do to one request beyond the sandbox's own faults: hold it, or answer anything at all instead.
// Each is handed `ask()` (carries the request out), `held` (kept when the test releases it) and the fault as asked for.

const faults = {
  /** Nothing is carried out until it is released. */
  'hold-before': async ({ ask, held }) => {
    await held;
    return ask();
  },
  /** It is carried out at once, and the answer waits until it is released. */
  'hold-after': async ({ ask, held }) => {
    const answer = await ask();
    await held;
    return answer;
  },
  /** `status`, `body` (text as it is, all else as JSON) and `headers` instead of the real answer, after it where `carriedOut`. */
  answer: async ({ ask, fault: { carriedOut, status = 200, body = {}, headers } }) => {
    if (carriedOut) await ask();
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return new Response(text, { status, headers: { 'content-type': 'application/json', ...headers } });
  },
};

/** The fault of that name, or undefined where it is one of the sandbox's own. */
export function ownFault(name) {
  return Object.hasOwn(faults, name) ? faults[name] : undefined;
}
