// Makes `npm start` and `npm test` work from nothing: installs the packages and, for the tests, finds or fetches a browser.
// Built-ins only, because it runs before anything is installed. The second time it does nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cacheFolder, findChromium } from './browsers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program in the foreground and tells whether it ended well. */
function run(program, words) {
  const { status } = spawnSync(program, words, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  return status === 0;
}

function installPackages() {
  const [lock, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map((name) => root + name);
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing packages …');
  if (!run('npm', ['ci', '--no-audit', '--no-fund'])) fail('The packages could not be installed.');
}

/** Ways to a browser where there is none, the quickest to fail first. */
const ways = [
  () =>
    run('npx', [
      '--yes',
      '@puppeteer/browsers@2.10.5',
      'install',
      'chrome-headless-shell@stable',
      '--path',
      cacheFolder,
    ]),
  () => isDebianRoot() && run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', 'chromium']),
];

function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function installBrowser() {
  if (findChromium()) return;
  if (process.env.CHROME_PATH) fail(`CHROME_PATH is set to ${process.env.CHROME_PATH}, which is no program.`);
  console.log('No browser found; fetching one …');
  mkdirSync(cacheFolder, { recursive: true });
  for (const fetchOne of ways) {
    if (fetchOne() && findChromium()) return;
  }
  fail('No browser could be installed. Install Chromium, Chrome or Edge, or set CHROME_PATH to one.');
}

function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Node 20.19 or newer is needed; this is ${process.version}.`);
installPackages();
if (process.argv.includes('--browser')) installBrowser();
