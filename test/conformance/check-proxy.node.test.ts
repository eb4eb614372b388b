/** The conformance check against our proxy, another careful one, and one careless proxy for each thing that can go wrong. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { prepareCheck, type HttpAnswer, type HttpRequest, type Ports, type Verdict } from '../../src/conformance.js';
import { createProxy, type LogEntry } from '../../src/proxy.js';
import { freePort, serve, type Handler } from '../proxy/serve.js';
import { careless, talkative } from './careless.js';
import { plainProxy } from './plain-proxy.js';

interface Http {
  send: (endpoint: URL, request: HttpRequest) => Promise<HttpAnswer>;
  listen: (port: number, host: string, answer: (request: HttpRequest) => HttpAnswer) => Promise<Server>;
}

const bin = new URL('../../bin/', import.meta.url);
const http = (await import(new URL('http.mjs', bin).href)) as Http;
const tillHeader = { 'x-till': 'till-session-0001' };
let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-proxy-'));
});
after(() => rm(folder, { recursive: true }));

/** Runs the checks in this process. */
async function check(make: (upstream: string) => Handler, readLog?: Ports['readLog']): Promise<readonly Verdict[]> {
  const port = await freePort();
  const proxy = await serve(make(`http://127.0.0.1:${port}`));
  const endpoint = new URL('/api', proxy.address);
  const ports: Ports = { send: (request) => http.send(endpoint, request), wait: () => Promise.resolve(), readLog };
  const { upstream, run } = prepareCheck(ports, endpoint, tillHeader);
  const server = await http.listen(port, '127.0.0.1', upstream);
  try {
    return await run(() => undefined);
  } finally {
    server.closeAllConnections();
    server.close();
    proxy.close();
  }
}

const failed = (verdicts: readonly Verdict[]): string[] =>
  verdicts.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
const reasons = (verdicts: readonly Verdict[]): string => verdicts.flatMap(({ reasons }) => reasons).join('\n');

function ourProxy(upstream: string, log?: (entry: LogEntry) => void): Handler {
  const authorize = (request: Request): string | null => request.headers.get('x-till');
  const proxy = createProxy({
    upstream,
    apiKey: 'sk_live_our_own_key',
    basePath: '/api',
    authorize,
    webhooks: { secrets: 'whsec_of_the_checks', organization: 'shop' },
    ...(log && { log }),
  });
  return (request) => proxy.fetch(request);
}

describe('the checks', () => {
  it('pass a careful proxy of somebody else', async () => {
    const verdicts = await check((upstream) => plainProxy(upstream));
    assert.deepEqual(failed(verdicts), [], reasons(verdicts));
    assert.deepEqual(
      verdicts.filter(({ outcome }) => outcome === 'skipped').map(({ id }) => id),
      ['events', 'outcome', 'log'],
    );
  });

  for (const { fault, change, fails } of careless) {
    it(`fail a proxy that ${fault}`, async () => {
      const verdicts = await check((upstream) => plainProxy(upstream, change()));
      assert.deepEqual(failed(verdicts), fails, reasons(verdicts));
    });
  }

  for (const { fault, line, complaint } of talkative) {
    it(`fail a proxy that logs ${fault}`, async () => {
      const lines: string[] = [];
      const make = (upstream: string): Handler => plainProxy(upstream, { log: (passage) => lines.push(line(passage)) });
      const verdicts = await check(make, () => Promise.resolve(lines.join('\n')));
      assert.deepEqual(failed(verdicts), ['log']);
      assert.match(reasons(verdicts), complaint);
    });
  }

  it('wait where the proxy asks for patience, and do not take that for a refusal', async () => {
    let calls = 0;
    const strict = (upstream: string): Handler => {
      const proxy = plainProxy(upstream);
      return (request) => {
        calls += 1;
        const wait = calls % 2 === 0 && request.method === 'POST';
        return wait
          ? Promise.resolve(Response.json({ error: 'slow down' }, { status: 429, headers: { 'retry-after': '3' } }))
          : proxy(request);
      };
    };
    assert.deepEqual(failed(await check(strict)), []);
  });
});

/** Runs the command as a merchant would. */
async function run(args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', new URL('loyalite-elements.mjs', bin).pathname, ...args]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

async function runAgainst(
  make: (upstream: string) => Handler,
  more: string[] = [],
): Promise<{ code: number | null; output: string }> {
  const port = await freePort();
  const proxy = await serve(make(`http://127.0.0.1:${port}`));
  try {
    return await run(['check-proxy', `${proxy.address}/api`, '--upstream-port', String(port), ...more]);
  } finally {
    proxy.close();
  }
}

describe('loyalite-elements check-proxy', () => {
  const session = ['--header', 'X-Till: till-session-0001'];

  it('passes our proxy, its log included', async () => {
    const log = join(folder, 'our.log');
    await writeFile(log, 'verification_pin=0042 stood here before\n');
    const make = (upstream: string): Handler =>
      ourProxy(upstream, (entry) => appendFileSync(log, `${JSON.stringify(entry)}\n`));
    const { code, output } = await runAgainst(make, [...session, '--log', log]);
    assert.match(output, /\n21 passed, 0 failed, 0 skipped\n/);
    assert.equal(code, 0);
  });

  it('exits with 1 and says why when something failed', async () => {
    const { code, output } = await runAgainst((upstream) => plainProxy(upstream, { isOwnPage: () => true }), session);
    assert.equal(code, 1);
    assert.match(
      output,
      /FAIL {2}foreign-origin: .*\n {8}a look-up from a foreign origin was let through: status 200, 1 request reached the service/,
    );
  });

  it('prints its report as JSON', async () => {
    const { output } = await runAgainst((upstream) => plainProxy(upstream), [...session, '--json']);
    const verdicts = JSON.parse(output) as Verdict[];
    assert.deepEqual(verdicts[0], {
      id: 'routes',
      title: 'the five routes go through',
      outcome: 'passed',
      reasons: [],
    });
  });

  it('stops when its nonce does not come back, after one look-up', async () => {
    const asked: string[] = [];
    const elsewhere: Handler = (request) => {
      asked.push(request.method);
      return Promise.resolve(
        Response.json({ data: { customer_code: 482193, masked_email: 'a***@b.c', stamp_count: 0, point_balance: 0 } }),
      );
    };
    const { code, output } = await runAgainst(() => elsewhere);
    assert.equal(code, 2);
    assert.match(output, /nothing arrived at the upstream port\. Nothing else was sent\./);
    assert.deepEqual(asked, ['GET']);
  });

  it('explains itself, and refuses what it does not understand without repeating a header', async () => {
    const help = await run(['check-proxy', '--help']);
    assert.equal(help.code, 0);
    assert.match(help.output, /^Usage: loyalite-elements check-proxy URL --upstream-port PORT/);
    const overview = await run([]);
    assert.equal(overview.code, 2);
    assert.match(overview.output, /check-proxy/);
    const wrong = [
      ['check-proxy'],
      ['check-proxy', 'http://localhost'],
      ['check-proxy', 'x', '--upstream-port', '1'],
      ['check-proxy', '--what'],
    ];
    for (const args of wrong) assert.equal((await run(args)).code, 2, args.join(' '));
    const secret = await run(['check-proxy', 'http://localhost', '--upstream-port', '1', '--header', 'secret value']);
    assert.equal(secret.code, 2);
    assert.doesNotMatch(secret.output, /secret/);
  });
});
