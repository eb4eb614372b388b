/**
 * Which language an element speaks: that of the nearest `lang`, loaded when it is needed, English until then. A page's own
 * sentences come first.
 */
import { LocalizeController, update } from '@shoelace-style/localize';
import { nothing, type ReactiveControllerHost } from 'lit';
import type { CardType } from '../protocol/operation.js';
import { formatCount, formatMoney } from './format.js';
import { english, type Sentence, type Values, type Wording, type WordingKey } from './english.js';
import type { Pack } from './pack.js';

const packs: Record<string, () => Promise<{ pack: Pack }>> = {
  ar: () => import('./ar.js'),
  de: () => import('./de.js'),
  tr: () => import('./tr.js'),
};

/** What was loaded, by language. A sentence is asked for hundreds of times in an update: nothing is parsed to find it. */
const loaded = new Map<string, Pack>();

/** Keeps a language, and has every element drawn anew. */
function register(pack: Pack): void {
  loaded.set(pack.code, pack);
  update();
}

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
export class Localization extends LocalizeController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #own: () => Partial<Wording>;
  #asked = '';
  /** Looked up once an update, because every sentence asks for it; empty where the element may have been moved. */
  #lang = '';
  #observer: MutationObserver | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, own: () => Partial<Wording>) {
    super(host);
    this.#host = host;
    this.#own = own;
  }

  override hostConnected(): void {
    super.hostConnected();
    this.#lang = '';
    this.#observer = new MutationObserver(() => this.#host.requestUpdate());
    this.#observer.observe(this.#host.ownerDocument, { subtree: true, attributeFilter: ['lang'] });
  }

  override hostDisconnected(): void {
    super.hostDisconnected();
    this.#observer?.disconnect();
  }

  hostUpdate(): void {
    this.#lang = '';
    const language = this.#language;
    const load = packs[language];
    if (!load || language === this.#asked) return;
    this.#asked = language;
    if (!loaded.has(language))
      void load()
        .then(({ pack }) => register(pack))
        .catch(this.#onMissing);
  }

  /** Where a pack cannot be loaded, the till goes on in English, and the next update asks again. */
  readonly #onMissing = (): void => {
    this.#asked = '';
  };

  override lang(): string {
    return (this.#lang ||= this.#nearest());
  }

  #nearest(): string {
    // WebKit on a till without a locale gives "C" for its language, and the library then the language that it was given first.
    try {
      return new Intl.Locale(tagOf(nearestLang(this.#host) ?? '') || navigator.language).toString();
    } catch {
      return 'en';
    }
  }

  /** Which way the sentences run. */
  override dir(): 'ltr' | 'rtl' {
    return this.#pack?.dir ?? 'ltr';
  }

  /** `en` where a page of another language has to make do with English, so that it is read out as such. */
  fallbackLang(): 'en' | typeof nothing {
    const language = this.#language;
    return language === 'en' || language in packs || Object.keys(this.#own()).length > 0 ? nothing : 'en';
  }

  /** A sentence with its figures: the page's, the language's, or the English one. */
  say(key: WordingKey, values?: Values): string;
  say(key: string, values: Values | undefined, fallback: Sentence): string;
  say(key: string, figures: Values = {}, fallback?: Sentence): string {
    const pack = this.#pack;
    const named = key as WordingKey;
    const words = this.#own()[named] ?? pack?.words[named] ?? fallback ?? english[named];
    if (typeof words !== 'function') return words;
    return words(pack?.dir === 'rtl' ? isolated(figures) : figures);
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

  /** The language alone: `lang()` is canonical and begins with it. */
  get #language(): string {
    return this.lang().split('-', 1)[0] as string;
  }

  get #pack(): Pack | undefined {
    return loaded.get(this.#language);
  }
}
