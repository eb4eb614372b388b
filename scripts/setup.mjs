// Makes `npm start` and `npm test` work from nothing: installs the packages and, for the tests, finds or fetches a browser.
// Built-ins only, because it runs before anything is installed. The second time it does nothing. A browser that is there and does
// not start is told here, with what it lacks, and not by each test of its own.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { howToGetBrowser, troubleOf } from './browser-start.mjs';
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

const fetchShell = () =>
  run('npx', ['--yes', '@puppeteer/browsers@2.10.5', 'install', 'chrome-headless-shell@stable', '--path', cacheFolder]);

const installPackage = () =>
  run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);

function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** A browser that started once starts again, as long as it is the same file. */
const started = `${cacheFolder}started`;
const nameOf = (path) => `${path} ${statSync(path).mtimeMs}`;

/** Why the browser that is found cannot be used: nothing where it starts, or none is there. */
function findTrouble() {
  const path = findChromium();
  if (!path) return 'No browser was found.';
  if (existsSync(started) && readFileSync(started, 'utf8') === nameOf(path)) return undefined;
  const trouble = troubleOf(path);
  if (trouble) return `${path} does not start: ${trouble}.`;
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(started, nameOf(path));
  return undefined;
}

function installBrowser() {
  const named = process.env.CHROME_PATH;
  if (named && !findChromium()) fail(`CHROME_PATH is set to ${named}, which is no program.`);
  let trouble = findTrouble();
  // The quickest to fail first. What does not start, the system's own package brings the libraries for.
  const ways = [...(findChromium() ? [] : [fetchShell]), ...(isDebianRoot() ? [installPackage] : [])];
  for (const way of named ? [] : ways) {
    if (!trouble) return;
    console.log(`${trouble} Getting one …`);
    mkdirSync(cacheFolder, { recursive: true });
    if (way()) trouble = findTrouble();
  }
  if (trouble) fail(`${trouble}\n${howToGetBrowser()}`);
}

function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Node 20.19 or newer is needed; this is ${process.version}.`);
installPackages();
if (process.argv.includes('--browser')) installBrowser();
