// Where the browsers of this machine are. Built-ins only: it also runs before anything is installed.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Browsers that the set-up script fetched by itself are kept here. */
export const cacheFolder = fileURLToPath(new URL('../.cache/browsers/', import.meta.url));

const windowlessNames = ['chromium-headless-shell', 'chrome-headless-shell'];
const chromiumNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];
const chromiumPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((root) => [
      join(root, 'Google/Chrome/Application/chrome.exe'),
      join(root, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
];

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function fetched() {
  if (!existsSync(cacheFolder)) return undefined;
  const names = new Set(['chrome', 'chrome-headless-shell', 'Google Chrome for Testing']);
  return readdirSync(cacheFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && names.has(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .find(isProgram);
}

/**
 * The path of a Chromium-based browser, or undefined: `CHROME_PATH`, the PATH, the usual places, our own cache. Tests take the one
 * that has no windows where it is installed: a page of it opens in a third of the processor's time. `hasWindows` leaves it out.
 */
export function findChromium({ hasWindows = false } = {}) {
  const named = process.env.CHROME_PATH;
  if (named) return isProgram(named) ? named : undefined;
  const names = hasWindows ? chromiumNames : [...windowlessNames, ...chromiumNames];
  return onPath(names) ?? chromiumPlaces.find(isProgram) ?? fetched();
}

/** The path of Firefox, or undefined. */
export function findFirefox() {
  return process.env.FIREFOX_PATH ?? onPath(['firefox-esr', 'firefox']);
}

/** What WebKit needs to be driven on Linux (driver, its browser, a virtual screen), or undefined. */
export function findWebKit() {
  const driver = onPath(['WebKitWebDriver']);
  const screen = onPath(['Xvfb']);
  const browser = ['x86_64-linux-gnu', 'aarch64-linux-gnu']
    .flatMap((machine) => ['4.1', '4.0'].map((version) => `/usr/lib/${machine}/webkit2gtk-${version}/MiniBrowser`))
    .find(isProgram);
  return driver && screen && browser ? { driver, screen, browser } : undefined;
}

/** Chromium refuses to run its sandbox as root, as in most containers. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
