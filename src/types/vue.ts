/** Types of the tags in templates of Vue 3. Nothing of it is there at run time. */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { DashedAttributes, ElementOf, EventOn, EventsOf, Properties, Tag } from './tags.js';

/** `@loyalite-found` as Vue's compiler spells it: `onLoyaliteFound`. */
type ListenerName<Name extends string> = Name extends `loyalite-${infer Rest}`
  ? `onLoyalite${Capitalize<Rest>}`
  : never;

/** `order-id` as Vue's checker spells it, once more: `orderId`. */
type Camel<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Head}${Capitalize<Camel<Rest>>}`
  : Name;

/** The checker calls an attribute by its property's name, so both values are taken where the names differ. */
type Props<T extends Tag> = Omit<Properties<T>, Camel<keyof DashedAttributes<T> & string>> & {
  [Name in keyof DashedAttributes<T> & string as Camel<Name>]?:
    DashedAttributes<T>[Name] | Properties<T>[Camel<Name> & keyof Properties<T>];
};

/** What a tag takes in a template: properties, attributes, listeners, and whatever any HTML element takes. */
export type LoyaliteProps<T extends Tag> = PublicProps &
  Omit<HTMLAttributes, keyof Properties<T>> &
  Props<T> & {
    [Name in EventsOf[T] as ListenerName<Name>]?: ((event: EventOn<T, Name>) => void) | undefined;
  };

/** A tag as a component, whose template ref is the element. */
export type LoyaliteTag<T extends Tag> = new () => ElementOf<T> & { $props: LoyaliteProps<T> };

/** The tags by name. */
export type LoyaliteTags = { [T in Tag]: LoyaliteTag<T> };

declare module 'vue' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface is what can be extended
  interface GlobalComponents extends LoyaliteTags {}
}
