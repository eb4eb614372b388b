// `npm test`: the browser tests, the elements in every engine that is installed, and the Node tests, side by side where there are
// cores for it, and one last line for all. `npm test -- --engines chromium,firefox` names the engines, `--lanes 1` how many Node files run side by side;
// paths of test files restrict the tests. Nothing is run twice: a test that fails has failed.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findFirefox, findWebKit } from './browsers.mjs';
import { runNodeTests, sum, sumText, testFiles } from './node-tests.mjs';
import { isBrowserTest } from './test-kinds.mjs';

const { values, positionals } = parseArgs({
  options: { engines: { type: 'string' }, lanes: { type: 'string' } },
  allowPositionals: true,
});
const started = performance.now();
const known = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' };
const isInstalled = {
  chromium: () => true,
  firefox: () => Boolean(findFirefox()),
  webkit: () => Boolean(findWebKit()),
};
const howToGet = {
  firefox: 'on Debian: apt-get install firefox-esr; or set FIREFOX_PATH',
  webkit: 'on Debian: apt-get install webkit2gtk-driver xvfb',
};
const asked = (values.engines ?? process.env.ENGINES)?.split(',');
const stranger = asked?.find((name) => !Object.hasOwn(known, name));
if (stranger !== undefined) {
  console.error(`No engine is called "${stranger}". There are ${Object.keys(known).join(', ')}.`);
  process.exit(1);
}
const chosen = positionals.filter((file) => file.endsWith('.test.ts')).map((file) => file.replace(/^\.\//, ''));
// A file by hand is one engine, unless more were asked for.
const engines = (asked ?? (chosen.length ? ['chromium'] : Object.keys(known))).filter((name) => isInstalled[name]());
process.env.ENGINES = engines.join(',');

/** Longer than all others, so that no lane works alone at the end. */
const first = [
  'docs/site',
  'gestures/',
  'a11y/',
  'visual/',
  'scan/camera/fake-device',
  'model/',
  'soak/',
  'built/',
  'scan/',
];
const rank = (file) =>
  (first.findIndex((one) => file.startsWith(`test/${one}`)) + first.length + 1) % (first.length + 1);
const all = chosen.length ? chosen : testFiles('test').filter((file) => !file.startsWith('test/stacks/'));
const nodeFiles = all.filter((file) => !isBrowserTest(file)).sort((a, b) => rank(a) - rank(b));
const browserFiles = chosen.filter(isBrowserTest);
/** Many files wait for a person's pace more than they work. */
const lanes = Number(values.lanes ?? Math.min(4, availableParallelism() + 2));

/** What several files need built (the script, the site of the documents) is built here once. */
process.env.BUILT_IN_RUN = mkdtempSync(join(tmpdir(), 'loyalite-built-'));
process.on('exit', () => rmSync(process.env.BUILT_IN_RUN, { recursive: true, force: true }));

/** The browser runner takes `console` for itself while it runs. */
const print = (text) => process.stdout.write(`${text}\n`);
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const engineOf = ({ engine }) => engine ?? 'Node';

/** One line for a file; what it printed only where it failed, or where it was asked for. */
function report(result) {
  const { file, failed, skipped, ms, output } = result;
  print(`${failed ? '✘' : '✔'} ${engineOf(result).padEnd(8)} ${file}: ${sumText(sum([result]))} in ${seconds(ms)}`);
  for (const { name, reason } of skipped)
    print(`    skipped: ${name}${reason && reason !== 'true' ? ` (${reason})` : ''}`);
  if (output.trim() && (failed || chosen.length)) print(output.trimEnd().replace(/^/gm, '    '));
}

async function browserResults() {
  if (!engines.length || (chosen.length && !browserFiles.length)) return [];
  const { runBrowserTests } = await import('./browser-tests.mjs');
  return runBrowserTests(browserFiles, { onfile: report });
}

/** What came of it all, engine by engine, and which files were slow. */
function summary(results) {
  const slowest = [...results].sort((a, b) => b.ms - a.ms).slice(0, 8);
  print(`\nSlowest: ${slowest.map((one) => `${engineOf(one)} ${one.file} ${seconds(one.ms)}`).join(', ')}`);
  for (const result of results.filter((one) => one.failed)) print(`Failed: ${engineOf(result)} ${result.file}`);
  for (const name of ['Node', ...Object.values(known)]) {
    const own = results.filter((one) => engineOf(one) === name);
    if (own.length) print(`${name}: ${sumText(sum(own))}`);
  }
  for (const name of (asked ?? Object.keys(known)).filter((one) => !isInstalled[one]()))
    print(`${known[name]}: not installed, not tested (${howToGet[name]})`);
  print(`Took ${seconds(performance.now() - started)}.`);
}

const nodeResults = () => runNodeTests(nodeFiles, { lanes, onfile: report });
// With two cores nothing is won by it, and real keys come at another pace than they were pressed at.
const isSmall = availableParallelism() < 4;
const results = isSmall
  ? [...(await browserResults()), ...(await nodeResults())]
  : (await Promise.all([nodeResults(), browserResults()])).flat();
if (!chosen.length) summary(results);
const total = sum(results);
print(`\n${sumText(total)}`);
process.exit(total.passed > 0 && total.failed === 0 ? 0 : 1);
