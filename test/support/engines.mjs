// The engines that the browser tests run in: Chromium always, Firefox and WebKit where they are installed.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import puppeteer from 'puppeteer-core';
import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { chromiumArguments, findChromium, findFirefox, findWebKit } from '../../scripts/browsers.mjs';

const fakeCamera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/** Nobody asks the runner what its pages load, and each of their modules would be told of in several events. */
const unheard = { networkEnabled: false };

/** A profile that is thrown away keeps nothing on the disk, and no process is held ready for a page that never comes. */
const shortLife = { 'browser.cache.disk.enable': false, 'dom.ipc.processPrelaunch.enabled': false };

function chromium() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium found. Set CHROME_PATH to a Chromium, Chrome or Edge.');
  return named(
    'Chromium',
    chromeLauncher({ launchOptions: { ...unheard, executablePath, args: [...chromiumArguments, ...fakeCamera] } }),
  );
}

function firefox() {
  const executablePath = findFirefox();
  if (!executablePath) return undefined;
  const launch = (options) =>
    puppeteer.launch({
      ...options,
      ...unheard,
      browser: 'firefox',
      executablePath,
      headless: true,
      extraPrefsFirefox: shortLife,
    });
  return named(
    'Firefox',
    chromeLauncher({
      puppeteer: { launch },
      createBrowserContext: ({ browser }) => browser.createBrowserContext(),
    }),
  );
}

async function webkit() {
  const found = findWebKit();
  if (!found) return undefined;
  const port = await freePort();
  const launcher = webdriverLauncher({
    hostname: '127.0.0.1',
    port,
    path: '/',
    capabilities: {
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary: found.browser, args: ['--automation'] },
    },
  });
  // Asks for the page's title once a minute, so that a hired browser stays: where that meets the opening or closing of a page,
  // WebKit's driver answers one of the two never, and a file whose every test has passed ends by a time limit.
  launcher.setupHeartbeat = () => undefined;
  outliveDriver();
  return oneByOne(
    'WebKit',
    withProcesses(launcher, () => startWebKit(found, port)),
  );
}

/** One test file at a time: with more, the launcher puts them into frames, which share the focus and take no keys. */
function oneByOne(name, launcher) {
  const initialize = launcher.initialize.bind(launcher);
  launcher.concurrency = 1;
  launcher.initialize = async (config, ...rest) => {
    await initialize({ ...config, concurrency: 1 }, ...rest);
    launcher.name = name;
  };
  return launcher;
}

function named(name, launcher) {
  launcher.name = name;
  return launcher;
}

/** Starts what a launcher needs when its first page is asked for, and ends it with the run. */
function withProcesses(launcher, start) {
  const [startSession, stop] = [launcher.startSession.bind(launcher), launcher.stop.bind(launcher)];
  let started;
  launcher.startSession = async (...session) => {
    started ??= start();
    await started;
    return startSession(...session);
  };
  launcher.stop = async () => {
    await stop().catch(() => undefined);
    for (const child of (await started) ?? []) child.kill();
  };
  return launcher;
}

/** The launcher awaits no page that it opens: one that a driver never answers for is for the runner to time out, and ends no test but its own. */
function outliveDriver() {
  process.on('unhandledRejection', (error) => {
    // Its class and its stack depend on what it was made from; every message of a driver's error begins so.
    if (!String(error?.message).startsWith('WebDriver')) throw error;
  });
}

async function startWebKit({ driver, screen }, port) {
  const xvfb = spawn(screen, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [display] = await once(xvfb.stdio[3], 'data');
  const env = {
    ...process.env,
    DISPLAY: `:${String(display).trim()}`,
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    LIBGL_ALWAYS_SOFTWARE: '1',
  };
  const webdriver = spawn(driver, ['-p', String(port)], { env, stdio: 'ignore' });
  process.once('exit', () => [webdriver, xvfb].forEach((child) => child.kill()));
  await answering(`http://127.0.0.1:${port}/status`);
  return [webdriver, xvfb];
}

async function answering(url) {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} does not answer`);
}

/** A port of this machine that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** The launchers of the engines asked for (all by default) that this machine has. */
export async function engines(wanted = ['chromium', 'firefox', 'webkit']) {
  const makers = { chromium, firefox, webkit };
  const launchers = await Promise.all(wanted.map((name) => makers[name]()));
  return launchers.filter(Boolean);
}
