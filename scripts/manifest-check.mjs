// Fails when custom-elements.json is not what the sources say.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const fresh = mkdtempSync(join(tmpdir(), 'manifest-'));
const words = ['cem', 'analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet', '--outdir', relative(process.cwd(), fresh)];
execFileSync('npx', words, { stdio: ['ignore', 'ignore', 'inherit'] });
const [made, committed] = [join(fresh, 'custom-elements.json'), 'custom-elements.json'].map((path) => readFileSync(path, 'utf8'));
rmSync(fresh, { recursive: true });
if (made !== committed) {
  console.error('custom-elements.json is stale. Run `npm run manifest` and commit it.');
  process.exit(1);
}
console.log('custom-elements.json is fresh.');
