/**
 * Finds a SQLite on this machine: Node's own, or one of two packages. Importing this file is safe everywhere, and a
 * bundler meets no name that it would have to resolve.
 */
import { StoreError } from './store-error.js';

/** What is needed of a database; `node:sqlite`, `better-sqlite3` and `libsql` have it. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  close?(): unknown;
}

/** What is needed of a prepared statement. */
export interface SqliteStatement {
  get(...values: (string | number)[]): unknown;
  run(...values: (string | number)[]): { changes: number | bigint };
}

type Driver = new (file: string) => SqliteDatabase;

/** Node's own modules as far as they are used here. */
interface Builtins {
  'node:sqlite': { DatabaseSync: Driver } | undefined;
  'node:module': { createRequire(base: string): (name: string) => unknown };
  'node:fs': { closeSync(file: number): void; openSync(path: string, flags: string, mode: number): number };
}

/** Packages that are tried in turn where Node has no SQLite. */
const packages = ['better-sqlite3', 'libsql'];

/** Opens a file, which is made readable by its owner alone. */
export function openSqlite(path: string): SqliteDatabase {
  const Database = findDriver();
  if (path !== ':memory:') {
    const { closeSync, openSync } = builtin('node:fs');
    closeSync(openSync(path, 'a', 0o600));
  }
  return new Database(path);
}

function findDriver(): Driver {
  const own = builtin('node:sqlite')?.DatabaseSync;
  if (own) return own;
  const { createRequire } = builtin('node:module');
  const { process } = globalThis as unknown as { process: { cwd(): string } };
  // Beside this package, and where the program was started: a package manager may keep the two apart.
  const bases = [import.meta.url, `${process.cwd()}/package.json`];
  for (const name of packages) {
    for (const base of bases) {
      try {
        return createRequire(base)(name) as Driver;
      } catch (error) {
        if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error;
      }
    }
  }
  throw new StoreError('SQLite', 'no SQLite was found. Use Node 22.13 or newer, or npm install libsql');
}

function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  if (!process?.getBuiltinModule) throw new StoreError('SQLite', 'it needs Node 20.19 or newer');
  return process.getBuiltinModule(name) as Builtins[Name];
}
