/** The receiver of events from the installed package on Deno, Bun and workerd: what is signed is taken, and nothing else. */
import assert from 'node:assert/strict';
import { spawnSync, type ChildProcess } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { freePort } from '../../proxy/serve.js';
import { describeMissing } from '../../proxy/stores/missing.js';
import { createProject, type Project } from '../package/project.js';

const secret = 'whsec_of_the_runtimes';
const sign = (body: string, key = secret): string => `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;

/** The proxy, and a service that answers a look-up with its clock and loses the answer to every booking. */
const shop = `import { createProxy } from 'loyalite-elements/proxy';

const answers = {
  GET: () => Response.json({ data: {} }, { headers: { date: new Date().toUTCString() } }),
  POST: () => new Response('', { status: 502 }),
};

export default createProxy({
  upstream: 'https://shop.loyalite.app',
  apiKey: 'sk_live_of_the_runtimes',
  authorize: () => 'till-1',
  fetch: async ({ method }) => answers[method](),
  webhooks: { secrets: '${secret}', exclusive: 0 },
});
`;

/** A program that serves the shop and prints its port, for each runtime; `words` start it. */
interface Runtime {
  readonly name: string;
  readonly packages: readonly string[];
  readonly program: string;
  readonly words: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

const listening = "console.log('listening on ' + server.port + '.');";
const runtimes: readonly Runtime[] = [
  {
    name: 'Deno',
    packages: ['deno@2'],
    program: 'deno',
    words: ['run', '--no-remote', '--allow-net=127.0.0.1', '--allow-env', '--allow-read', 'main.js'],
    files: {
      'main.js': `import shop from './shop.js';
const onListen = ({ port }) => console.log('listening on ' + port + '.');
Deno.serve({ hostname: '127.0.0.1', port: 0, onListen }, (request) => shop.fetch(request));\n`,
    },
  },
  {
    name: 'Bun',
    packages: ['bun@1'],
    program: 'bun',
    words: ['main.js'],
    files: {
      'main.js': `import shop from './shop.js';
const server = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: (request) => shop.fetch(request) });
${listening}\n`,
    },
  },
  {
    name: 'workerd',
    packages: ['workerd@1', 'esbuild@0.28'],
    program: 'workerd',
    words: ['serve', 'config.capnp', '--socket-addr=http=127.0.0.1:PORT'],
    files: {
      'config.capnp': `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "shop", worker = (
    modules = [(name = "shop.js", esModule = embed "bundle.js")],
    compatibilityDate = "2026-01-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "shop")],
);
`,
    },
  },
];

/** Why a runtime cannot be tried here: its program does not start on every system. */
function reasonAgainst(project: Project, { program }: Runtime): string | undefined {
  const { status, error, stderr } = spawnSync(join(project.folder, 'node_modules/.bin', program), ['--version'], {
    encoding: 'utf8',
  });
  return status === 0 ? undefined : `${program} does not start: ${error?.message ?? stderr}`;
}

/** A project with the runtime in it, or the reason why there is none; only the runtime itself may be missing. */
async function install(runtime: Runtime): Promise<Project | string> {
  const project = await createProject();
  const words = ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', ...runtime.packages];
  const { status, stderr } = spawnSync('npm', words, { cwd: project.folder, encoding: 'utf8' });
  const reason = status === 0 ? reasonAgainst(project, runtime) : `${runtime.name} cannot be installed: ${stderr}`;
  if (reason === undefined) return project;
  await project.remove();
  return reason;
}

/** Waits until the server answers; a program that ended has failed. */
async function answering(child: ChildProcess, address: string): Promise<void> {
  while (child.exitCode === null) {
    const isThere = await fetch(address).then(
      () => true,
      () => false,
    );
    if (isThere) return;
  }
  throw new Error(`The server ended with ${child.exitCode}`);
}

async function start(project: Project, { program, words, files }: Runtime): Promise<[ChildProcess, string]> {
  await project.write({ 'shop.js': shop, ...files });
  const isWorker = program === 'workerd';
  if (isWorker) await project.run('esbuild', 'shop.js', '--bundle', '--format=esm', '--outfile=bundle.js');
  const port = isWorker ? String(await freePort()) : '';
  const child = project.start(program, ...words.map((word) => word.replace('PORT', port)));
  const address = `http://127.0.0.1:${isWorker ? port : await printedPort(child)}`;
  await answering(child, address);
  return [child, `${address}/loyalite`];
}

async function printedPort({ stdout }: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of stdout ?? []) {
    text += String(chunk);
    const [, port] = /listening on (\d+)\./.exec(text) ?? [];
    if (port) return port;
  }
  throw new Error(`The program ended after: ${text}`);
}

// All of them first: a runner that finds no test left while one is installed would end.
const projects = await Promise.all(runtimes.map(async (runtime) => ({ runtime, project: await install(runtime) })));

for (const { runtime, project } of projects) {
  if (typeof project === 'string') {
    describeMissing(`events on ${runtime.name}`, project);
    continue;
  }
  describe(`events on ${runtime.name}`, () => {
    let child: ChildProcess;
    let address = '';
    before(async () => {
      [child, address] = await start(project, runtime);
    });
    after(async () => {
      child.kill();
      await once(child, 'exit');
      await project.remove();
    });

    const eventOf = (transaction: string): string => {
      const data = { customer_code: 482193, amount: 85.5, source: 'webhook', transaction_id: transaction };
      const event = { id: randomUUID(), event: 'points.earned', organization: 'shop', data };
      return JSON.stringify({ ...event, occurred_at: new Date().toISOString() });
    };
    const deliver = async (body: string, key = secret): Promise<unknown> => {
      const headers = { 'content-type': 'application/json', 'x-loyalite-signature-256': sign(body, key) };
      const answer = await fetch(`${address}/events`, { method: 'POST', headers, body });
      return { status: answer.status, ...((await answer.json()) as object) };
    };
    const outcome = async (id: string): Promise<unknown> => {
      const query = `operation=earn&external_id=${id}&customer_code=482193&card_type=point&value=85.5`;
      return ((await (await fetch(`${address}/outcome?${query}`)).json()) as { outcome: string }).outcome;
    };

    it('are taken signed, refused forged, and counted once however often they come', async () => {
      await (await fetch(`${address}/webhook/customer?code=482193`)).text();
      for (const external_id of ['E-1', 'E-2']) {
        const fields = { external_id, customer_code: 482193, amount: 85.5, card_type: 'point' };
        const headers = { 'content-type': 'application/json' };
        const lost = await fetch(`${address}/webhook/pos`, { method: 'POST', headers, body: JSON.stringify(fields) });
        assert.equal(lost.status, 502);
      }
      const [first, second] = [eventOf('booking-1'), eventOf('booking-2')];
      const refused = { status: 401, error: 'invalid_signature', sent: false };
      assert.deepEqual(await deliver(first, 'whsec_of_nobody'), refused);
      assert.equal(await outcome('E-1'), 'unknown');
      for (let time = 0; time < 3; time += 1) assert.deepEqual(await deliver(first), { status: 200, received: true });
      assert.deepEqual([await outcome('E-1'), await outcome('E-2')], ['evidence', 'evidence']);
      assert.deepEqual(await deliver(second), { status: 200, received: true });
      assert.deepEqual([await outcome('E-1'), await outcome('E-2')], ['booked', 'booked']);
    });

    it('of more than 64 KiB are refused', async () => {
      const body = ' '.repeat(65_537);
      assert.deepEqual(await deliver(body), { status: 413, error: 'too_large', sent: false });
    });
  });
}
