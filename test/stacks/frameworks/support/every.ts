/** Everything that the manifest promises, as facts to check in any framework's template: what may be said, and what may not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './workshop.js';

interface Described {
  readonly name: string;
  readonly type: { readonly text: string };
}

interface Declaration {
  readonly tagName: string;
  readonly attributes: readonly (Described & { readonly fieldName: string })[];
  readonly members: readonly (Described & { readonly kind: string; readonly readonly?: boolean })[];
  readonly events: readonly Described[];
}

/** One thing that a template can say of a tag. */
export interface Fact {
  readonly tag: string;
  readonly name: string;
  /** An expression of the right type. */
  readonly right: string;
  /** One of a wrong type. */
  readonly wrong: string;
}

const manifest = JSON.parse(readFileSync(join(root, 'custom-elements.json'), 'utf8')) as {
  modules: { declarations: Declaration[] }[];
};
const tags = manifest.modules.flatMap(({ declarations }) => declarations);

/** A value of each type that the manifest names, but for unions: of those it is what stands last, which no tag has by itself. */
const values: Record<string, string> = {
  string: "'x'",
  'string | null': "'x'",
  number: '1',
  boolean: 'true',
  null: 'null',
  undefined: 'undefined',
  'BeforeBooking | null': '() => true',
  'Partial<Wording>': "{ credit: 'Go' }",
};

function valueOf(type: string): string {
  const last = type.split(' | ').at(-1) ?? '';
  const value = values[type] ?? (/^'[^']+'$/.test(last) ? last : values[last]);
  if (value === undefined) throw new Error(`a value of ${type} is missing`);
  return value;
}

/** A date is none of the types that the manifest names. */
const wrong = 'new Date()';

/** What a page can set, by the names of the properties. */
export const properties: readonly Fact[] = tags.flatMap(({ tagName: tag, members }) =>
  members
    .filter(({ kind, readonly }) => kind === 'field' && !readonly)
    .map(({ name, type }) => ({ tag, name, right: valueOf(type.text), wrong })),
);

/** What a page can set, by the names of the attributes where they differ; `flag` is how the framework spells one that is there. */
export function attributes(flag: string): Fact[] {
  return tags.flatMap(({ tagName: tag, attributes: own }) =>
    own
      .filter(({ name, fieldName }) => name !== fieldName)
      .map(({ name, type }) => ({ tag, name, right: type.text === 'boolean' ? flag : valueOf(type.text), wrong })),
  );
}

/** The listeners: the right one takes the event's own type, the wrong one a type that no event has. */
export const listeners: readonly Fact[] = tags.flatMap(({ tagName: tag, events }) =>
  events.map(({ name }) => ({
    tag,
    name,
    right: `(event: LoyaliteEventMap['${name}']) => { void event; }`,
    wrong: '(event: Date) => { void event; }',
  })),
);
