// Whether a browser starts on this machine, and what its reader can do where it does not: a fetched one finds no shared libraries
// in a bare container, and a name on the PATH can be an empty shell. Built-ins only: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumArguments } from './browsers.mjs';

/** What a browser's own words are about, where it says more than one line. */
const telling = /shared librar|cannot open shared object|sandbox|not found|requires|error/i;

/** The libraries that the dynamic linker does not find for a program. */
function missingLibraries(path) {
  const { stdout } = spawnSync('ldd', [path], { encoding: 'utf8' });
  return [...(stdout ?? '').matchAll(/(\S+) => not found/g)].map(([, name]) => name);
}

/** Why a browser does not open an empty page, in a line; nothing where it does. On Windows it is not asked: that opens a window. */
export function troubleOf(path) {
  if (process.platform === 'win32') return undefined;
  const profile = mkdtempSync(join(tmpdir(), 'browser-start-'));
  const words = ['--headless', `--user-data-dir=${profile}`, ...chromiumArguments, '--dump-dom', 'about:blank'];
  const { status, stderr, error } = spawnSync(path, words, { encoding: 'utf8', timeout: 120_000 });
  rmSync(profile, { recursive: true, force: true });
  if (status === 0) return undefined;
  const missing = missingLibraries(path);
  if (missing.length) return `this machine lacks the libraries ${missing.join(', ')}`;
  const lines = (stderr ?? '').split('\n').filter(Boolean);
  return lines.find((line) => telling.test(line)) ?? lines[0] ?? error?.message ?? `it ended with ${status}`;
}

const isDebian = () => {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
};

/** What to install, for whoever reads it. */
export const howToGetBrowser = () =>
  isDebian()
    ? '`sudo apt-get install chromium` brings a browser with all that it needs; or set CHROME_PATH to one that starts.'
    : 'Install Chromium, Chrome or Edge by a package of your system, which brings the libraries; or set CHROME_PATH to one that starts.';
