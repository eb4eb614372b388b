// Runs test files of Node and counts what came of them; it knows nothing of browsers or of which files those are.
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

/**
 * Each file by itself, in so many lanes side by side. What a file prints passes through as it comes, unless
 * `onfile` takes it with the file's result.
 */
export async function runNodeTests(files, { lanes = 1, onfile } = {}) {
  const waiting = [...files];
  const results = [];
  const lane = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const result = await runNodeFile(file, !onfile);
      results.push(result);
      onfile?.(result);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

async function runNodeFile(file, isLoud) {
  // A test that failed may leave a server behind, and one that hangs must not take the others with it. Without `--test`, whose
  // process in between loses the last results where it is made to end.
  const options = [
    '--import',
    'tsx',
    '--test-force-exit',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
  ];
  const started = performance.now();
  const { output, code } = await run(
    [...options, file],
    { stdio: ['ignore', 'pipe', isLoud ? 'inherit' : 'pipe'], timeout: 600_000 },
    isLoud,
  );
  // The closing summary is read for the sums.
  const figure = (name) => Number(new RegExp(`^\\S* ?${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const failed = figure('fail') + figure('cancelled');
  return {
    file,
    passed: figure('pass'),
    failed: code === 0 ? failed : Math.max(1, failed),
    ms: performance.now() - started,
    output,
  };
}

/** Runs Node with these words and gives its output back when it has ended; passes it on as it comes, unless told not to. */
export async function run(words, options, isLoud = true) {
  const child = spawn(process.execPath, words, options);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
      if (isLoud) process.stdout.write(chunk);
    });
  }
  const [code] = await once(child, 'close');
  return { output, code };
}

/** The sum of many counts. */
export function sum(counts) {
  return counts.reduce((all, one) => ({ passed: all.passed + one.passed, failed: all.failed + one.failed }), {
    passed: 0,
    failed: 0,
  });
}
