// `npm run test:stacks`: the package as others use it, in frameworks, bundlers and guides. Packs it once, hands the tarball to
// the tests, runs them one file at a time and closes with one line. Paths of test files restrict them; STACKS_TARBALL skips packing.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runNodeTests, sum, sumText, testFiles } from './node-tests.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

/** Builds and packs this repository as it would be published; the path of the tarball. */
function pack() {
  const folder = `${root}.cache/stacks`;
  mkdirSync(folder, { recursive: true });
  const words = ['pack', '--json', '--foreground-scripts=false', '--pack-destination', folder];
  const { status, stdout, stderr } = spawnSync('npm', words, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`The package could not be packed.\n${stdout}${stderr}`);
    process.exit(1);
  }
  return `${folder}/${JSON.parse(stdout.slice(stdout.search(/^[[{]/m)))[0].filename}`;
}

process.env.STACKS_TARBALL ??= pack();
const chosen = process.argv.slice(2).filter((file) => file.endsWith('.test.ts'));
const started = performance.now();
const results = await runNodeTests(chosen.length ? chosen : testFiles('test/stacks'));
const total = sum(results);
for (const result of results.filter((one) => one.failed)) console.log(`failed: ${result.file}`);
console.log(`\n${Math.round((performance.now() - started) / 1000)} s`);
console.log(sumText(total));
process.exit(total.passed > 0 && total.failed === 0 ? 0 : 1);
