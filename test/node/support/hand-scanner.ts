/** A hand scanner with a US board: real key events, all at once, and Enter; their times are a scanner's, however busy the machine is. */
import type { Page } from 'puppeteer-core';

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

/** Milliseconds a key, and between two scans. */
const pace = 8;
const rest = 1000;
let lastAt = 0;

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
  const startAt = Math.max(Date.now(), lastAt + rest);
  lastAt = startAt + pace * strokes.length;
  const sent = strokes.flatMap((key, index) =>
    (['keyDown', 'keyUp'] as const).map((type, half) => ({
      ...key,
      type,
      ...(type === 'keyUp' && { text: '' }),
      timestamp: (startAt + pace * (index + half / 2)) / 1000,
    })),
  );
  await Promise.all(sent.map((key) => devtools.send('Input.dispatchKeyEvent', key)));
  await devtools.detach();
}
