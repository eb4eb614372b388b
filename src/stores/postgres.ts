/**
 * The proxy's store in PostgreSQL, for several servers. Takes a pool of `pg`, or whatever has the same `query`. The server
 * expires notes by its own clock. Knows nothing of what is kept.
 */
import type { ProxyStore } from '../proxy/store.js';
import { StoreError } from './store-error.js';

/** What is needed of a pool: `pg.Pool` has it. */
export interface PostgresPool {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[]; rowCount: number | null }>;
  on?(event: 'error', listener: (error: Error) => void): unknown;
  listenerCount?(event: 'error'): number;
}

/** How a store in PostgreSQL is set up. */
export interface PostgresStoreOptions {
  /** Put before every key, one for each key of the service that shares the table; empty when left out. */
  prefix?: string;
  /** Name of the table, `loyalite_notes` when left out. It is made where there is none and the role may do so. */
  table?: string;
  /** Maximum number of notes, 5 million when left out. A full table refuses new notes until old ones expire. */
  maxEntries?: number;
}

/** Writes after which expired notes are deleted and the rest are counted. */
const SWEEP_EVERY = 500;

/**
 * Keeps notes in a table.
 *
 * @example
 * ```ts
 * import pg from 'pg';
 * import { createPostgresStore } from 'loyalite-elements/store-postgres';
 *
 * const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], connectionTimeoutMillis: 2000 });
 * const store = createPostgresStore(pool); // for createProxy({ store })
 * ```
 */
export function createPostgresStore(pool: PostgresPool, options: PostgresStoreOptions = {}): ProxyStore {
  const { prefix = '', table = 'loyalite_notes', maxEntries = 5_000_000 } = options;
  if (!/^[a-z_][a-z0-9_]{0,50}$/.test(table)) throw new TypeError('createPostgresStore: table must be a plain name');
  // Without any listener a connection that breaks while it is idle would end the merchant's whole process.
  if (pool.listenerCount?.('error') === 0) pool.on?.('error', () => undefined);
  const notes = new Notes(pool, table, maxEntries);
  return {
    get: (key) => attempt(() => notes.get(prefix + key)),
    swap: (key, before, after, ttl) => attempt(() => notes.swap(prefix + key, before, after, ttl)),
  };
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new StoreError('PostgreSQL', error);
  }
}

/** The statements. Each swap is one statement, and so one step: a row that another writes meanwhile is compared anew. */
class Notes {
  readonly #pool: PostgresPool;
  readonly #table: string;
  readonly #maxEntries: number;
  #ready: Promise<void> | undefined;
  #writes = 0;
  #isFull = false;

  constructor(pool: PostgresPool, table: string, maxEntries: number) {
    this.#pool = pool;
    this.#table = table;
    this.#maxEntries = maxEntries;
  }

  async get(key: string): Promise<string | undefined> {
    await this.#setUp();
    const { rows } = await this.#pool.query(
      `SELECT text FROM ${this.#table} WHERE key = $1 AND expires > clock_timestamp()`,
      [key],
    );
    return (rows[0] as { text: string } | undefined)?.text;
  }

  async swap(key: string, before: string | undefined, after: string | undefined, ttl: number): Promise<boolean> {
    if (after === undefined && before === undefined) return (await this.get(key)) === undefined;
    await this.#setUp();
    const isNew = before === undefined;
    if (isNew && this.#isFull) await this.#sweep();
    if (isNew && this.#isFull) throw new Error(`the table is full: it has ${this.#maxEntries} notes`);
    const { rowCount } = await this.#pool.query(...this.#statement(key, before, after, ttl));
    this.#writes += 1;
    // Nobody waits for it, and what it could not do it does the next time.
    if (this.#writes % SWEEP_EVERY === 0 || this.#writes === 1) void this.#sweep().catch(() => undefined);
    return rowCount === 1;
  }

  #statement(key: string, before?: string, after?: string, ttl = 0): [string, unknown[]] {
    const table = this.#table;
    const expiry = (place: number): string => `clock_timestamp() + $${place} * interval '1 millisecond'`;
    if (after === undefined)
      return [`DELETE FROM ${table} WHERE key = $1 AND text = $2 AND expires > clock_timestamp()`, [key, before]];
    if (before !== undefined)
      return [
        `UPDATE ${table} SET text = $3, expires = ${expiry(4)}
         WHERE key = $1 AND text = $2 AND expires > clock_timestamp()`,
        [key, before, after, ttl],
      ];
    return [
      `INSERT INTO ${table} AS kept (key, text, expires) VALUES ($1, $2, ${expiry(3)})
       ON CONFLICT (key) DO UPDATE SET text = excluded.text, expires = excluded.expires
       WHERE kept.expires <= clock_timestamp()`,
      [key, after, ttl],
    ];
  }

  async #sweep(): Promise<void> {
    const table = this.#table;
    await this.#pool.query(
      `DELETE FROM ${table} WHERE key IN (SELECT key FROM ${table} WHERE expires <= clock_timestamp() LIMIT 5000)`,
    );
    // Counts no further than it has to.
    const { rows } = await this.#pool.query(
      `SELECT count(*)::int AS notes FROM (SELECT 1 FROM ${table} LIMIT $1) kept`,
      [this.#maxEntries],
    );
    this.#isFull = (rows[0] as { notes: number }).notes >= this.#maxEntries;
  }

  /** Makes the table once; what fails is tried again by the next call. */
  #setUp(): Promise<void> {
    this.#ready ??= this.#createTable().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  async #createTable(): Promise<void> {
    const table = this.#table;
    const { rows } = await this.#pool.query('SELECT to_regclass($1) IS NOT NULL AS exists', [table]);
    if ((rows[0] as { exists: boolean }).exists) return;
    // Servers that start at the same moment would fail over each other's table without the lock.
    await this.#pool.query(`
      DO $$ BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('loyalite-elements ${table}'));
        CREATE TABLE IF NOT EXISTS ${table} (
          key text PRIMARY KEY, text text NOT NULL, expires timestamptz NOT NULL
        );
        CREATE INDEX IF NOT EXISTS ${table}_expires ON ${table} (expires);
      END $$`);
  }
}
