/**
 * Work with very many promises, in a process of its own: the test runner watches every promise of its own process, and under its
 * eyes such work takes two or three times as long. Knows nothing of what is worked on.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Runs a program of the tests, given by its `file:` address, and reads the JSON that it prints; fails with what it wrote where it fails. */
export async function aside<Result>(
  program: string,
  { words = [], options = [] }: { words?: readonly string[]; options?: readonly string[] } = {},
): Promise<Result> {
  const line = [...options, '--import', 'tsx', fileURLToPath(program), ...words];
  const { stdout } = await promisify(execFile)(process.execPath, line, { maxBuffer: 2 ** 28 });
  return JSON.parse(stdout) as Result;
}
