// `npm test`: the Node tests, then the browser tests in Chromium, and one last line for both.
// `npm test -- --engines chromium,firefox,webkit` names the engines; paths of test files restrict the tests.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({ options: { engines: { type: 'string' } }, allowPositionals: true });
process.env.ENGINES = values.engines ?? process.env.ENGINES ?? 'chromium';

function testFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`)
    .sort();
}

/** Node's own runner in a process of its own; its closing summary is read for the sums. */
async function runNodeTests(files) {
  if (!files.length) return { passed: 0, failed: 0 };
  const options = ['--import', 'tsx', '--test', '--test-concurrency=1', '--test-reporter=spec', '--test-reporter-destination=stdout'];
  const child = spawn(process.execPath, [...options, ...files], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  const [code] = await once(child, 'close');
  const figure = (name) => Number(new RegExp(`^\\S* ?${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const failed = figure('fail') + figure('cancelled');
  return { passed: figure('pass'), failed: code === 0 ? failed : Math.max(1, failed) };
}

/** The browser runner in this process, so that every result of every engine can be counted. */
async function runBrowserTests(files) {
  const { startTestRunner } = await import('@web/test-runner');
  const runner = await startTestRunner({ argv: files, autoExitProcess: false });
  const passed = await new Promise((resolve) => runner.on('stopped', resolve));
  const counts = [...runner.sessions.all()].map((session) => ({ engine: session.browser.name, ...count(session) }));
  for (const engine of new Set(counts.map((one) => one.engine))) {
    const own = sum(counts.filter((one) => one.engine === engine));
    console.log(`${engine}: ${own.passed} passed, ${own.failed} failed`);
  }
  const total = sum(counts);
  return { ...total, failed: passed ? total.failed : Math.max(1, total.failed) };
}

function count({ passed, testResults }) {
  const tests = testResults ? flatten(testResults) : [];
  const failed = tests.filter((test) => !test.passed && !test.skipped).length;
  // A file that could not be loaded has failed without a test of its own.
  return { passed: tests.filter((test) => test.passed).length, failed: passed ? failed : Math.max(1, failed) };
}

const flatten = (suite) => [...suite.tests, ...suite.suites.flatMap(flatten)];

function sum(counts) {
  return counts.reduce((all, one) => ({ passed: all.passed + one.passed, failed: all.failed + one.failed }), { passed: 0, failed: 0 });
}

const isNodeTest = (file) => file.replace(/^\.\//, '').startsWith('test/node/');
const chosen = positionals.filter((file) => file.endsWith('.test.ts'));
const nodeFiles = chosen.length ? chosen.filter(isNodeTest) : testFiles('test/node');
const browserFiles = chosen.filter((file) => !isNodeTest(file));

const results = [await runNodeTests(nodeFiles)];
if (!chosen.length || browserFiles.length) results.push(await runBrowserTests(browserFiles));
const { passed, failed } = sum(results);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(passed > 0 && failed === 0 ? 0 : 1);
