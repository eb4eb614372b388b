// Runs test files of Node and counts what came of them; it knows nothing of browsers or of which files those are.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Every test file below a folder, in the same order each time. */
export function testFiles(folder) {
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
      .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`)
      // What a test wrote down (`test/.out/`) is no test, also where a name of its own says so.
      .filter((file) => !/\/(?:node_modules|\.[^/]+)\//.test(file.slice(folder.length)))
      .sort()
  );
}

/**
 * Each file by itself, in so many lanes side by side. What a file prints passes through as it comes, unless
 * `onfile` takes it with the file's result.
 */
export async function runNodeTests(files, { lanes = 1, onfile } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'node-tests-'));
  const waiting = files.map((file, index) => ({ file, resultsFile: join(folder, `${index}.jsonl`) }));
  const results = [];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = await runNodeFile(next, !onfile);
      results.push(result);
      onfile?.(result);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  rmSync(folder, { recursive: true });
  return results;
}

/** The file's process is the test's own: a runner in between loses the last results of a process that is made to end. */
async function runNodeFile({ file, resultsFile }, isLoud) {
  const options = [
    '--import=tsx',
    // A test that failed may leave a server behind, and one that hangs must not take the others with it.
    '--test-force-exit',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=./scripts/result-reporter.mjs',
    '--test-reporter-destination=stdout',
  ];
  const started = performance.now();
  const { output, code } = await run(
    [...options, file],
    {
      stdio: ['ignore', 'pipe', isLoud ? 'inherit' : 'pipe'],
      env: { ...process.env, RESULTS: resultsFile },
      timeout: 600_000,
    },
    isLoud,
  );
  const outcomes = readOutcomes(resultsFile);
  const count = (wanted) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  const failed = count('failed');
  return {
    file,
    passed: count('passed'),
    // A file that could not be loaded, or had to be ended, has failed without a test of its own.
    failed: code === 0 ? failed : Math.max(1, failed),
    skipped: outcomes.filter(({ outcome }) => outcome === 'skipped'),
    ms: performance.now() - started,
    output,
  };
}

function readOutcomes(file) {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}

/** Runs Node with these words and gives its output back when it has ended; passes it on as it comes, unless told not to. */
async function run(words, options, isLoud) {
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
export function sum(results) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of results) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped.length;
  }
  return total;
}

/** "12 passed, 0 failed", with what was skipped where anything was. */
export function sumText({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}
