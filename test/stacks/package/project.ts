/** An empty project with the packed package installed in it, as somebody would have it who starts with it. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

/** The tarball that all tests of a run share; a file that runs alone packs its own. */
const tarball: Promise<string> = process.env['STACKS_TARBALL']
  ? Promise.resolve(process.env['STACKS_TARBALL'])
  : pack();

async function pack(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'loyalite-pack-'));
  const { stdout } = await execute(
    'npm',
    ['pack', '--json', '--foreground-scripts=false', '--pack-destination', folder],
    { cwd: root, maxBuffer: 1e8 },
  );
  const [{ filename = '' } = {}] = JSON.parse(stdout.slice(stdout.search(/^[[{]/m))) as { filename?: string }[];
  return join(folder, filename);
}

/** A project of its own. */
export interface Project {
  readonly folder: string;
  /** Writes files by their path in the project. */
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Runs a program of `node_modules/.bin` to its end and gives what it printed; a failure throws with that, and its exit `code`. */
  run(program: string, ...words: string[]): Promise<string>;
  /** Starts a program of `node_modules/.bin` that stays. */
  start(program: string, ...words: string[]): ChildProcess;
  remove(): Promise<void>;
}

/** Makes an empty project and installs the package and whatever else is named, `vite@8` for instance. */
export async function createProject(
  packages: readonly string[] = [],
  type: 'module' | 'commonjs' = 'module',
): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'loyalite-project-'));
  const program = (name: string): string => join(folder, 'node_modules/.bin', name);
  const write: Project['write'] = async (files) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  };
  await write({ 'package.json': JSON.stringify({ name: 'shop', private: true, type }) });
  const words = [
    'install',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--loglevel=error',
    await tarball,
    ...packages,
  ];
  await execute('npm', words, { cwd: folder, maxBuffer: 1e8 });
  return {
    folder,
    write,
    run: async (name, ...args) => {
      const ended = await execute(program(name), args, { cwd: folder, maxBuffer: 1e8 }).catch((error: unknown) => {
        const { stdout, stderr, code } = error as { stdout: string; stderr: string; code: number };
        throw Object.assign(new Error(`${name} ${args.join(' ')} failed:\n${stdout}${stderr}`), { code });
      });
      return ended.stdout + ended.stderr;
    },
    start: (name, ...args) => spawn(program(name), args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
