import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

interface Named {
  readonly name: string;
  readonly description?: string;
}

interface Element {
  readonly tagName: string;
  readonly name: string;
  readonly attributes: readonly Named[];
  readonly members: readonly (Named & { readonly kind: string })[];
  readonly events: readonly (Named & { readonly type?: { readonly text: string } })[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssStates?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}

const root = join(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'custom-elements.json'), 'utf8')) as {
  modules: { declarations: Element[] }[];
};
const elements = new Map(
  manifest.modules.flatMap(({ declarations }) => declarations).map((element) => [element.tagName, element]),
);

/** The promises to merchants. */
const common = ['endpoint', 'disabled', 'verified-only', 'deadline'];
const booking = ['customer-code', 'manual-code', 'order-id', 'external-id', 'currency'];
const attributes: Record<string, readonly string[]> = {
  'loyalite-lookup': [...common, 'methods', 'value', 'terms-url', 'privacy-url', 'card-size'],
  'loyalite-earn': [...common, ...booking, 'amount', 'stamps'],
  'loyalite-redeem': [...common, ...booking, 'points', 'stamps', 'coupon', 'point-value'],
  'loyalite-checkout': [
    'endpoint',
    'order-id',
    'amount',
    'stamps',
    'currency',
    'point-value',
    'card-size',
    'verified-only',
    'deadline',
  ],
};
const ownEvents: Record<string, string> = {
  'loyalite-lookup': 'loyalite-found',
  'loyalite-earn': 'loyalite-earned',
  'loyalite-redeem': 'loyalite-redeemed',
  'loyalite-checkout': 'loyalite-complete',
};
const methods = ['submit', 'cancel', 'reset'];
const properties = ['fetch', 'wording', 'state', 'result', 'error'];
const parts = [
  'form',
  'input',
  'submit',
  'status',
  'retry',
  'dismiss',
  'pin-dialog',
  'pin-input',
  'pin-key',
  'pin-submit',
  'pin-cancel',
  'pin-resend',
  'pin-status',
];
const ownParts: Record<string, readonly string[]> = {
  'loyalite-lookup': ['result', 'scan', 'camera', 'consent-terms', 'consent-privacy', 'consent-marketing'],
  'loyalite-earn': ['result', 'coupon'],
  'loyalite-redeem': ['scan', 'camera'],
};
const states = ['idle', 'pending', 'pin', 'consent', 'done', 'failed', 'unconfirmed', 'canceled'];
const talking = ['loyalite-lookup', 'loyalite-earn', 'loyalite-redeem'];

const names = (list: readonly Named[] | undefined): string[] => (list ?? []).map(({ name }) => name);
const missing = (wanted: readonly string[], list: readonly Named[] | undefined): string[] =>
  wanted.filter((name) => !names(list).includes(name));
const element = (tag: string): Element => elements.get(tag) ?? assert.fail(`${tag} is not in the manifest`);

describe('custom-elements.json', () => {
  it('is what the sources say', () => {
    execFileSync(process.execPath, [join(root, 'scripts/manifest-check.mjs')], { cwd: root, stdio: 'pipe' });
  });

  it('has the four tags and no more', () => {
    assert.deepEqual([...elements.keys()].sort(), Object.keys(attributes).sort());
  });

  for (const [tag, wanted] of Object.entries(attributes)) {
    it(`has every attribute of ${tag}, and its property`, () => {
      assert.deepEqual(missing(wanted, element(tag).attributes), []);
      const camel = wanted.map((name) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
      assert.deepEqual(missing(camel, element(tag).members), []);
    });

    it(`has the events of ${tag} with their types`, () => {
      const more = talking.includes(tag) ? ['loyalite-error', 'loyalite-cancel', 'loyalite-statechange'] : [];
      assert.deepEqual(missing([ownEvents[tag] ?? '', ...more], element(tag).events), []);
      assert.deepEqual(names(element(tag).events.filter(({ type }) => !/Event$/.test(type?.text ?? ''))), []);
    });
  }

  for (const tag of talking) {
    it(`has the methods, properties and slots of ${tag}`, () => {
      assert.deepEqual(missing([...methods, ...properties], element(tag).members), []);
      assert.deepEqual(missing(['', 'heading', 'note'], element(tag).slots), []);
    });

    it(`has the parts, states and custom properties of ${tag}`, () => {
      assert.deepEqual(missing([...parts, ...(ownParts[tag] ?? [])], element(tag).cssParts), []);
      assert.deepEqual(missing(states, element(tag).cssStates), []);
      assert.deepEqual(
        names(element(tag).cssProperties).filter((name) => !name.startsWith('--loyalite-')),
        [],
      );
      assert.ok(names(element(tag).cssProperties).includes('--loyalite-accent'));
    });
  }

  it('explains everything in a sentence', () => {
    const mute = [...elements.values()].flatMap(
      ({
        tagName,
        attributes: given,
        members,
        events,
        slots = [],
        cssParts = [],
        cssStates = [],
        cssProperties = [],
      }) =>
        [...given, ...members, ...events, ...slots, ...cssParts, ...cssStates, ...cssProperties]
          .filter(({ name, description }) => !description && name !== 'focus')
          .map(({ name }) => `${tagName} ${name}`),
    );
    assert.deepEqual(mute, []);
  });

  it('shows nothing private', () => {
    const hidden = [...elements.values()]
      .flatMap(({ members }) => members)
      .filter(({ name }) => /^[#_]|Callback$/.test(name));
    assert.deepEqual(hidden, []);
  });
});
