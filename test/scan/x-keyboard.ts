/** A screen of its own with a real keyboard: an X server, whose layout can be set, and a hand scanner with a US board that types on it. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import puppeteer, { TargetType, type Browser, type Page } from 'puppeteer-core';
import { chromiumArguments, findChromium } from '../../scripts/browsers.mjs';

const run = promisify(execFile);

/** The programs that are needed and not here. */
export const missingPrograms = ['Xvfb', 'setxkbmap', 'xdotool'].filter(
  (program) => spawnSync(program, ['-version']).error !== undefined,
);

/** The printing keys of a PC board, row by row, with the number of the first key of each row; the characters are those of the US. */
const rows: readonly [first: number, plain: string, shifted: string][] = [
  [10, '1234567890-=', '!@#$%^&*()_+'],
  [24, 'qwertyuiop[]', 'QWERTYUIOP{}'],
  [38, "asdfghjkl;'`", 'ASDFGHJKL:"~'],
  [51, '\\zxcvbnm,./', '|ZXCVBNM<>?'],
];
const [enter, shift] = ['36', '50'];

/** The key that types a character on a US board, as xdotool names keys. */
function keyFor(char: string): string {
  for (const [first, plain, shifted] of rows) {
    if (plain.includes(char)) return String(first + plain.indexOf(char));
    if (shifted.includes(char)) return `shift+${first + shifted.indexOf(char)}`;
  }
  throw new Error(`no key types ${char}`);
}

/** A screen with one window of Chromium. */
export interface Screen {
  page: Page;
  /** Sets the layout of the till. */
  setLayout(layout: string, variant?: string): Promise<void>;
  /** Types the keys of a text and Enter, 8 ms a key. */
  scan(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a screen, and a window without an address bar, which would keep the keys for itself. */
export async function openScreen(address: string): Promise<Screen> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = (await once(server.stdio[3] as Readable, 'data')) as [Buffer];
  const env = { ...process.env, DISPLAY: `:${String(number).trim()}` };
  const setLayout = async (layout: string, variant = ''): Promise<void> => {
    const words = ['-rules', 'evdev', '-model', 'pc105', '-layout', layout, '-variant', variant];
    await run('setxkbmap', words, { env });
  };
  await setLayout('us');
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    server.kill();
    await once(server, 'exit');
  };
  try {
    browser = await puppeteer.launch({
      executablePath: findChromium({ hasWindows: true }) ?? '',
      headless: false,
      defaultViewport: null,
      env,
      args: [...chromiumArguments, `--app=${address}`, '--window-position=0,0', '--window-size=1280,1024'],
    });
    const target = await browser.waitForTarget(
      (one) => one.type() === TargetType.PAGE && one.url().startsWith(address),
    );
    const page = await target.page();
    if (!page) throw new Error('the window has no page');
    await page.goto(address);
    await page.evaluate(() =>
      addEventListener('keyup', () => document.body.setAttribute('data-keys', ''), { once: true }),
    );
    // A window that has just come up does not have the keys at once, and nothing tells when it has.
    while (!(await page.evaluate(() => document.body.hasAttribute('data-keys'))))
      await run('xdotool', ['key', shift], { env });
    const scan = async (text: string): Promise<void> => {
      await run('xdotool', ['key', '--delay', '8', ...Array.from(text, keyFor), enter], { env });
    };
    return { page, setLayout, scan, close };
  } catch (error) {
    await close();
    throw error;
  }
}
