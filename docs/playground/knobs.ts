/** Knobs made from the manifest: one for each attribute of each tag, so that a new attribute has one by itself. Knows no DOM. */
import { tags, type Attribute, type Tag } from '../site/manifest.js';

/** Something that can be set; `null` leaves the attribute out. */
export interface Knob {
  readonly name: string;
  readonly description: string;
  readonly kind: 'text' | 'number' | 'switch' | 'choice';
  /** Of a choice: what the attribute can be; `null` leaves it out. */
  readonly options: readonly (string | null)[];
}

/** Attribute values by tag and name. */
export type Values = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

/** What is tried: the whole sale, or one tag alone. */
export const stages: readonly string[] = tags.map(({ tagName }) => tagName);

/** The tags that stand on a stage. */
export function tagsOn(stage: string): readonly Tag[] {
  return stage === 'loyalite-checkout' ? tags : tags.filter(({ tagName }) => tagName === stage);
}

/** The knobs of a tag. */
export function knobsOf({ attributes }: Tag): Knob[] {
  return attributes.map((attribute) => ({
    name: attribute.name,
    description: attribute.description ?? '',
    ...kindOf(attribute),
  }));
}

/** A list of words is told by its sentence: "of `qr code email`". */
function kindOf({ type: { text }, description = '' }: Attribute): Pick<Knob, 'kind' | 'options'> {
  const [, words] = /, of `(\w+(?: \w+)+)`/.exec(description) ?? [];
  if (words) return { kind: 'choice', options: [null, ...subsets(words.split(' '))] };
  if (text === 'boolean') return { kind: 'switch', options: [] };
  const literals = [...text.matchAll(/'([^']+)'/g)].map(([, literal = '']) => literal);
  if (literals.length)
    return { kind: 'choice', options: [null, ...(text.includes('boolean') ? [''] : []), ...literals] };
  return { kind: text.includes('number') ? 'number' : 'text', options: [] };
}

/** Every choice of words, the longest first. */
function subsets(words: readonly string[]): string[] {
  const all = words.reduce<string[][]>((sets, word) => [...sets, ...sets.map((set) => [...set, word])], [[]]);
  return all.toSorted((one, other) => other.length - one.length).map((set) => set.join(' '));
}

/** An order that no earlier visit has booked. */
export function newOrder(): string {
  return `A-${String(Math.floor(Math.random() * 900_000) + 100_000)}`;
}

/** Where a stage begins: as little as a till needs. */
export function initialValues(stage: string): Values {
  const texts = { 'terms-url': 'terms.html', 'privacy-url': 'privacy.html' };
  const order = { endpoint: '/loyalite', 'order-id': newOrder() };
  const money = { currency: 'TRY', 'point-value': '0.10' };
  if (stage === 'loyalite-checkout') {
    return {
      'loyalite-checkout': { ...order, amount: '85.50', ...money, 'card-size': '10' },
      'loyalite-lookup': texts,
    };
  }
  if (stage === 'loyalite-lookup') return { [stage]: { endpoint: '/loyalite', ...texts, 'card-size': '10' } };
  const customer = { 'customer-code': '482193' };
  if (stage === 'loyalite-redeem') return { [stage]: { ...order, ...customer, ...money } };
  return { [stage]: { ...order, ...customer, amount: '85.50', currency: 'TRY' } };
}

/** The values with one of them changed. */
export function withValue(values: Values, tag: string, name: string, value: string | null): Values {
  return { ...values, [tag]: { ...values[tag], [name]: value } };
}
