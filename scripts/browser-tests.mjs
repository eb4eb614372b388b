// Runs the browser tests in this process and counts what came of each file in each engine; it knows nothing of Node's tests.
import { relative } from 'node:path';
import { startTestRunner } from '@web/test-runner';

/**
 * Runs these files, or all, in the engines of ENGINES. `onfile` is called with the result of each file in each engine: what
 * failed, and what the page wrote, is its `output`.
 */
export async function runBrowserTests(files, { onfile }) {
  const begun = performance.now();
  const runner = await startTestRunner({ argv: files, autoExitProcess: false, config: { reporters: [] } });
  const stopped = new Promise((resolve) => runner.on('stopped', resolve));
  const started = new Map();
  const results = [];
  runner.sessions.on('session-status-updated', ({ id }) => {
    const session = runner.sessions.get(id);
    if (session.status === 'INITIALIZING') started.set(id, performance.now());
    if (session.status !== 'FINISHED') return;
    const result = { ...resultOf(session), ms: performance.now() - (started.get(id) ?? begun) };
    results.push(result);
    onfile(result);
  });
  const passed = await stopped;
  if (!passed && results.every(({ failed }) => !failed))
    results.push({ file: '', engine: '', passed: 0, failed: 1, skipped: [], ms: 0, output: '' });
  return results;
}

function resultOf(session) {
  const tests = session.testResults ? flatten(session.testResults) : [];
  const failed = tests.filter((test) => !test.passed && !test.skipped);
  return {
    file: relative(process.cwd(), session.testFile),
    engine: session.browser.name,
    passed: tests.filter((test) => test.passed).length,
    // A file that could not be loaded has failed without a test of its own.
    failed: session.passed ? failed.length : Math.max(1, failed.length),
    skipped: tests.filter((test) => test.skipped).map(({ title }) => ({ name: title, reason: '' })),
    output: [
      ...failed.map(told),
      ...session.errors.map(explained),
      ...session.logs.map((words) => words.map(shown).join(' ')),
    ].join('\n'),
  };
}

/** Every test of a suite and below, with the titles above it in its own. */
function flatten(suite, above = '') {
  const name = (own) => [above, own].filter(Boolean).join(' › ');
  return [
    ...suite.tests.map((test) => ({ ...test, title: name(test.name) })),
    ...suite.suites.flatMap((inner) => flatten(inner, name(inner.name))),
  ];
}

const told = ({ title, error }) => `✘ ${title}\n${explained(error ?? {})}`;
const shown = (word) => (typeof word === 'string' ? word : JSON.stringify(word));

function explained({ name, message = 'Unknown error', expected, actual, stack }) {
  const difference =
    expected === undefined && actual === undefined ? [] : [`expected ${shown(expected)}`, `actual   ${shown(actual)}`];
  return [name ? `${name}: ${message}` : message, ...difference, stack].filter(Boolean).join('\n');
}
