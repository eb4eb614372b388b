/** The single script, built as it is shipped, into a folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');

/** Builds `loyalite.js` and its lazy chunks; the folder goes with `remove`. */
export async function buildScript(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'loyalite-script-'));
  await build({
    root,
    mode: 'script',
    logLevel: 'error',
    configFile: join(root, 'vite.config.ts'),
    build: { outDir: folder },
  });
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
