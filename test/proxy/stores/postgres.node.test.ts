/** The store in PostgreSQL, against a real one: Debian's `postgresql`, whose programs are below /usr/lib/postgresql. */
import pg from 'pg';
import { createPostgresStore } from '../../../src/store-postgres.js';
import { openStore } from './open.js';
import { startPostgres, type PostgresServer } from './postgres-server.js';
import { postgresFolder } from './program.js';
import { describeStore, type StoreHarness } from './suite.js';

let server: PostgresServer;

const postgres: StoreHarness = {
  name: 'PostgreSQL',
  start: async () => {
    server = await startPostgres();
    return { kind: 'postgres', at: server.address };
  },
  kill: () => server.kill(),
  revive: () => server.start(),
  stop: () => server.stop(),
  openFull: async () => {
    const pool = new pg.Pool({ connectionString: server.address });
    const store = createPostgresStore(pool, { table: 'full_notes', maxEntries: 30 });
    return { store, close: () => pool.end(), says: /PostgreSQL store .*failed: .*full/ };
  },
};

describeStore(postgres, openStore, postgresFolder() ? undefined : 'PostgreSQL is not installed');
