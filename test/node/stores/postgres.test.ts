/** The store in PostgreSQL, against a real one: Debian's `postgresql`, whose programs are below /usr/lib/postgresql. */
import { spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createPostgresStore } from '../../../src/store-postgres.js';
import { openStore } from './open.js';
import { end, postgresFolder, startServer } from './program.js';
import { describeStore, type StoreHarness } from './suite.js';

const programs = postgresFolder();
let folder = '';
let server: ChildProcess;

/** It refuses to run as root; then it runs as the user that Debian made for it. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (which: string): number => Number(spawnSync('id', [which, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

const address = (): string => `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`;

/** Listens on a socket file only. */
async function start(): Promise<void> {
  const words = ['-D', join(folder, 'data'), '-k', folder, '-c', 'listen_addresses='];
  server = await startServer(`${programs}/postgres`, words, /ready to accept connections/, owner());
}

const postgres: StoreHarness = {
  name: 'PostgreSQL',
  start: async () => {
    folder = await mkdtemp(join(tmpdir(), 'pg-'));
    const { uid, gid } = owner();
    if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
    const words = ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
    const made = spawnSync(`${programs}/initdb`, words, { ...owner(), encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
    await start();
    return { kind: 'postgres', at: address() };
  },
  // At once and without a farewell, as its own "immediate" mode is: its other processes must go as well.
  kill: () => end(server, 'SIGQUIT'),
  revive: start,
  stop: async () => {
    await end(server, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true });
  },
  openFull: async () => {
    const pool = new pg.Pool({ connectionString: address() });
    const store = createPostgresStore(pool, { table: 'full_notes', maxEntries: 30 });
    return { store, close: () => pool.end(), says: /PostgreSQL store .*failed: .*full/ };
  },
};

describeStore(postgres, openStore, programs ? undefined : 'PostgreSQL is not installed');
