/**
 * What several test files need built, built once in a run of `npm test`: by the first that asks, and the others wait for it. A file
 * that runs by itself builds for itself.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';

/** A folder with what was built; `remove` takes it away where it is the file's own. */
export interface Built {
  readonly folder: string;
  remove(): Promise<void>;
}

/** `build` fills the folder that it is given. */
export async function builtOnce(name: string, build: (folder: string) => Promise<unknown>): Promise<Built> {
  const run = process.env['BUILT_IN_RUN'];
  if (!run) {
    const folder = await mkdtemp(join(tmpdir(), `loyalite-${name}-`));
    await build(folder);
    return { folder, remove: () => rm(folder, { recursive: true }) };
  }
  const folder = join(run, name);
  const [lock, half, failure] = [`${folder}.lock`, `${folder}.half`, `${folder}.failed`];
  const shared = { folder, remove: () => Promise.resolve() };
  // Whoever makes the lock builds; a build may empty its own folder first.
  const isFirst = await mkdir(lock).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    try {
      await build(half);
      await rename(half, folder);
    } catch (error) {
      await writeFile(failure, String(error));
      throw error;
    }
    return shared;
  }
  while (!existsSync(folder)) {
    if (existsSync(failure)) throw new Error(`${name} could not be built, as another file of this run says`);
    await later(100);
  }
  return shared;
}
