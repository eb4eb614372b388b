/**
 * Which language an element speaks: that of the nearest `lang`, loaded when it is needed, English until then. A page's own
 * sentences come first. Every sentence asks for the language, so that it is looked up once an update and no more.
 */
import { nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { CardType } from '../protocol/operation.js';
import { formatCount, formatMoney } from './format.js';
import { englishFirst } from './english-first.js';
import type { Sentence, Values, Wording, WordingKey } from './english.js';
import { watchLang } from './lang-watch.js';
import type { Pack } from './pack.js';

const packs: Record<string, () => Promise<{ pack: Pack }>> = {
  ar: () => import('./ar.js'),
  de: () => import('./de.js'),
  tr: () => import('./tr.js'),
};
/** Those that are here by now, by their language. */
const loaded = new Map<string, Pack>();

/** The English sentences that are here by now. */
const known: Record<string, Sentence | undefined> = { ...englishFirst };

/** Those of what a question or a booking brings come with it. */
export function addEnglish(words: Record<string, Sentence>): void {
  Object.assign(known, words);
}

/** The English sentence, once it is here. */
export const englishOf = (key: string): Sentence | undefined => (Object.hasOwn(known, key) ? known[key] : undefined);

function nearestLang(element: Element): string | undefined {
  const holder = element.closest('[lang]');
  if (holder) return holder.getAttribute('lang') ?? undefined;
  const { host } = element.getRootNode() as Partial<ShadowRoot>;
  return host && nearestLang(host);
}

/** A language as servers write it: `tr_TR`, `de_AT.UTF-8`. */
const tagOf = (lang: string): string =>
  lang
    .trim()
    .replace(/[.@].*$/, '')
    .replaceAll('_', '-');

interface Locale {
  tag: string;
  language: string;
}

/** Those asked for so far, as they were written: to read one takes longer than to draw a sentence. */
const locales = new Map<string, Locale>();

function localeOf(lang: string): Locale {
  const known = locales.get(lang);
  if (known) return known;
  const locale = new Intl.Locale(tagOf(lang));
  const read = { tag: locale.toString(), language: locale.language };
  locales.set(lang, read);
  return read;
}

/**
 * What comes from outside stands by itself in a line that runs from right to left: "5***@gmail.com" there and "9 / 10" would
 * be drawn in another order.
 */
function isolated(values: Values): Values {
  const marked = { ...values };
  for (const key of ['value', 'email', 'time', 'name'] as const)
    if (marked[key]) marked[key] = `\u2068${marked[key]}\u2069`;
  return marked;
}

/** The words of one element. */
export class Localization implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #own: () => Partial<Wording>;
  #asked = '';
  /** Looked up once an update; empty where the element may have been moved. */
  #lang = '';
  #language = '';
  #unwatch: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, own: () => Partial<Wording>) {
    this.#host = host;
    this.#own = own;
    host.addController(this);
  }

  hostConnected(): void {
    this.#lang = '';
    this.#unwatch = watchLang(this.#host.ownerDocument, () => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#unwatch?.();
  }

  hostUpdate(): void {
    this.#lang = '';
    this.lang();
    const language = this.#language;
    const load = packs[language];
    if (!load || language === this.#asked) return;
    this.#asked = language;
    if (!loaded.has(language))
      void load().then(({ pack }) => {
        loaded.set(pack.code, pack);
        this.#host.requestUpdate();
      }, this.#onMissing);
  }

  /** Where a pack cannot be loaded, the till goes on in English, and the next update asks again. */
  readonly #onMissing = (): void => {
    this.#asked = '';
  };

  /** The language as BCP 47: `"tr"`, `"de-AT"`. */
  lang(): string {
    if (this.#lang) return this.#lang;
    const { tag, language } = this.#nearest();
    this.#language = language;
    return (this.#lang = tag);
  }

  #nearest(): Locale {
    // WebKit on a till without a locale gives "C" for its language.
    try {
      return localeOf(nearestLang(this.#host)?.trim() || navigator.language);
    } catch {
      return { tag: 'en', language: 'en' };
    }
  }

  /** The sentences of the language, where it is here. */
  get #pack(): Pack | undefined {
    this.lang();
    return loaded.get(this.#language);
  }

  /** Which way the sentences run. */
  dir(): 'ltr' | 'rtl' {
    return this.#pack?.dir ?? 'ltr';
  }

  /** `en` where a page of another language has to make do with English, so that it is read out as such. */
  fallbackLang(): 'en' | typeof nothing {
    this.lang();
    const isPages = this.#language === 'en' || this.#language in packs || Object.keys(this.#own()).length > 0;
    return isPages ? nothing : 'en';
  }

  /** A sentence with its figures: the page's, the language's, or the English one. */
  say(key: WordingKey, values?: Values): string;
  say(key: string, values: Values | undefined, fallback: Sentence): string;
  say(key: string, figures: Values = {}, fallback?: Sentence): string {
    const pack = this.#pack;
    const values = pack?.dir === 'rtl' ? isolated(figures) : figures;
    const own = (this.#own() as Record<string, Sentence | undefined>)[key];
    const translated = (pack?.words as Record<string, Sentence> | undefined)?.[key];
    const words = own ?? translated ?? fallback ?? englishOf(key) ?? '';
    return typeof words === 'function' ? words(values) : words;
  }

  /** A count with the language's digits and grouping. */
  count(n: number): string {
    return formatCount(n, this.lang());
  }

  /** "50 points", "1 stamp". */
  units(n: number, cardType: CardType): string {
    return this.say(cardType === 'point' ? 'points' : 'stamps', { n, count: this.count(n) });
  }

  /** "50 points, 4 stamps". */
  list(texts: readonly string[]): string {
    return new Intl.ListFormat(this.lang(), { type: 'unit' }).format(texts);
  }

  /** A canonical decimal as money. */
  money(amount: string, currency: string): string {
    return formatMoney(amount, currency, this.lang());
  }
}
