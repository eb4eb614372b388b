/**
 * A copy of an example outside the repository, so that nothing of the repository's own packages is found by accident, with
 * its own packages and the packed library. Copies stay between runs, and what is installed in them too.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const start = promisify(execFile);
const bench = join(tmpdir(), 'loyalite-elements-stacks');

/** The repository. */
export const root = join(import.meta.dirname, '../../../..');
/** The examples. */
export const examples = join(root, 'demo/frameworks');

/** The environment without the test runner's own settings, which are not the example's. */
export function surroundings(): NodeJS.ProcessEnv {
  const runners = new Set(['NODE_OPTIONS', 'NODE_TEST_CONTEXT', 'NODE_ENV']);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !runners.has(name)));
}

/** Runs a program; what it said is in the error when it fails. */
export async function run(folder: string, program: string, words: readonly string[]): Promise<string> {
  try {
    const { stdout } = await start(program, words, {
      cwd: folder,
      env: surroundings(),
      maxBuffer: 2 ** 26,
      shell: process.platform === 'win32',
    });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${words.join(' ')} failed in ${folder}\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** The packed library under a name of its content, because npm takes the same name for the same package. */
function tarball(): string {
  const packed = process.env.STACKS_TARBALL;
  if (!packed) throw new Error('Run it by `npm run test:stacks -- FILE`, which packs the library.');
  const digest = createHash('sha256').update(readFileSync(packed)).digest('hex').slice(0, 12);
  const copy = join(bench, `loyalite-elements-${digest}.tgz`);
  mkdirSync(bench, { recursive: true });
  if (!existsSync(copy)) copyFileSync(packed, copy);
  return copy;
}

/** Copies an example, puts the packed library in the place of the repository, and installs what is missing. */
export async function setUp(source: string): Promise<string> {
  const folder = join(bench, basename(source));
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name !== 'node_modules') rmSync(join(folder, name), { recursive: true });
  }
  cpSync(source, folder, { recursive: true, filter: (path) => !/[/\\](node_modules|dist)$/.test(path) });
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  about.dependencies['loyalite-elements'] = `file:${tarball()}`;
  writeFileSync(join(folder, 'package.json'), JSON.stringify(about));
  await run(folder, 'npm', ['install', '--no-audit', '--no-fund', '--no-package-lock']);
  return folder;
}

/** Copies, installs and builds an example with its own build. */
export async function built(source: string): Promise<string> {
  const folder = await setUp(source);
  await run(folder, 'npm', ['run', 'build']);
  return folder;
}
