// Fails when custom-elements.json, or a file for editors that is made from it, is not what the sources say.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { editorFiles } from './editors.mjs';

const manifest = 'custom-elements.json';

/** The manifest as the sources have it now. */
function freshManifest() {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  const words = [
    'cem',
    'analyze',
    '--config',
    'custom-elements-manifest.config.mjs',
    '--quiet',
    '--outdir',
    relative(process.cwd(), folder),
  ];
  execFileSync('npx', words, { stdio: ['ignore', 'ignore', 'inherit'] });
  const text = readFileSync(join(folder, manifest), 'utf8');
  rmSync(folder, { recursive: true });
  return text;
}

const made = freshManifest();
const about = JSON.parse(readFileSync('package.json', 'utf8'));
const files = { [manifest]: made, ...editorFiles(JSON.parse(made), about) };
const stale = Object.entries(files).filter(([file, text]) => readFileSync(file, 'utf8') !== text);
for (const [file] of stale) console.error(`${file} is stale. Run \`npm run manifest\` and commit it.`);
if (!stale.length) console.log(`${Object.keys(files).join(', ')} are fresh.`);
process.exitCode = stale.length ? 1 : 0;
