// The built modules of the package; in a checkout that was not built yet, the sources stand in under a TypeScript loader.
import { existsSync } from 'node:fs';

/** Imports `dist/<name>.js`. */
export function load(name) {
  const built = new URL(`../dist/${name}.js`, import.meta.url);
  return import(existsSync(built) ? built : new URL(`../src/${name}.ts`, import.meta.url));
}
