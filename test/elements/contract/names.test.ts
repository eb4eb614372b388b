/**
 * What a script of the page reaches on a tag: the public names of `custom-elements.json`, the platform's and Lit's own, and what
 * the platform calls. Its conversation, its internals, its notes and its parts are not among it.
 */
import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { ConversationController } from '../../../src/controllers/conversation-controller.js';
import { BaseParts } from '../../../src/elements/base-parts.js';
import { ElementParts } from '../../../src/elements/element-parts.js';
import type { LoyaliteElement } from '../../../src/index.js';
import { Journal } from '../../../src/journal/journal.js';
import '../../../src/define.js';

interface Tag {
  readonly tagName: string;
  readonly attributes: readonly { readonly fieldName: string }[];
  readonly members: readonly { readonly name: string }[];
}

/** Called by the platform, which finds them by name. */
const called: ReadonlySet<string> = new Set(['adoptedCallback', 'formResetCallback', 'formDisabledCallback']);

/** Every name and symbol on an object and its classes, up to what the platform has. */
function keysOf(object: object): Set<PropertyKey> {
  const keys = new Set<PropertyKey>();
  for (let at: object | null = object; at && at !== HTMLElement.prototype; at = Reflect.getPrototypeOf(at))
    for (const key of Reflect.ownKeys(at)) keys.add(key);
  return keys;
}

/** What moves money, holds what a customer told, or speaks to a form for the tag. */
const secret = [ConversationController, ElementParts, BaseParts, Journal, ElementInternals];

/** Every object that a script comes to from these, by names, symbols, classes and what collections hold; not by the document. */
function reachedFrom(starts: readonly object[]): Set<object> {
  const reached = new Set(starts);
  for (const object of reached) {
    const held: unknown[] = object instanceof Set || object instanceof Map ? [...object.values()] : [];
    for (const key of keysOf(object)) {
      try {
        held.push(Reflect.get(object, key));
      } catch {
        // Getters of a class do not answer for the class itself.
      }
    }
    for (const value of held)
      if (value instanceof Object && !(value instanceof Node) && !(value instanceof Window)) reached.add(value);
  }
  return reached;
}

const secretsAmong = (objects: Iterable<object>): string[] =>
  [...objects].filter((one) => secret.some((kind) => one instanceof kind)).map((one) => one.constructor.name);

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
    it(`of <${tagName}> is what is public, and what the platform calls`, async () => {
      const element = await stand<LoyaliteElement<unknown>>(tagName);
      const lits = keysOf(await stand('bare-element'));
      const open = new Set([...attributes.map(({ fieldName }) => fieldName), ...members.map(({ name }) => name)]);
      const names = [...keysOf(element)].filter((key) => typeof key === 'string');
      // Names of Lit's build for production begin like this.
      const own = names.filter((name) => !lits.has(name) && !name.startsWith('_$'));
      expect(own.filter((name) => !open.has(name) && !called.has(name))).to.deep.equal([]);
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

    it(`of <${tagName}> is neither its conversation nor its internals, its notes or its parts`, async () => {
      const element = await stand<LoyaliteElement<unknown>>(tagName);
      const reached = reachedFrom([element]);
      expect(secretsAmong(reached)).to.deep.equal([]);
      expect(reached.size).to.be.greaterThan(50);
      // Lit's list of controllers is among it.
      const hasLife = (one: object): boolean => Object.keys(one).includes('hostDisconnected');
      expect([...reached].filter(hasLife).length).to.be.greaterThan(1);
      expect(() => element.attachInternals()).to.throw();
    });

    it(`of <${tagName}>, also by a class that was changed before, is none of them`, () => {
      const { prototype } = customElements.get(tagName) as { prototype: LitElement };
      const caught: object[] = [];
      prototype.addController = function addController(controller): void {
        caught.push(controller);
      };
      document.createElement(tagName);
      Reflect.deleteProperty(prototype, 'addController');
      expect(caught.length).to.be.greaterThan(1);
      expect(secretsAmong(caught)).to.deep.equal([]);
    });
  }
});
