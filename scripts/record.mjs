// What a test or a bench measured, for `npm run figures`: written where RECORD=1 asks for it, so that a run by itself changes no
// file. Date, commit and Node stand beside it.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/** Writes `test/bench/results/NAME.json`. */
export function record(name, command, figures) {
  if (!process.env.RECORD) return;
  const commit = execFileSync('git', ['rev-parse', '--short=7', 'HEAD'], { encoding: 'utf8' }).trim();
  const about = { command, date: new Date().toISOString().slice(0, 10), commit, node: process.versions.node };
  const file = new URL(`../test/bench/results/${name}.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify({ ...about, ...figures }, null, 2)}\n`);
}
