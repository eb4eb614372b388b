// `npm test`: the Node tests, then the browser tests in Chromium, and one last line for both.
// `npm test -- --engines chromium,firefox,webkit` names the engines; paths of test files restrict the tests.
// Some tests press real keys at a real pace, which a busy machine can spoil: a file that failed is run once more, alone.
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { run, runNodeTests, sum, testFiles } from './node-tests.mjs';

const { values, positionals } = parseArgs({ options: { engines: { type: 'string' } }, allowPositionals: true });
process.env.ENGINES = values.engines ?? process.env.ENGINES ?? 'chromium';

/** The browser runner in this process, so that every result of every engine can be counted. */
async function runBrowserTests(files) {
  const { startTestRunner } = await import('@web/test-runner');
  const runner = await startTestRunner({ argv: files, autoExitProcess: false });
  const passed = await new Promise((resolve) => runner.on('stopped', resolve));
  const counts = [...runner.sessions.all()].map((session) => ({ file: relative(process.cwd(), session.testFile), engine: session.browser.name, ...count(session) }));
  for (const engine of new Set(counts.map((one) => one.engine))) {
    const own = sum(counts.filter((one) => one.engine === engine));
    console.log(`${engine}: ${own.passed} passed, ${own.failed} failed`);
  }
  if (!passed && !sum(counts).failed) counts.push({ file: '', engine: '', passed: 0, failed: 1 });
  return counts;
}

function count({ passed, testResults }) {
  const tests = testResults ? flatten(testResults) : [];
  const failed = tests.filter((test) => !test.passed && !test.skipped).length;
  // A file that could not be loaded has failed without a test of its own.
  return { passed: tests.filter((test) => test.passed).length, failed: passed ? failed : Math.max(1, failed) };
}

const flatten = (suite) => [...suite.tests, ...suite.suites.flatMap(flatten)];

const isNodeTest = (file) => file.replace(/^\.\//, '').startsWith('test/node/');
const chosen = positionals.filter((file) => file.endsWith('.test.ts'));
const nodeFiles = chosen.length ? chosen.filter(isNodeTest) : testFiles('test/node');
const browserFiles = chosen.filter((file) => !isNodeTest(file));

/** Runs the files that failed once more, each as if it were the only one; what fails again has failed. */
async function runAgain(files) {
  console.log(`\nOnce more: ${files.join(', ')}`);
  const engines = ['--engines', process.env.ENGINES];
  const { output } = await run([process.argv[1], ...engines, ...files], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, SECOND_TRY: '1' } });
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? [];
  return { passed: Number(passed ?? 0), failed: Number(failed ?? 1) };
}

const results = await runNodeTests(nodeFiles);
if (!chosen.length || browserFiles.length) results.push(...(await runBrowserTests(browserFiles)));
const again = [...new Set(results.filter(({ file, failed }) => failed && file).map(({ file }) => file))];
const isFirstTry = !process.env.SECOND_TRY && again.length > 0;
const kept = isFirstTry ? results.filter(({ file }) => !again.includes(file)) : results;
const { passed, failed } = sum(isFirstTry ? [...kept, await runAgain(again)] : kept);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(passed > 0 && failed === 0 ? 0 : 1);
