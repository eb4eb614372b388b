/** Code blocks as programs and modules of their own, in a folder where the package's name leads to the sources. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './markdown.js';

/** Writes a block into a file and gives its path. */
export function fileOf(name: string, code: string): string {
  const folder = join(root, 'test/.out/docs');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, `// @ts-nocheck\n${code}`);
  return file;
}

/** Imports a block. */
export async function moduleOf<Exports>(name: string, code: string): Promise<Exports> {
  return (await import(pathToFileURL(fileOf(`${name}.ts`, code)).href)) as Exports;
}

/** Runs a file in a process of its own: `words` are for Node, `args` for the program. */
export function run(
  file: string,
  words: string[] = [],
  env: NodeJS.ProcessEnv = {},
  args: string[] = [],
): ChildProcess {
  // A runner of its own: without this it would report to the one that runs this test.
  const alone = { ...process.env, NODE_TEST_CONTEXT: undefined };
  return spawn(process.execPath, ['--import', 'tsx', ...words, file, ...args], {
    cwd: root,
    env: { ...alone, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Waits until what a program prints matches. */
export function printed({ stdout }: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let text = '';
    stdout?.on('data', (chunk) => {
      text += String(chunk);
      const match = pattern.exec(text);
      if (match) resolve(match);
    });
    stdout?.once('end', () => reject(new Error(`The program ended after: ${text}`)));
  });
}
