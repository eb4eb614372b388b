/** The store in a SQLite file, with the drivers that are there: Node's own, better-sqlite3, libsql. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createSqliteStore, StoreError, type SqliteDatabase } from '../../../src/store-sqlite.js';
import { openSqlite } from '../../../src/stores/sqlite-driver.js';
import { storePromises } from '../store-contract.js';
import { describeMissing } from './missing.js';
import { openStore } from './open.js';
import { describeStore, type StoreHarness } from './suite.js';

const folder = await mkdtemp(join(tmpdir(), 'sqlite-store-'));
const file = join(folder, 'loyalite.db');
let lock: SqliteDatabase | undefined;

/** There is no server: what stands for one that is away is somebody who keeps the file from being written. */
const sqlite: StoreHarness = {
  name: 'SQLite',
  isReadableWhileAway: true,
  start: () => Promise.resolve({ kind: 'sqlite', at: file }),
  kill: async () => {
    lock = openSqlite(file);
    lock.exec('BEGIN IMMEDIATE');
  },
  revive: async () => {
    lock?.exec('COMMIT');
    lock?.close?.();
  },
  stop: () => rm(folder, { recursive: true, force: true }),
  openFull: async () => {
    const store = createSqliteStore(join(folder, 'full.db'), { maxBytes: 200_000 });
    return { store, close: () => store.close(), says: /SQLite store .*failed: .*full/ };
  },
};

describeStore(sqlite, openStore, undefined);

describe('a SQLite file', () => {
  it('is readable by its owner alone', async () => {
    const own = await mkdtemp(join(tmpdir(), 'sqlite-file-'));
    const path = join(own, 'own.db');
    const store = createSqliteStore(path);
    await store.swap('a', undefined, '1', 1000);
    for (const name of [path, `${path}-wal`]) assert.equal(((await stat(name)).mode & 0o777).toString(8), '600', name);
    store.close();
    await rm(own, { recursive: true });
  });

  it('has room again when what fills it has expired, by a clock that may have been set back meanwhile', async () => {
    let now = Date.now();
    const store = createSqliteStore(':memory:', { maxBytes: 200_000, now: () => now });
    const fill = async (): Promise<void> => {
      for (let index = 0; ; index += 1) await store.swap(`k${index}`, undefined, 'x'.repeat(2000), 1000);
    };
    await assert.rejects(fill(), /full/);
    now -= 1_000_000;
    await assert.rejects(store.swap('new', undefined, 'x'.repeat(5000), 1000), /full/);
    assert.equal((await store.get('k0'))?.length, 2000);
    now += 1_002_000;
    assert.equal(await store.swap('new', undefined, 'x'.repeat(5000), 1000), true);
    assert.equal(await store.get('k0'), undefined);
  });

  it('that cannot be opened is told when the proxy is set up, and not at the first sale', () => {
    assert.throws(() => createSqliteStore('/nowhere/loyalite.db'), StoreError);
  });

  it('shares one file among several keys of the service by their prefixes', async () => {
    const database = openSqlite(':memory:');
    const [one, two] = ['one:', 'two:'].map((prefix) => createSqliteStore(database, { prefix }));
    await one!.swap('a', undefined, '1', 1000);
    assert.equal(await two!.get('a'), undefined);
    assert.equal(await two!.swap('a', undefined, '2', 1000), true);
    assert.equal(await one!.get('a'), '1');
  });
});

type Driver = new (path: string) => SqliteDatabase;
const load = createRequire(process.env['SQLITE_DRIVERS'] ?? import.meta.url);
const drivers: Record<string, () => Driver> = {
  'node:sqlite': () => {
    const own = process.getBuiltinModule('node:sqlite') as unknown as { DatabaseSync: Driver } | undefined;
    if (!own) throw new Error('it needs Node 22.13');
    return own.DatabaseSync;
  },
  'better-sqlite3': () => load('better-sqlite3') as Driver,
  libsql: () => load('libsql') as Driver,
};

/** A database of a driver, or why there is none. */
function openWith(name: string): SqliteDatabase | string {
  try {
    return new (drivers[name]!())(':memory:');
  } catch (error) {
    return `${name} is not there: ${(error as Error).message.split('\n')[0]}`;
  }
}

for (const name of Object.keys(drivers)) {
  const found = openWith(name);
  if (typeof found === 'string') {
    describeMissing(`a database of ${name}`, found);
    continue;
  }
  describe(`a database of ${name}`, () => {
    for (const { title, holds, expected } of storePromises) {
      it(title, async () => {
        const database = openWith(name) as SqliteDatabase;
        assert.deepEqual(await holds(createSqliteStore(database)), expected);
      });
    }
  });
}
