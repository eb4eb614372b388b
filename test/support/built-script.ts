/** The single script, built as it is shipped. */
import { join } from 'node:path';
import { build } from 'vite';
import { builtOnce, type Built } from './built-once.js';

const root = join(import.meta.dirname, '../..');

/** Builds `loyalite.js` and its lazy chunks. */
export function buildScript(): Promise<Built> {
  return builtOnce('script', (folder) =>
    build({
      root,
      mode: 'script',
      logLevel: 'error',
      configFile: join(root, 'vite.config.ts'),
      build: { outDir: folder },
    }),
  );
}
