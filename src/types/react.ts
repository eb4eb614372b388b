/**
 * Types of the tags in JSX of React. Since React 19 it sets properties and listens to any event; React 18 sets attributes and
 * nothing else, so there only attributes are offered. Nothing of it is there at run time.
 */
import type * as React from 'react';
import type { Attributes, DashedAttributes, ElementOf, Listeners, Properties, Tag } from './tags.js';

/** What any HTML element takes. */
type Html<T extends Tag> = React.DetailedHTMLProps<React.HTMLAttributes<ElementOf<T>>, ElementOf<T>>;

/** React 19: properties, attributes and listeners. */
type Props19<T extends Tag> = Omit<Html<T>, keyof Properties<T>> & Properties<T> & DashedAttributes<T> & Listeners<T>;

/** React 18: attributes, as text; a flag is `''` or left out, and `class` keeps its name. Objects and listeners go through a ref. */
type Props18<T extends Tag> = Omit<Html<T>, keyof Attributes<T> | 'className'> &
  Attributes<T, ''> & { class?: string | undefined };

/** What a tag takes in JSX. */
export type LoyaliteProps<T extends Tag> = 'useActionState' extends keyof typeof React ? Props19<T> : Props18<T>;

/** The tags by name. */
export type LoyaliteTags = { [T in Tag]: LoyaliteProps<T> };

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- this is how JSX learns of elements
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface is what can be extended
    interface IntrinsicElements extends LoyaliteTags {}
  }
}
