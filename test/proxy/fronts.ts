/**
 * nginx and HAProxy of this machine, started with the configuration of a test: of nginx what stands in `http`, of HAProxy the
 * backend `shop`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end } from './stores/program.js';
import { freePort } from './serve.js';

/** What stands between a till and the shop's server. */
export type Program = 'nginx' | 'haproxy';

/** One that runs. */
export interface Front {
  readonly address: string;
  close(): Promise<void>;
}

/** Gives its configuration once it is known where it listens. */
export type Configuration = (port: number) => string;

/** Which version is installed, if any. */
export function versionOf(program: Program): string | undefined {
  const { status, stdout, stderr } = spawnSync(program, ['-v'], { encoding: 'utf8' });
  return status === 0 ? /\d+\.\d+\.\d+/.exec(stdout + stderr)?.[0] : undefined;
}

/** One process without a master, so that ending it ends all of it. */
const nginxFile = (folder: string, servers: string): string => `
daemon off;
master_process off;
pid ${folder}/pid;
error_log stderr warn;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  ${servers}
}
`;

const haproxyFile = (port: number, backend: string): string => `
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 15s
frontend till
  bind 127.0.0.1:${port}
  default_backend shop
${backend}
`;

/** Whether something listens there by now. */
function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Starts it, and waits until it listens. */
export async function openFront(program: Program, configuration: Configuration): Promise<Front> {
  const folder = await mkdtemp(join(tmpdir(), 'front-'));
  const port = await freePort();
  const file = join(folder, 'front.cfg');
  const text = configuration(port);
  await writeFile(file, program === 'nginx' ? nginxFile(folder, text) : haproxyFile(port, text));
  const words = program === 'nginx' ? ['-p', folder, '-e', 'stderr', '-c', file] : ['-db', '-f', file];
  const server = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  server.stderr.on('data', (chunk) => (complaints += String(chunk)));
  while (!(await isListening(port)))
    if (server.exitCode !== null) throw new Error(`${program} ended: ${complaints.slice(-500)}`);
  return {
    address: `http://127.0.0.1:${port}`,
    close: async () => {
      await end(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
