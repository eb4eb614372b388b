/** A PostgreSQL of our own that listens on a socket file only. */
import { spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end, postgresFolder, startServer } from './program.js';

/** A server that can be ended at once and started again with what it had. */
export interface PostgresServer {
  readonly address: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** It refuses to run as root; then it runs as the user that Debian made for it. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (which: string): number => Number(spawnSync('id', [which, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

/** Makes a new database cluster and starts it. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = postgresFolder();
  const folder = await mkdtemp(join(tmpdir(), 'pg-'));
  const data = join(folder, 'data');
  const { uid, gid } = owner();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  const words = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  const made = spawnSync(`${programs}/initdb`, words, { ...owner(), encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  let server: ChildProcess;
  const start = async (): Promise<void> => {
    const settings = ['-D', data, '-k', folder, '-c', 'listen_addresses='];
    server = await startServer(`${programs}/postgres`, settings, /ready to accept connections/, owner());
  };
  await start();
  // At once and without a farewell, as its own "immediate" mode is: its other processes must go as well.
  const kill = (): Promise<void> => end(server, 'SIGQUIT');
  return {
    address: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    start,
    kill,
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
