/** A hand scanner with a US board: real key events, all at once, and Enter; their time stamps are the scanner's, not the machine's. */
import type { Page } from 'puppeteer-core';

/** Seconds from one key to the next. */
const pace = 0.005;

const codes: Record<string, string> = {
  '-': 'Minus',
  _: 'Minus',
  '=': 'Equal',
  '.': 'Period',
  '/': 'Slash',
  ':': 'Semicolon',
  '\\': 'Backslash',
  '+': 'Equal',
  '?': 'Slash',
};
const codeOf = (char: string): string => codes[char] ?? (/\d/.test(char) ? `Digit${char}` : `Key${char.toUpperCase()}`);

/** Resolves when what listens to a hand scanner is loaded, has run and listens. */
export async function armed(page: Page): Promise<void> {
  const loaded = await page.waitForFunction(
    () => performance.getEntriesByType('resource').find(({ name }) => name.includes('hand-scanner'))?.name,
  );
  const address = await loaded.jsonValue();
  // Whoever waits for the same module has it by the next task.
  await page.evaluate(`import(${JSON.stringify(address)}).then(() => new Promise((resolve) => setTimeout(resolve)))`);
}

/** Types a text with its keys; `till` says what a till of another layout makes of them. */
export async function typeScan(page: Page, text: string, till: Record<string, string> = {}): Promise<void> {
  const devtools = await page.createCDPSession();
  const strokes = Array.from(text, (char) => ({
    key: till[char] ?? char,
    code: codeOf(char),
    text: till[char] ?? char,
    modifiers: /[A-Z_:+?]/.test(char) ? 8 : 0,
  }));
  strokes.push({ key: 'Enter', code: 'Enter', text: '\r', modifiers: 0 });
  // The last key is now: what a hand does next comes after it.
  const startAt = Date.now() / 1000 - strokes.length * pace;
  const sent = strokes.flatMap((key, index) =>
    (['keyDown', 'keyUp'] as const).map((type) => ({
      ...key,
      type,
      ...(type === 'keyUp' && { text: '' }),
      timestamp: startAt + index * pace,
    })),
  );
  await Promise.all(sent.map((key) => devtools.send('Input.dispatchKeyEvent', key)));
  await devtools.detach();
}
