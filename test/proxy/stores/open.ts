/** Opens a store by its address, as a merchant's program would. */
import { createClient } from '@redis/client';
import pg from 'pg';
import { createPostgresStore } from '../../../src/store-postgres.js';
import { createRedisStore } from '../../../src/store-redis.js';
import { createSqliteStore } from '../../../src/store-sqlite.js';
import type { OpenStore, StoreAddress } from './suite.js';

/** Opens one more connection. */
export async function openStore({ kind, at }: StoreAddress): Promise<OpenStore> {
  if (kind === 'sqlite') {
    const store = createSqliteStore(at);
    return { store, close: () => store.close() };
  }
  if (kind === 'redis') {
    const client = createClient({ socket: { path: at, tls: false, reconnectStrategy: () => 50 } });
    const store = createRedisStore(client, 'loyalite:test:');
    await client.connect();
    return { store, close: () => client.destroy() };
  }
  const pool = new pg.Pool({ connectionString: at, connectionTimeoutMillis: 2000, max: 4 });
  return { store: createPostgresStore(pool), close: () => pool.end() };
}
