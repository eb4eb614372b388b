/**
 * What a script of the page reaches on a tag: the public names of `custom-elements.json`, the platform's and Lit's own, and a
 * list of what the tags' classes share by `protected`, which is a word of TypeScript. The list may become shorter only.
 */
import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import type { LoyaliteElement } from '../../../src/index.js';
import '../../../src/define.js';

interface Tag {
  readonly tagName: string;
  readonly attributes: readonly { readonly fieldName: string }[];
  readonly members: readonly { readonly name: string }[];
}

/** Shared by the classes of the tags, and promised to nobody. */
const shared: ReadonlySet<string> = new Set(
  `isMemoryOnly words presses onsettling refuse ownWording journalFor warnOnce takeKeyFault internals conversation receipts
  guard isCheck booking identity request finish announce report message caption content isRestless clear rest start card
  isSpent isDisabled sale backend mustVerify connection open heading isFieldWrong signal verificationOf statusLine button
  bookingButton newBalances owner isStep place openStep hasCustomer needsNobody`.split(/\s+/),
);
/** Reactive state that draws a tag anew, under the names that Lit makes accessors of. */
const drawn: ReadonlySet<string> = new Set([
  'ticks',
  'isReminded',
  'typed',
  'choice',
  'isComplete',
  'unanswered',
  'isWide',
]);
/** Called by the platform, which finds them by name. */
const called: ReadonlySet<string> = new Set(['adoptedCallback', 'formResetCallback', 'formDisabledCallback']);

/** Every name and symbol on an object and its classes, up to what the platform has. */
function keysOf(object: object): Set<PropertyKey> {
  const keys = new Set<PropertyKey>();
  for (let at: object | null = object; at && at !== HTMLElement.prototype; at = Reflect.getPrototypeOf(at))
    for (const key of Reflect.ownKeys(at)) keys.add(key);
  return keys;
}

/** A tag of Lit's alone, as far as it shows what Lit puts onto every element. */
class Bare extends LitElement {}
customElements.define('bare-element', Bare);

async function stand<Element extends LitElement>(name: string): Promise<Element> {
  const element = document.createElement(name) as Element;
  document.body.append(element);
  await element.updateComplete;
  return element;
}

const manifest = (await (await fetch(new URL('../../../custom-elements.json', import.meta.url))).json()) as {
  modules: readonly { readonly declarations: readonly Tag[] }[];
};
const tags = manifest.modules.flatMap(({ declarations }) => declarations);

describe('what a script reaches', () => {
  for (const { tagName, attributes, members } of tags) {
    it(`of <${tagName}> is what is public, and what is known not to be`, async () => {
      const element = await stand<LoyaliteElement<unknown>>(tagName);
      const lits = keysOf(await stand('bare-element'));
      const open = new Set([...attributes.map(({ fieldName }) => fieldName), ...members.map(({ name }) => name)]);
      const names = [...keysOf(element)].filter((key) => typeof key === 'string');
      // Names of Lit's build for production begin like this.
      const own = names.filter((name) => !lits.has(name) && !name.startsWith('_$'));
      const isKnown = (name: string): boolean => shared.has(name) || drawn.has(name) || called.has(name);
      expect(own.filter((name) => !open.has(name) && !isKnown(name))).to.deep.equal([]);
      expect([...open].filter((name) => !(name in element))).to.deep.equal([]);
    });

    it(`of <${tagName}> by a symbol is what a name gives as well`, async () => {
      const element = await stand<LoyaliteElement<unknown>>(tagName);
      const values = new Set(
        [...keysOf(element)].filter((key) => typeof key === 'string').map((key) => Reflect.get(element, key)),
      );
      const symbols = Object.getOwnPropertySymbols(element);
      expect(symbols.filter((key) => !values.has(Reflect.get(element, key)))).to.deep.equal([]);
      expect(symbols.length).to.be.greaterThan(0);
    });
  }
});
