/** Each sentence that a cashier can read stands somewhere in the gallery, where eyes, axe and the trees come by. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { cameraEnglish } from '../../src/words/camera-english.js';
import { english } from '../../src/words/english.js';
import { keypadEnglish } from '../../src/words/keypad-english.js';
import { openPage } from '../support/browser.js';
import { alone } from './gallery.js';
import { browser, demo } from '../support/running-demo.js';

/** Sentences without a scene, and why. */
const unseen: Record<string, string> = {
  scanMissing: 'the script of the camera has to be gone from the server',
  outdated: 'a file of the script has to be of another release',
  printImpossible: 'the browser has to be one that cannot print',
  pinClearing: 'a minute has to pass',
  pinCleared: 'a minute has to pass',
  notDone: 'the browser itself shows it, in a form that waits for the result',
};

const keys = [...Object.keys(english), ...Object.keys(cameraEnglish), ...Object.keys(keypadEnglish)];

/** Runs in the page before the gallery: every element says the number of a sentence in its place, and the figures that came. */
const numbering = `
  globalThis.__name = (made) => made;
  const numbered = (name, index) => [name, (values) => ['⟦' + index + '⟧', ...Object.values(values)].join(' ')];
  const wording = Object.fromEntries(${JSON.stringify(keys)}.map(numbered));
  const create = document.createElement.bind(document);
  document.createElement = (tag) => Object.assign(create(tag), tag.startsWith('loyalite-') && { wording });
`;

/** Runs in the page: all that stands in it, for the eye or for the ear. */
function content(): string {
  const all = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot ? all(element.shadowRoot) : []),
    ]);
  // A slot has no box of its own.
  const isSeen = (element: Element | null): boolean =>
    element !== null && (element.localName === 'slot' ? isSeen(element.parentElement) : element.checkVisibility());
  return all(document)
    .filter(isSeen)
    .flatMap((element) => [
      element.getAttribute('aria-label'),
      ...Array.from(element.childNodes, (node) => node.nodeType === 3 && node.textContent),
    ])
    .join(' ');
}

/** The sentences of one page of the gallery. */
async function sentences(page: Page, scene: string): Promise<string[]> {
  await page.goto(`${demo.till}gallery/?scene=${scene}`);
  await page.waitForSelector('html[data-ready]');
  return Array.from((await page.evaluate(content)).matchAll(/⟦(\d+)⟧/g), ([, index]) => keys[Number(index)] as string);
}

describe('the gallery', () => {
  it('shows every sentence of the elements, of the camera and of the keypad', async () => {
    const { page } = await openPage(browser);
    await page.evaluateOnNewDocument(numbering);
    const seen = new Set<string>();
    for (const scene of ['', ...alone]) for (const key of await sentences(page, scene)) seen.add(key);
    await page.browserContext().close();
    assert.deepEqual(
      keys.filter((key) => !seen.has(key) && !(key in unseen)),
      [],
    );
  });
});
