// `loyalite-elements check-proxy`: opens the upstream port, runs the checks against the proxy and prints what came of them.
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { listen, send } from './http.mjs';
import { load } from './load.mjs';

export const summary = 'hold any proxy, in any language, against what a till relies on';

export const help = `Usage: loyalite-elements check-proxy URL --upstream-port PORT [options]

Checks a proxy that stands between tills and the Loyalite service. URL is what the
elements get as their endpoint, for example http://localhost:3000/loyalite.

Use an instance that is NOT in production, and set it up with
  - the upstream http://127.0.0.1:PORT instead of https://SLUG.loyalite.app,
  - any made-up key instead of the secret one,
  - no check of orders, because the orders of the checks do not exist.
The command answers on PORT itself and stops after one look-up when the proxy turns
out to talk to somebody else. A proxy that limits rates is waited for.

Options
  --upstream-port PORT    where this command plays the service (required)
  --upstream-host HOST    address to listen on; 127.0.0.1 when left out
  --header 'NAME: VALUE'  a header that carries a till's session, such as a cookie;
                          can be given more than once
  --log FILE              what the proxy logs: looked through for a PIN, a QR text,
                          an e-mail address, a coupon token and the key
  --json                  print the report as JSON
  --help                  show this text

Exit code: 0 all passed, 1 something failed, 2 nothing was checked.`;

const options = {
  'upstream-port': { type: 'string' },
  'upstream-host': { type: 'string', default: '127.0.0.1' },
  header: { type: 'string', multiple: true, default: [] },
  log: { type: 'string' },
  json: { type: 'boolean', default: false },
};

/** Runs the command and gives its exit code. */
export async function run(args) {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const endpoint = readUrl(positionals);
  const port = readPort(values['upstream-port']);
  const readLog = values.log === undefined ? undefined : await logReader(values.log);
  const { prepareCheck } = await load('conformance');
  const ports = { send: (request) => send(endpoint, request), wait, readLog };
  const check = prepareCheck(ports, endpoint, readHeaders(values.header));
  const server = await listen(port, values['upstream-host'], check.upstream);
  try {
    const verdicts = await check.run(values.json ? () => undefined : print);
    if (values.json) console.log(JSON.stringify(verdicts, null, 2));
    else console.log(sum(verdicts));
    return verdicts.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function readUrl(positionals) {
  const [text] = positionals;
  if (positionals.length !== 1 || !URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new Error('give one URL, such as http://localhost:3000/loyalite');
  }
  return new URL(text);
}

function readPort(text) {
  if (!/^\d{1,5}$/.test(text ?? '') || Number(text) > 65535) throw new Error('--upstream-port needs a port number');
  return Number(text);
}

function readHeaders(texts) {
  return Object.fromEntries(
    texts.map((text) => {
      const [, name, value] = /^([\w-]+)\s*:\s*(.*)$/.exec(text) ?? [];
      // The value may be a secret, so it is not repeated.
      if (!name) throw new Error("--header needs 'Name: value'");
      return [name.toLowerCase(), value];
    }),
  );
}

/** Reads only what was logged from now on. */
async function logReader(file) {
  const start = (await stat(file).catch(() => ({ size: 0 }))).size;
  return async () => (await readFile(file)).subarray(start).toString();
}

function wait(seconds) {
  console.error(`      the proxy asks to wait ${seconds} s`);
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

const marks = { passed: 'ok  ', failed: 'FAIL', skipped: 'skip' };

function print({ id, title, outcome, reasons }) {
  console.log([`${marks[outcome]}  ${id}: ${title}`, ...reasons.map((reason) => `        ${reason}`)].join('\n'));
}

function sum(verdicts) {
  const count = (outcome) => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  return `\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
}
