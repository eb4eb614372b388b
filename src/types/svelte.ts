/** Types of the tags in templates of Svelte 5. Nothing of it is there at run time. */
import type { HTMLAttributes } from 'svelte/elements';
import type { DashedAttributes, ElementOf, Listeners, Properties, Tag } from './tags.js';

/**
 * What a tag takes in a template: properties, attributes, listeners, and whatever any HTML element takes. A flag with a dash
 * is `''` or left out, because Svelte writes `false` as text; its property takes both.
 */
export type LoyaliteProps<T extends Tag> = Omit<HTMLAttributes<ElementOf<T>>, keyof Properties<T>> &
  Properties<T> &
  DashedAttributes<T, ''> &
  Listeners<T>;

/** The tags by name. */
export type LoyaliteTags = { [T in Tag]: LoyaliteProps<T> };

declare module 'svelte/elements' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface is what can be extended
  interface SvelteHTMLElements extends LoyaliteTags {}
}
