/** An example's own dev server, with the calls of the till passed on to a service of the test. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { surroundings } from './workshop.js';

/** A dev server that runs. */
export interface DevServer {
  readonly address: string;
  close(): Promise<void>;
}

/** Starts vite in the folder of an example; `backend` is where `/loyalite` is. */
export async function startVite(folder: string, backend: string): Promise<DevServer> {
  edit(folder, 'vite.config.ts', 'http://127.0.0.1:8787', backend);
  const vite = spawn(
    process.execPath,
    ['node_modules/vite/bin/vite.js', '--host', '127.0.0.1', '--port', '0', '--strictPort', 'false'],
    { cwd: folder, env: { ...surroundings(), NO_COLOR: '1' } },
  );
  let said = '';
  vite.stderr.on('data', (chunk) => (said += String(chunk)));
  const address = await new Promise<string>((resolve, reject) => {
    vite.stdout.on('data', (chunk) => {
      said += String(chunk);
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
      if (found) resolve(found);
    });
    vite.once('exit', () => reject(new Error(said)));
  });
  return {
    address,
    close: async () => {
      const ended = once(vite, 'exit');
      vite.kill();
      await ended;
    },
  };
}

/** Replaces a text in a file of an example; fails where it does not stand there. */
export function edit(folder: string, file: string, before: string, after: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(before)) throw new Error(`${file} has no ${before}`);
  writeFileSync(path, text.replaceAll(before, after));
}
