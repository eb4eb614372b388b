/**
 * One tag's look at its sale: notes which of the figures that change with the basket the tag asked for while it was drawn last, so that
 * another figure leaves it alone. Whatever else changes in a sale concerns every tag.
 */
import { figures, type Figure, type Sale } from './sale-context.js';

/** The sale as one tag sees it. */
export class FollowedSale {
  readonly #asked = new Set<Figure>();
  #sale: Sale | null = null;
  #view: Sale | null = null;

  /** The sale, whose figures are noted when they are asked for. */
  of(sale: Sale | null): Sale | null {
    if (sale === this.#sale) return this.#view;
    this.#sale = sale;
    this.#view = sale && (Object.create(sale, this.#noted(sale)) as Sale);
    return this.#view;
  }

  /** The tag is about to be drawn anew: what it asked for before counts no more. */
  forget(): void {
    this.#asked.clear();
  }

  /** Whether what the tag shows was made of any of these. */
  isMadeOf(changed: readonly Figure[]): boolean {
    return changed.some((figure) => this.#asked.has(figure));
  }

  #noted(sale: Sale): PropertyDescriptorMap {
    const noted = (figure: Figure): PropertyDescriptor => ({
      get: () => {
        this.#asked.add(figure);
        return sale[figure];
      },
    });
    return Object.fromEntries(figures.map((figure) => [figure, noted(figure)]));
  }
}
