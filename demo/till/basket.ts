/** The order on the till: goods, lines, total. Money is whole kuruş, so that nothing is ever rounded. */

/** Something to sell. */
export interface Item {
  readonly name: string;
  /** In kuruş. */
  readonly price: number;
}

/** An item in the basket. */
export interface Line {
  readonly item: Item;
  readonly count: number;
}

/** What the café sells. */
export const goods: readonly Item[] = [
  { name: 'Latte, large', price: 9200 },
  { name: 'Turkish coffee', price: 7000 },
  { name: 'Tea', price: 3000 },
  { name: 'Baklava, 4 pieces', price: 16_000 },
  { name: 'Simit', price: 1850 },
  { name: 'Cheese börek', price: 8550 },
];

/** One order, from its first item to the payment. */
export class Basket {
  readonly orderId: string;
  readonly #counts = new Map<Item, number>();

  constructor(orderId: string) {
    this.orderId = orderId;
  }

  get lines(): readonly Line[] {
    return Array.from(this.#counts, ([item, count]) => ({ item, count }));
  }

  /** How many items there are: the stamps that the order earns. */
  get count(): number {
    return this.lines.reduce((sum, { count }) => sum + count, 0);
  }

  /** In kuruş. */
  get total(): number {
    return this.lines.reduce((sum, { item, count }) => sum + item.price * count, 0);
  }

  /** Puts one more in the basket, or with -1 takes one out. */
  add(item: Item, change: 1 | -1 = 1): void {
    const count = (this.#counts.get(item) ?? 0) + change;
    if (count > 0) this.#counts.set(item, count);
    else this.#counts.delete(item);
  }
}

/** `"270.50"`, as the elements take it. */
export function decimal(kurus: number): string {
  return (kurus / 100).toFixed(2);
}

const lira = new Intl.NumberFormat('en', { style: 'currency', currency: 'TRY', currencyDisplay: 'narrowSymbol' });

/** `₺270.50`, as people read it. */
export function money(kurus: number): string {
  return lira.format(kurus / 100);
}
