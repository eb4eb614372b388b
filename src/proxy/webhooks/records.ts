/**
 * Where pages and the few things that are true of the whole shop are kept, in the proxy's own store. A page is one text, so
 * that a report and the tries that could explain it are always seen together. Knows no HTTP and concludes nothing.
 */
import type { AtomicStore } from './proxy-parts.js';
import { emptyPage, KEPT, tidy, type Page } from './page.js';

/** How long a coupon's token may be known by its hash before the coupon is used. */
const TIED = 200 * 24 * 60 * 60 * 1000;
/** What is said once about a shop and stays true. */
const LONG = 400 * 24 * 60 * 60 * 1000;
/** Postings are listed by the ten minutes in which they were first sent. */
const SLOT = 10 * 60 * 1000;
/** More than the service lets through in ten minutes. */
const MOST_IN_SLOT = 1000;
/** How old a reading of what is true of the whole shop may be. */
const FRESH = 60 * 1000;

/** What the shop as a whole is known by. */
export interface ShopRecord {
  /** Since when postings are noted, in the proxy's own time. */
  readonly since: number;
  /** How many stamps fill a card, as the newest event said. */
  readonly cardSize?: number;
  /** When a report of a kind came last, by kind and card: `earn point`. */
  readonly heard: Readonly<Record<string, number>>;
}

/** Reads and changes records; every change is made as if nobody else made one at the same time. */
export class Records {
  readonly #store: AtomicStore;
  readonly #now: () => number;
  readonly #merchant: string;
  #shop: { readonly record: ShopRecord; readonly at: number } | undefined;

  /** `merchant` keeps apart what several merchants keep in one store. */
  constructor(store: AtomicStore, now: () => number, merchant: string) {
    this.#store = store;
    this.#now = now;
    this.#merchant = merchant;
  }

  /** All that stands on a page. */
  async page(name: string): Promise<Page> {
    return tidy((parse(await this.#store.get(this.#key('page', name))) as Page | undefined) ?? emptyPage, this.#now());
  }

  /** Changes a page. */
  change(name: string, step: (page: Page) => Page): Promise<void> {
    return this.#store.change(this.#key('page', name), KEPT, (before) => {
      const page = (parse(before) as Page | undefined) ?? emptyPage;
      const next = step(page);
      if (next === page) return { after: before, result: undefined };
      const tidied = tidy(next, this.#now());
      const isEmpty = tidied.attempts.length + tidied.reports.length === 0 && tidied.cut === undefined;
      return { after: isEmpty ? undefined : JSON.stringify(tidied), result: undefined };
    });
  }

  /** Puts a page on the list of this moment. */
  async list(page: string): Promise<void> {
    const key = this.#key('posted', String(Math.floor(this.#now() / SLOT)));
    await this.#store.change(key, KEPT + SLOT, (before) => {
      const pages = (parse(before) as string[] | undefined) ?? [];
      const isIn = pages.includes(page) || pages.length >= MOST_IN_SLOT;
      return { after: isIn ? before : JSON.stringify([...pages, page]), result: undefined };
    });
  }

  /** Every page that a posting was noted on, as long as it is kept. */
  async listed(): Promise<string[]> {
    const last = Math.floor(this.#now() / SLOT);
    const slots = Array.from({ length: Math.ceil(KEPT / SLOT) + 1 }, (_, back) =>
      this.#key('posted', String(last - back)),
    );
    const texts = await Promise.all(slots.map((slot) => this.#store.get(slot)));
    return [...new Set(texts.flatMap((text) => (parse(text) as string[] | undefined) ?? []))];
  }

  /** The coupon behind a token, where an answer has told it. */
  coupon(tokenHash: string): Promise<string | undefined> {
    return this.#store.get(this.#key('tie', tokenHash));
  }

  /** Ties a coupon's token, which is kept as its hash, to the coupon's id. */
  async tie(tokenHash: string, id: string): Promise<void> {
    await this.#store.change(this.#key('tie', tokenHash), TIED, () => ({ after: id, result: undefined }));
  }

  /** The page on which a coupon's operation stands, by the key that the till sends. */
  pageOfKey(key: string): Promise<string | undefined> {
    return this.#store.get(this.#key('coupon-key', key));
  }

  /** Takes note of the page on which a coupon's operation stands. */
  async putKey(key: string, page: string): Promise<void> {
    await this.#store.change(this.#key('coupon-key', key), KEPT, () => ({ after: page, result: undefined }));
  }

  /** What is true of the whole shop, at most a minute ago; begins the record where there is none. */
  async shop(): Promise<ShopRecord> {
    return this.#fresh() ?? this.#changeShop((record) => record);
  }

  #fresh(): ShopRecord | undefined {
    return this.#shop && this.#shop.at > this.#now() - FRESH ? this.#shop.record : undefined;
  }

  /** Takes note of a kind of report, and of the card's size where one was told. */
  heard(kind: string, cardSize: number | undefined): Promise<void> | undefined {
    const known = this.#fresh();
    return known && isHeard(known, kind, cardSize, this.#now()) ? undefined : this.#hear(kind, cardSize);
  }

  async #hear(kind: string, cardSize: number | undefined): Promise<void> {
    const now = this.#now();
    if (isHeard(await this.shop(), kind, cardSize, now)) return;
    await this.#changeShop((record) => ({
      ...record,
      heard: { ...record.heard, [kind]: Math.max(now, record.heard[kind] ?? 0) },
      ...(cardSize !== undefined && { cardSize }),
    }));
  }

  /** Kinds stand before the first colon, because a store in memory bounds each of them by itself. */
  #key(kind: string, name: string): string {
    return `${kind}:${this.#merchant}:${name}`;
  }

  async #changeShop(step: (record: ShopRecord) => ShopRecord): Promise<ShopRecord> {
    const record = await this.#store.change(this.#key('shop', 'events'), LONG, (before) => {
      const next = step((parse(before) as ShopRecord | undefined) ?? { since: this.#now(), heard: {} });
      return { after: JSON.stringify(next), result: next };
    });
    this.#shop = { record, at: this.#now() };
    return record;
  }
}

/** Whether the record says so already, as of the last minute. */
function isHeard(
  { heard, cardSize: known }: ShopRecord,
  kind: string,
  cardSize: number | undefined,
  now: number,
): boolean {
  return (heard[kind] ?? -Infinity) > now - FRESH && (cardSize === undefined || cardSize === known);
}

function parse(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}
