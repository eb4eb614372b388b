/** The tags as custom-elements.json describes them: what the API pages print and what the playground makes knobs of. It reads, and adds nothing. */
import manifest from '../../custom-elements.json' with { type: 'json' };

/** A name with its sentence. */
export interface Named {
  readonly name: string;
  readonly description?: string;
}

/** An attribute, with the property behind it. */
export interface Attribute extends Named {
  readonly type: { readonly text: string };
  readonly default?: string;
  readonly fieldName: string;
}

/** A property or a method. */
export interface Member extends Named {
  readonly kind: string;
  readonly type?: { readonly text: string };
  readonly default?: string;
  readonly attribute?: string;
  readonly readonly?: boolean;
  readonly parameters?: readonly {
    readonly name: string;
    readonly optional?: boolean;
    readonly type: { readonly text: string };
  }[];
}

/** An event, with the name of its type. */
export interface EventEntry extends Named {
  readonly type: { readonly text: string };
}

/** One tag. */
export interface Tag extends Named {
  readonly tagName: string;
  readonly attributes: readonly Attribute[];
  readonly members: readonly Member[];
  readonly events: readonly EventEntry[];
  readonly slots: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
  readonly cssStates?: readonly Named[];
}

const order = ['loyalite-checkout', 'loyalite-lookup', 'loyalite-redeem', 'loyalite-earn'];
const declared = manifest.modules.flatMap(({ declarations }) => declarations as readonly unknown[] as readonly Tag[]);

/** The tags in the order of a sale; one that is not known here comes last. */
export const tags: readonly Tag[] = declared.toSorted((one, other) => place(one) - place(other));

function place({ tagName }: Tag): number {
  const at = order.indexOf(tagName);
  return at < 0 ? order.length : at;
}
