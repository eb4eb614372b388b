/**
 * The gallery as a test looks at it: one font on every machine, nothing that moves, and the settings that an eye or a page may
 * ask for. Knows nothing of what is measured there.
 */
import { readFileSync } from 'node:fs';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { scenes } from '../../docs/gallery/scenes.ts';
import type { LanguageCode } from '../../docs/languages.js';
import { openPage } from '../support/browser.js';

/** The scenes that take the page for themselves: the dialogs of the PIN, cameras and hand scanners. */
export const alone = scenes.filter(({ isAlone }) => isAlone).map(({ id }) => id);

/** Light, dark, or the system's own few colours. */
export type Scheme = 'light' | 'dark' | 'forced';
export type Lang = LanguageCode;
export type Theme = 'plain' | 'cafe' | 'contrast';

/** What the page is opened with. */
export interface Look {
  scheme?: Scheme;
  lang?: Lang;
  theme?: Theme;
  width?: number;
  /** One scene alone; by default all that open no dialog. */
  scene?: string;
  /** Whether what moves may move. */
  moves?: boolean;
  /** Whether the tests' own fonts are taken; what is not measured is quicker without. */
  hasFonts?: boolean;
}

/** The fonts of every picture, under names that no machine has; each is asked for what those before it lack. */
const fonts = [
  { family: 'Test', file: 'dejavu-sans/files/dejavu-sans-latin' },
  { family: 'Test Extended', file: 'noto-sans/files/noto-sans-latin-ext' },
  { family: 'Test Arabic', file: 'noto-sans-arabic/files/noto-sans-arabic-arabic' },
  { family: 'Test Mono', file: 'dejavu-mono/files/dejavu-mono-latin' },
].flatMap(({ family, file }) =>
  ['400', '700'].map((weight) => ({
    family,
    weight: weight === '400' ? '100 500' : '501 900',
    text: readFileSync(new URL(import.meta.resolve(`@fontsource/${file}-${weight}-normal.woff2`))).toString('base64'),
  })),
);

const fontNames = fonts.map(({ family, weight }) => ({ family, weight }));

/** Runs in the page: they are a megabyte, which is carried in once for all pages of a context. */
async function keepFonts(files: typeof fonts): Promise<void> {
  const cache = await caches.open('fonts');
  for (const { family, weight, text } of files) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    await cache.put(`/${family}/${weight}`, new Response(bytes));
  }
}

/** Runs in the page: fonts that come from memory ask nobody, so the page's policy has nothing to refuse. */
async function takeFonts(names: typeof fontNames): Promise<void> {
  const cache = await caches.open('fonts');
  for (const { family, weight } of names) {
    const bytes = await (await cache.match(`/${family}/${weight}`))?.arrayBuffer();
    if (!bytes) throw new Error(`no font ${family} is kept`);
    document.fonts.add(await new FontFace(family, bytes, { weight }).load());
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    html body, html body :is(loyalite-lookup, loyalite-redeem, loyalite-earn) { font-family: Test, 'Test Extended', 'Test Arabic'; }
    ::part(pin-input), ::part(coupon-code), [data-loyalite-slip], pre, code { font-family: 'Test Mono', 'Test Extended', 'Test Arabic' !important; }
    html { caret-color: transparent; }`);
  document.adoptedStyleSheets.push(sheet);
}

/** Runs in the page: whether every element speaks another language than English, and the pictures are drawn. */
function speaks(isEnglish: boolean): boolean {
  // A step that is not in sight has no heading, but its name.
  const headings = [...document.querySelectorAll('figure :is(loyalite-lookup, loyalite-redeem, loyalite-earn)')].map(
    (element) => element.shadowRoot?.querySelector('.card')?.ariaLabel ?? '',
  );
  return (
    headings.length > 0 &&
    headings.every(
      (text) =>
        text !== '' &&
        isEnglish ===
          ['Customer', 'Use points', 'Use stamps', 'Use coupon', 'Give points', 'Give stamps'].includes(text),
    )
  );
}

/** One page of the gallery, every scene in its state. */
export class Gallery {
  readonly page: Page;
  readonly #session: CDPSession;
  readonly #address: string;
  #keepsFonts = false;

  constructor(page: Page, session: CDPSession, address: string) {
    this.page = page;
    this.#session = session;
    this.#address = address;
  }

  static async open(browser: Browser, address: string, look: Look = {}): Promise<Gallery> {
    const { page } = await openPage(browser);
    const gallery = new Gallery(page, await page.createCDPSession(), address);
    // What esbuild wraps named functions in, so that they can be handed to the page as they are; and notes of no other look.
    await page.evaluateOnNewDocument(
      'globalThis.__name = (made) => made; localStorage.clear(); sessionStorage.clear();',
    );
    await gallery.show(look);
    return gallery;
  }

  /** Loads the page anew with another look, which is quicker than another context; nothing is kept of the one before. */
  async show({
    scheme = 'light',
    lang = 'en',
    theme = 'plain',
    width = 320,
    scene,
    moves = false,
    hasFonts = true,
  }: Look = {}): Promise<void> {
    const { page } = this;
    await this.see(scheme, moves);
    await this.resize(width);
    const wishes = new URLSearchParams({ lang, theme, ...(scene && { scene }) });
    await page.goto(`${this.#address}gallery/?${wishes.toString()}`);
    await page.waitForSelector('html[data-ready]');
    if (hasFonts) {
      if (!this.#keepsFonts) await page.evaluate(keepFonts, fonts);
      this.#keepsFonts = true;
      await page.evaluate(takeFonts, fontNames);
    }
    await page.waitForFunction(speaks, {}, lang === 'en');
  }

  /** What the system asks for: its colours, and whether things may move. */
  async see(scheme: Scheme, moves = false): Promise<void> {
    const features = [
      { name: 'prefers-color-scheme', value: scheme === 'dark' ? 'dark' : 'light' },
      { name: 'forced-colors', value: scheme === 'forced' ? 'active' : 'none' },
      { name: 'prefers-reduced-motion', value: moves ? 'no-preference' : 'reduce' },
    ];
    await this.#session.send('Emulation.setEmulatedMedia', { features });
  }

  async resize(width: number): Promise<void> {
    await this.page.setViewport({ width, height: 800, deviceScaleFactor: 1 });
  }

  /** The size of the page's text, in per cent. */
  async zoom(percent: number): Promise<void> {
    await this.page.evaluate((size) => (document.documentElement.style.fontSize = `${size}%`), percent);
  }

  /** Changes one of the gallery's own settings, as a visitor does; resolves when the words are there. */
  async choose(name: 'lang' | 'theme', value: Lang | Theme): Promise<void> {
    await this.page.evaluate(
      (label, wanted) => {
        const select = [...document.querySelectorAll('label')]
          .find((one) => one.textContent.startsWith(label))
          ?.querySelector('select');
        if (!select) throw new Error(`no setting ${label}`);
        select.value = wanted;
        select.dispatchEvent(new Event('change'));
      },
      name,
      value,
    );
    if (name === 'lang') await this.page.waitForFunction(speaks, {}, value === 'en');
  }

  close(): Promise<void> {
    return this.page.browserContext().close();
  }
}
