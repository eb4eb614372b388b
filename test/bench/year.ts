/**
 * Whether the notes of a year make the proxy slower: postings a second with a store that holds them beside the same store
 * empty, in one run, in memory and in SQLite, Redis and PostgreSQL where they are installed. Each pair takes turns in short
 * rounds, so that a busy machine slows both alike; the median of their ratios is taken.
 * Run: node --import tsx test/bench/year.ts [seconds per round] [rounds] [notes] [one store by name]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import pg from 'pg';
import { record } from '../../scripts/record.mjs';
import { createMemoryStore, type ProxyStore } from '../../src/proxy.js';
import type { SqliteDatabase } from '../../src/store-sqlite.js';
import { openStore } from '../proxy/stores/open.js';
import { startPostgres } from '../proxy/stores/postgres-server.js';
import { end, isInstalled, postgresFolder, startServer } from '../proxy/stores/program.js';
import { hashOf } from '../../src/proxy/hash.js';
import { proxyWith, rate } from './postings.js';

/** Four hundred sales a day, all the year. */
const [seconds = 0.5, rounds = 15, notes = 150_000] = process.argv.slice(2, 5).map(Number);
const only = process.argv[5] ?? '';
/** The least that is left with a year's notes. */
const least = 0.95;
const year = 365 * 24 * 60 * 60 * 1000;
const folder = await mkdtemp(join(tmpdir(), 'year-bench-'));
const closers: (() => unknown)[] = [];

interface Note {
  readonly key: string;
  readonly text: string;
}

/** Notes as those of booked ids are: keys in no order, and texts of their length. */
function* notesOfAYear(count: number): Generator<Note> {
  for (let index = 0; index < count; index += 1) {
    const hash = hashOf(`note ${index}`);
    yield { key: `note:${hash.slice(0, 16)}:${hash}`, text: JSON.stringify({ hash, at: 1_790_000_000_000 + index }) };
  }
}

async function memory(isFull: boolean): Promise<ProxyStore> {
  const store = createMemoryStore({ entries: 1e6 });
  if (isFull) for (const { key, text } of notesOfAYear(notes)) await store.swap(key, undefined, text, year);
  return store;
}

async function open(kind: 'sqlite' | 'redis' | 'postgres', at: string): Promise<ProxyStore> {
  const { store, close } = await openStore({ kind, at });
  closers.unshift(close);
  // The first call makes what the store needs.
  await store.get('nothing');
  return store;
}

async function sqlite(isFull: boolean): Promise<ProxyStore> {
  const file = join(folder, `${isFull ? 'full' : 'empty'}.db`);
  const store = await open('sqlite', file);
  if (!isFull) return store;
  const Database = createRequire(import.meta.url)('libsql') as new (path: string) => SqliteDatabase;
  const database = new Database(file);
  const insert = database.prepare('INSERT INTO loyalite_notes (key, text, expires) VALUES (?, ?, ?)');
  database.exec('BEGIN');
  for (const { key, text } of notesOfAYear(notes)) insert.run(key, text, Date.now() + year);
  database.exec('COMMIT');
  database.close?.();
  return store;
}

async function redis(isFull: boolean): Promise<ProxyStore> {
  const at = join(folder, `${isFull ? 'full' : 'empty'}.sock`);
  const words = ['--port', '0', '--unixsocket', at, '--dir', folder, '--save', '', '--appendonly', 'yes'];
  const log = ['--appendfsync', 'always', '--appenddirname', isFull ? 'full' : 'empty'];
  const server = await startServer('redis-server', [...words, ...log], /ready to accept connections/i);
  closers.push(() => end(server));
  if (isFull) {
    const client = createClient({ socket: { path: at, tls: false } });
    await client.connect();
    let batch: Promise<unknown>[] = [];
    for (const { key, text } of notesOfAYear(notes)) {
      batch.push(client.set(`loyalite:test:${key}`, text, { PX: year }));
      if (batch.length < 5000) continue;
      await Promise.all(batch);
      batch = [];
    }
    await Promise.all(batch);
    client.destroy();
  }
  return open('redis', at);
}

async function postgres(isFull: boolean): Promise<ProxyStore> {
  const server = await startPostgres();
  closers.push(() => server.stop());
  const store = await open('postgres', server.address);
  if (!isFull) return store;
  const pool = new pg.Pool({ connectionString: server.address });
  const list = [...notesOfAYear(notes)];
  await pool.query(
    `INSERT INTO loyalite_notes (key, text, expires)
     SELECT key, text, clock_timestamp() + interval '1 year' FROM unnest($1::text[], $2::text[]) AS note (key, text)`,
    [list.map(({ key }) => key), list.map(({ text }) => text)],
  );
  await pool.query('VACUUM ANALYZE loyalite_notes');
  await pool.end();
  return store;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const ratios: Record<string, string> = {};

async function compare(name: string, make: (isFull: boolean) => Promise<ProxyStore>): Promise<void> {
  const [empty, full] = [proxyWith(await make(false)), proxyWith(await make(true))];
  const pairs: { empty: number; full: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const pair = { empty: await rate(empty, seconds), full: await rate(full, seconds) };
    // The first round warms up.
    if (round > 0) pairs.push(pair);
  }
  const [before, after] = [median(pairs.map((pair) => pair.empty)), median(pairs.map((pair) => pair.full))];
  const ratio = median(pairs.map((pair) => pair.full / pair.empty));
  console.log(
    `${name.padEnd(11)}empty ${before.toFixed(0)}/s, with ${notes} notes ${after.toFixed(0)}/s, ratio ${ratio.toFixed(2)}`,
  );
  ratios[name] = ratio.toFixed(2);
  if (ratio < least) process.exitCode = 1;
}

try {
  const stores = {
    memory,
    SQLite: sqlite,
    ...(isInstalled('redis-server') && { Redis: redis }),
    ...(postgresFolder() !== undefined && { PostgreSQL: postgres }),
  };
  for (const [name, make] of Object.entries(stores)) if (!only || name === only) await compare(name, make);
  if (!only) record('year', 'node --import tsx test/bench/year.ts', ratios);
} finally {
  for (const close of closers) await close();
  await rm(folder, { recursive: true, force: true });
}
