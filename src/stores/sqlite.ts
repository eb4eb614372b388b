/**
 * The proxy's store in a SQLite file, for one server with as many processes as it likes. Every write is on the disk before
 * it counts. Knows nothing of what is kept.
 */
import type { ProxyStore } from '../proxy/store.js';
import { openSqlite, type SqliteDatabase } from './sqlite-driver.js';
import { StoreError } from './store-error.js';

/** How a store in a SQLite file is set up. */
export interface SqliteStoreOptions {
  /** Put before every key, one for each key of the service that shares the file; empty when left out. */
  prefix?: string;
  /** Maximum size of the file in bytes, 1 GiB when left out. A full file refuses new notes until old ones expire. */
  maxBytes?: number;
  /** Instead of `Date.now`. */
  now?: () => number;
}

/** A store that holds a file open. */
export interface SqliteStore extends ProxyStore {
  /** Closes the file, where the store opened it. */
  close(): void;
}

/** Writes after which expired notes are deleted. */
const SWEEP_EVERY = 200;
/** How long a write waits for another process, in milliseconds. The whole process waits, so it is short. */
const BUSY_TIMEOUT = 1000;

/**
 * Opens a store in a file, which is made where there is none, for the owner's eyes only. `node:sqlite` is used where Node
 * has it (22.13 or newer), else `better-sqlite3` or `libsql`, whichever is installed; an open database of any of them can
 * be handed over as well. Throws a `StoreError` where the file cannot be opened.
 *
 * @example
 * ```ts
 * import { createSqliteStore } from 'loyalite-elements/store-sqlite';
 *
 * const store = createSqliteStore('/var/lib/till/loyalite.db'); // for createProxy({ store })
 * ```
 */
export function createSqliteStore(file: string | SqliteDatabase, options: SqliteStoreOptions = {}): SqliteStore {
  const { prefix = '', maxBytes = 2 ** 30, now = Date.now } = options;
  const isOwn = typeof file === 'string';
  try {
    const database = isOwn ? openSqlite(file) : file;
    setUp(database, maxBytes);
    const notes = new Notes(database, now);
    return {
      get: (key) => attempt(() => notes.get(prefix + key)),
      swap: (key, before, after, ttl) => attempt(() => notes.swap(prefix + key, before, after, ttl)),
      close: () => {
        if (isOwn) database.close?.();
      },
    };
  } catch (error) {
    throw error instanceof StoreError ? error : new StoreError('SQLite', error);
  }
}

function setUp(database: SqliteDatabase, maxBytes: number): void {
  database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
  database.exec('PRAGMA journal_mode = WAL');
  // A note that was not written to the disk would be lost in a power cut, and its id booked anew.
  database.exec('PRAGMA synchronous = FULL');
  const { page_size: pageSize } = database.prepare('PRAGMA page_size').get() as { page_size: number };
  database.exec(`PRAGMA max_page_count = ${Math.max(16, Math.floor(maxBytes / pageSize))}`);
  database.exec(`
    CREATE TABLE IF NOT EXISTS loyalite_notes (
      key TEXT PRIMARY KEY, text TEXT NOT NULL, expires INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS loyalite_notes_expires ON loyalite_notes (expires);`);
}

/** What the drivers do at once becomes a promise, and what they throw a `StoreError`. */
function attempt<T>(work: () => T): Promise<T> {
  try {
    return Promise.resolve(work());
  } catch (error) {
    return Promise.reject(new StoreError('SQLite', error));
  }
}

/** The statements, prepared once. Each swap is one statement, and so one step. */
class Notes {
  readonly #now: () => number;
  readonly #select;
  readonly #insert;
  readonly #update;
  readonly #delete;
  readonly #expire;
  #writes = 0;

  constructor(database: SqliteDatabase, now: () => number) {
    this.#now = now;
    this.#select = database.prepare('SELECT text FROM loyalite_notes WHERE key = ? AND expires > ?');
    this.#insert = database.prepare(`
      INSERT INTO loyalite_notes (key, text, expires) VALUES (?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET text = excluded.text, expires = excluded.expires
      WHERE loyalite_notes.expires <= ?`);
    this.#update = database.prepare(
      'UPDATE loyalite_notes SET text = ?, expires = ? WHERE key = ? AND text = ? AND expires > ?',
    );
    this.#delete = database.prepare('DELETE FROM loyalite_notes WHERE key = ? AND text = ? AND expires > ?');
    this.#expire = database.prepare(`
      DELETE FROM loyalite_notes WHERE key IN (SELECT key FROM loyalite_notes WHERE expires <= ? LIMIT 1000)`);
  }

  get(key: string): string | undefined {
    const row = this.#select.get(key, this.#now()) as { text: string } | undefined;
    return row?.text;
  }

  swap(key: string, before: string | undefined, after: string | undefined, ttl: number): boolean {
    this.#writes += 1;
    if (this.#writes % SWEEP_EVERY === 0) this.#expire.run(this.#now());
    try {
      return this.#write(key, before, after, ttl);
    } catch (error) {
      // A full file has room again where something in it has expired.
      if (!isFull(error) || Number(this.#expire.run(this.#now()).changes) === 0) throw error;
      return this.#write(key, before, after, ttl);
    }
  }

  #write(key: string, before: string | undefined, after: string | undefined, ttl: number): boolean {
    const now = this.#now();
    const expires = Math.ceil(now + ttl);
    if (after === undefined) {
      if (before === undefined) return this.get(key) === undefined;
      return isOne(this.#delete.run(key, before, now));
    }
    return before === undefined
      ? isOne(this.#insert.run(key, after, expires, now))
      : isOne(this.#update.run(after, expires, key, before, now));
  }
}

const isOne = ({ changes }: { changes: number | bigint }): boolean => Number(changes) === 1;

function isFull(error: unknown): boolean {
  return error instanceof Error && /is full/.test(error.message);
}
