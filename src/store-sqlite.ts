/** Public entry `loyalite-elements/store-sqlite`: the proxy's notes in a file, for one server. */
export { createSqliteStore } from './stores/sqlite.js';
export type { SqliteStore, SqliteStoreOptions } from './stores/sqlite.js';
export type { SqliteDatabase, SqliteStatement } from './stores/sqlite-driver.js';
export { StoreError } from './stores/store-error.js';
