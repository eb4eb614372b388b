// `npm test`: the Node tests and the browser tests side by side, the elements in every engine that is installed, and one last
// line for all. `npm test -- --engines chromium,firefox` names the engines, `--lanes 1` how many Node files run side by side;
// paths of test files restrict the tests.
// A machine that is busy with other things can spoil real keys and real films: a file that failed is run once more, alone.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { findFirefox, findWebKit } from './browsers.mjs';
import { runNodeTests, run, sum, testFiles } from './node-tests.mjs';

const { values, positionals } = parseArgs({
  options: { engines: { type: 'string' }, lanes: { type: 'string' } },
  allowPositionals: true,
});
const isFirstTry = !process.env.SECOND_TRY;
const started = performance.now();
const known = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' };
const isInstalled = {
  chromium: () => true,
  firefox: () => Boolean(findFirefox()),
  webkit: () => Boolean(findWebKit()),
};
const asked = (values.engines ?? process.env.ENGINES)?.split(',');
const stranger = asked?.find((name) => !Object.hasOwn(known, name));
if (stranger !== undefined) {
  console.error(`No engine is called "${stranger}". There are ${Object.keys(known).join(', ')}.`);
  process.exit(1);
}
const isNodeTest = (file) => file.replace(/^\.\//, '').startsWith('test/node/');
const chosen = positionals.filter((file) => file.endsWith('.test.ts'));
// A file by hand is one engine, unless more were asked for.
const engines = (asked ?? (chosen.length ? ['chromium'] : Object.keys(known))).filter((name) => isInstalled[name]());
process.env.ENGINES = engines.join(',');

/** Longer than all others, so that nobody waits for them at the end. */
const first = ['test/node/model/', 'test/node/a11y/axe'];
const rank = (file) => (first.findIndex((start) => file.startsWith(start)) + first.length + 1) % (first.length + 1);
const nodeFiles = chosen.length ? chosen.filter(isNodeTest) : testFiles('test/node').sort((a, b) => rank(a) - rank(b));
const browserFiles = chosen.filter((file) => !isNodeTest(file));
const lanes = Number(values.lanes ?? Math.min(3, availableParallelism()));

/** The browser runner takes `console` for itself while it runs. */
const print = (text) => process.stdout.write(`${text}\n`);
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const engineOf = ({ engine }) => engine ?? 'Node';

/** One line for a file; what it printed only where it failed, or where it was asked for. */
function report(result) {
  const { file, passed, failed, ms, output } = result;
  const sums = failed ? `${passed} passed, ${failed} failed` : `${passed} passed`;
  print(`${failed ? '✘' : '✔'} ${engineOf(result).padEnd(8)} ${file}: ${sums} in ${seconds(ms)}`);
  if (output.trim() && (failed || chosen.length)) print(output.trimEnd().replace(/^/gm, '    '));
}

async function browserResults() {
  if (!engines.length || (chosen.length && !browserFiles.length)) return [];
  const { runBrowserTests } = await import('./browser-tests.mjs');
  return runBrowserTests(browserFiles, { onfile: report });
}

/** Runs the files that failed once more in the engine they failed in, each as if it were the only one; what fails again has failed. */
async function runAgain(failures) {
  const results = [];
  for (const { file, engine } of failures) {
    print(`\nOnce more, alone: ${engine ?? 'Node'} ${file}`);
    const words = [process.argv[1], ...(engine ? ['--engines', engine.toLowerCase()] : []), file];
    const { output } = await run(words, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, SECOND_TRY: '1' },
    });
    const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? [];
    results.push({ file, engine, passed: Number(passed ?? 0), failed: Number(failed ?? 1), ms: 0 });
  }
  return results;
}

const results = (await Promise.all([runNodeTests(nodeFiles, { lanes, onfile: report }), browserResults()])).flat();
const failures = isFirstTry ? results.filter(({ file, failed }) => file && failed) : [];
const again = await runAgain(failures);
const kept = [...results.filter((result) => !failures.includes(result)), ...again];

/** What came of it all, engine by engine, and which files were slow or had to be run twice. */
function summary() {
  const slowest = [...results].sort((a, b) => b.ms - a.ms).slice(0, 8);
  print(`\nSlowest: ${slowest.map((one) => `${engineOf(one)} ${one.file} ${seconds(one.ms)}`).join(', ')}`);
  for (const name of ['Node', ...Object.values(known)]) {
    const own = kept.filter((one) => engineOf(one) === name);
    const { passed, failed } = sum(own);
    if (own.length) print(`${name}: ${passed} passed, ${failed} failed`);
  }
  for (const name of (asked ?? Object.keys(known)).filter((one) => !isInstalled[one]()))
    print(`${known[name]}: not installed, not tested`);
  print(
    again.length
      ? `Needed a second try: ${again.map((one) => `${engineOf(one)} ${one.file} (${one.failed ? 'failed again' : 'passed'})`).join(', ')}`
      : 'Nothing needed a second try.',
  );
  print(`Took ${seconds(performance.now() - started)}.`);
}

if (isFirstTry && !chosen.length) summary();
const { passed, failed } = sum(kept);
print(`\n${passed} passed, ${failed} failed`);
process.exit(passed > 0 && failed === 0 ? 0 : 1);
