// Runs test files of Node one at a time and counts what came of them; it knows nothing of browsers or of which files those are.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';

/** Every test file below a folder, in the same order each time. */
export function testFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`)
    .filter((file) => !file.includes('/node_modules/'))
    .sort();
}

/** Node's own runner, file by file; its closing summary is read for the sums. */
export async function runNodeTests(files) {
  const results = [];
  for (const file of files) results.push({ file, ...(await runNodeFile(file)) });
  return results;
}

async function runNodeFile(file) {
  // A test that failed may leave a server behind, and one that hangs must not take the others with it.
  const options = ['--import', 'tsx', '--test', '--test-force-exit', '--test-timeout=600000', '--test-reporter=spec', '--test-reporter-destination=stdout'];
  const { output, code } = await run([...options, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const figure = (name) => Number(new RegExp(`^\\S* ?${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const failed = figure('fail') + figure('cancelled');
  return { passed: figure('pass'), failed: code === 0 ? failed : Math.max(1, failed) };
}

/** Runs Node with these words, passes its output on, and gives it back when it has ended. */
export async function run(words, options) {
  const child = spawn(process.execPath, words, options);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  const [code] = await once(child, 'close');
  return { output, code };
}

/** The sum of many counts. */
export function sum(counts) {
  return counts.reduce((all, one) => ({ passed: all.passed + one.passed, failed: all.failed + one.failed }), { passed: 0, failed: 0 });
}
