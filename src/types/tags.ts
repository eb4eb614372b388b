/**
 * The tags as frameworks see them: settable properties, attributes and events, made from the element classes and the event
 * map. Types only; it knows no framework.
 */
import type { LitElement } from 'lit';
import type { LoyaliteEventMap } from '../elements/events.js';
import type { LoyaliteCheckoutElement } from '../elements/loyalite-checkout.js';
import type { LoyaliteEarnElement } from '../elements/loyalite-earn.js';
import type { LoyaliteLookupElement } from '../elements/loyalite-lookup.js';
import type { LoyaliteRedeemElement } from '../elements/loyalite-redeem.js';

/** The elements by their tags. */
export interface Elements {
  'loyalite-checkout': LoyaliteCheckoutElement;
  'loyalite-lookup': LoyaliteLookupElement;
  'loyalite-redeem': LoyaliteRedeemElement;
  'loyalite-earn': LoyaliteEarnElement;
}

/** The names of the tags. */
export type Tag = keyof Elements;

/** The element behind a tag. */
export type ElementOf<T extends Tag> = Elements[T];

/** What a tag has and a template cannot set. */
type NotSet =
  | 'submit'
  | 'cancel'
  | 'reset'
  | 'scan'
  | 'accepts'
  | 'formResetCallback'
  | 'formDisabledCallback'
  | 'state'
  | 'result'
  | 'error';

/** What a page may set on a tag, by the names of its properties. */
export type Properties<T extends Tag> = Partial<Omit<ElementOf<T>, keyof LitElement | NotSet>>;

/** Properties that hold objects and have no attribute. */
type WithoutAttribute = 'customer' | 'fetch' | 'wording' | 'decoder' | 'beforeBooking';

/** `order-id` of `orderId`. */
type Kebab<Name extends string> = Name extends `${infer Head}${infer Rest}`
  ? `${Head extends Lowercase<Head> ? Head : `-${Lowercase<Head>}`}${Kebab<Rest>}`
  : Name;

/** What an attribute may say, `Flag` where its property is a boolean. */
type Text<Value, Flag> = Value extends boolean
  ? Flag
  : Value extends number
    ? Value | `${Value}`
    : Value extends string
      ? Value
      : never;

/** What a page may set on a tag, by the names of its attributes; `Flag` is how the framework spells one that is there. */
export type Attributes<T extends Tag, Flag = boolean | ''> = {
  [Name in keyof Properties<T> as Name extends WithoutAttribute ? never : Kebab<Name & string>]?:
    Text<Properties<T>[Name], Flag> | undefined;
};

/** The attributes whose names differ from their properties'. */
export type DashedAttributes<T extends Tag, Flag = boolean | ''> = Omit<Attributes<T, Flag>, keyof Properties<T>>;

/** What every tag but the checkout fires. */
type Common = 'loyalite-error' | 'loyalite-cancel' | 'loyalite-statechange';

/** The events that a tag fires; a checkout also hears those of the tags inside it. */
export interface EventsOf {
  'loyalite-checkout': keyof LoyaliteEventMap;
  'loyalite-lookup': Common | 'loyalite-found' | 'loyalite-unclaimed';
  'loyalite-redeem': Common | 'loyalite-redeemed' | 'loyalite-settled' | 'loyalite-change' | 'loyalite-unclaimed';
  'loyalite-earn': Common | 'loyalite-earned' | 'loyalite-settled';
}

/** An event as its listener gets it: `currentTarget` is the tag that it was given to. */
export type EventOn<T extends Tag, Name extends EventsOf[T]> = LoyaliteEventMap[Name] & {
  readonly currentTarget: ElementOf<T>;
};

/** Listeners as attributes: `onloyalite-found`. */
export type Listeners<T extends Tag> = {
  [Name in EventsOf[T] as `on${Name}`]?: ((event: EventOn<T, Name>) => void) | undefined;
};
