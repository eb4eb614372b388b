/** Public entry `loyalite-elements/store-postgres`: the proxy's notes in PostgreSQL, for several servers. */
export { createPostgresStore } from './stores/postgres.js';
export type { PostgresPool, PostgresStoreOptions } from './stores/postgres.js';
export { StoreError } from './stores/store-error.js';
