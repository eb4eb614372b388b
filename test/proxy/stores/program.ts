/** Servers from Debian's packages: whether they are there, and a process of one that is ready. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';

/** Whether a program answers to `--version`. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}

/** The folder of PostgreSQL's programs, which Debian keeps off the path. */
export function postgresFolder(): string | undefined {
  try {
    const base = '/usr/lib/postgresql';
    const newest = readdirSync(base).sort((a, b) => Number(b) - Number(a))[0];
    return newest && isInstalled(`${base}/${newest}/bin/postgres`) ? `${base}/${newest}/bin` : undefined;
  } catch {
    return undefined;
  }
}

/** Starts a server and waits for what it prints when it is ready. */
export async function startServer(
  program: string,
  words: string[],
  ready: RegExp,
  options: { uid?: number; gid?: number } = {},
): Promise<ChildProcess> {
  const server = spawn(program, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  await new Promise<void>((resolve, reject) => {
    server.once('exit', () => reject(new Error(`${program} ended: ${text.slice(-500)}`)));
    server.once('error', reject);
    for (const stream of [server.stdout, server.stderr]) {
      stream.on('data', (chunk) => {
        text += String(chunk);
        if (ready.test(text)) resolve();
      });
    }
  });
  return server;
}

/** Ends a server that was started here, and waits for its end. */
export async function end(server: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill(signal);
  await ended;
}
