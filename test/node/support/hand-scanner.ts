/** A hand scanner with a US board: real key events, all at once, and Enter. */
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
  const sent = strokes.flatMap((key) =>
    (['keyDown', 'keyUp'] as const).map((type) => ({ ...key, type, ...(type === 'keyUp' && { text: '' }) })),
  );
  await Promise.all(sent.map((key) => devtools.send('Input.dispatchKeyEvent', key)));
  await devtools.detach();
}
