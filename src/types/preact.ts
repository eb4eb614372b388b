/** Types of the tags in JSX of Preact, which sets properties and listens to any event. Nothing of it is there at run time. */
import type { ClassAttributes, HTMLAttributes } from 'preact';
import type { DashedAttributes, ElementOf, Listeners, Properties, Tag } from './tags.js';

/** What a tag takes in JSX: properties, attributes, listeners, and whatever any HTML element takes. */
export type LoyaliteProps<T extends Tag> = Omit<
  HTMLAttributes<ElementOf<T>> & ClassAttributes<ElementOf<T>>,
  keyof Properties<T>
> &
  Properties<T> &
  DashedAttributes<T> &
  Listeners<T>;

/** The tags by name. */
export type LoyaliteTags = { [T in Tag]: LoyaliteProps<T> };

declare module 'preact' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- this is how JSX learns of elements
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface is what can be extended
    interface IntrinsicElements extends LoyaliteTags {}
  }
}
