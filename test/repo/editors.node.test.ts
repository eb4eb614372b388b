/** Editors know all that the manifest knows, each with its sentence; VS Code's own language servers show it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import css from 'vscode-css-languageservice';
import html from 'vscode-html-languageservice';

interface Named {
  readonly name: string;
  readonly description: string;
}

interface Member extends Named {
  readonly kind: 'field' | 'method';
}

interface Tag extends Named {
  readonly tagName: string;
  readonly attributes: readonly Named[];
  readonly members: readonly Member[];
  readonly events: readonly Named[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssStates?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}

interface WebTypes {
  readonly name: string;
  readonly version: string;
  readonly contributions: {
    readonly html: {
      readonly elements: readonly (Named & {
        attributes: Named[];
        slots: Named[];
        js: { events: Named[]; properties: Named[] };
      })[];
    };
    readonly css: Readonly<Record<'properties' | 'pseudo-classes' | 'pseudo-elements', readonly Named[]>>;
  };
}

const root = join(import.meta.dirname, '../..');
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const about = read('package.json') as { name: string; version: string; files: string[]; 'web-types': string };
const tags = (read('custom-elements.json') as { modules: { declarations: Tag[] }[] }).modules.flatMap(
  ({ declarations }) => declarations,
);
const htmlData = read('vscode.html-custom-data.json') as html.HTMLDataV1;
const cssData = read('vscode.css-custom-data.json') as css.CSSDataV1;
const webTypes = read('web-types.json') as WebTypes;

const sentence = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const text = (description: string | { value: string } | undefined): string =>
  typeof description === 'object' ? description.value : (description ?? '');

/** What a list lacks of the manifest: names without an entry, and entries without the sentence. */
function lacking(
  wanted: readonly Named[] = [],
  list: readonly { name: string; description?: string | { value: string } }[] = [],
  spell = (name: string): string => name,
): string[] {
  return wanted
    .filter(
      ({ name, description }) =>
        !list.some((entry) => entry.name === spell(name) && text(entry.description).includes(sentence(description))),
    )
    .map(({ name }) => name);
}

describe('the manifest', () => {
  it('has a sentence for each tag and everything in it', () => {
    const mute = tags.flatMap(
      ({
        tagName,
        description,
        attributes,
        members,
        events,
        slots = [],
        cssParts = [],
        cssStates = [],
        cssProperties = [],
      }) =>
        [
          { name: 'itself', description },
          ...attributes,
          ...members,
          ...events,
          ...slots,
          ...cssParts,
          ...cssStates,
          ...cssProperties,
        ]
          .filter((item) => !/^\S.*\.$/s.test(item.description))
          .map(({ name }) => `${tagName} ${name}`),
    );
    assert.deepEqual(mute, []);
  });
});

describe('the package', () => {
  it('ships the files for editors and says where web-types are', () => {
    const files = ['vscode.html-custom-data.json', 'vscode.css-custom-data.json', 'web-types.json'];
    assert.deepEqual(
      files.filter((file) => !about.files.includes(file)),
      [],
    );
    assert.equal(about['web-types'], 'web-types.json');
    assert.deepEqual([webTypes.name, webTypes.version], [about.name, about.version]);
  });
});

for (const tag of tags) {
  describe(`${tag.tagName} in editors`, () => {
    it('is in the custom data of VS Code, whole', () => {
      const entry = htmlData.tags?.find(({ name }) => name === tag.tagName) ?? assert.fail('no such tag');
      const told = text(entry.description);
      assert.ok(told.startsWith(sentence(tag.description)));
      assert.deepEqual(lacking(tag.attributes, entry.attributes), []);
      const lines = (list: readonly Named[] = [], spell = (name: string): string => `\`${name}\``): string[] =>
        list.map(({ name, description }) => `- ${spell(name)}: ${sentence(description)}`);
      const wanted = [
        ...lines(tag.events),
        ...lines(tag.members.filter(({ kind }) => kind === 'field')),
        ...lines(tag.slots, (name) => `\`${name || 'default'}\``),
        ...lines(tag.cssParts, (name) => `\`::part(${name})\``),
        ...lines(tag.cssStates, (name) => `\`:state(${name})\``),
        ...lines(tag.cssProperties),
      ];
      assert.deepEqual(
        wanted.filter((line) => !told.split('\n').includes(line)),
        [],
      );
      const methods = tag.members.filter(({ kind }) => kind === 'method');
      assert.deepEqual(
        methods.filter(
          ({ name, description }) =>
            !told.split('\n').some((line) => line.startsWith(`- \`${name}(`) && line.endsWith(sentence(description))),
        ),
        [],
      );
    });

    it('is in the CSS data of VS Code with its parts, states and custom properties', () => {
      assert.deepEqual(lacking(tag.cssProperties, cssData.properties), []);
      assert.deepEqual(
        lacking(tag.cssParts, cssData.pseudoElements, (name) => `::part(${name})`),
        [],
      );
      assert.deepEqual(
        lacking(tag.cssStates, cssData.pseudoClasses, (name) => `:state(${name})`),
        [],
      );
    });

    it('is in web-types, whole', () => {
      const { elements } = webTypes.contributions.html;
      const entry = elements.find(({ name }) => name === tag.tagName) ?? assert.fail('no such tag');
      assert.equal(entry.description, sentence(tag.description));
      assert.deepEqual(lacking(tag.attributes, entry.attributes), []);
      assert.deepEqual(lacking(tag.members, entry.js.properties), []);
      assert.deepEqual(lacking(tag.events, entry.js.events), []);
      assert.deepEqual(lacking(tag.slots, entry.slots), []);
      const styles = webTypes.contributions.css;
      assert.deepEqual(lacking(tag.cssProperties, styles.properties), []);
      assert.deepEqual(
        lacking(tag.cssParts, styles['pseudo-elements'], (name) => `part(${name})`),
        [],
      );
      assert.deepEqual(
        lacking(tag.cssStates, styles['pseudo-classes'], (name) => `state(${name})`),
        [],
      );
    });
  });
}

const htmlService = html.getLanguageService({ customDataProviders: [html.newHTMLDataProvider('loyalite', htmlData)] });
const cssService = css.getCSSLanguageService({ customDataProviders: [css.newCSSDataProvider(cssData)] });

/** A document with the cursor where the bar is. */
function opened(language: string, marked: string): { document: html.TextDocument; cursor: html.Position } {
  const document = html.TextDocument.create(`file:///till.${language}`, language, 1, marked.replace('|', ''));
  return { document, cursor: document.positionAt(marked.indexOf('|')) };
}

describe('the language server for HTML', () => {
  const labels = (marked: string): string[] => {
    const { document, cursor } = opened('html', marked);
    return htmlService
      .doComplete(document, cursor, htmlService.parseHTMLDocument(document))
      .items.map(({ label }) => label);
  };

  it('offers the tags', () => {
    const offered = labels('<loy|');
    assert.deepEqual(
      tags.map(({ tagName }) => tagName).filter((name) => !offered.includes(name)),
      [],
    );
  });

  it('offers the attributes of a tag, and the values of those that have a list', () => {
    const earn = tags.find(({ tagName }) => tagName === 'loyalite-earn')!;
    const offered = labels('<loyalite-earn |></loyalite-earn>');
    assert.deepEqual(
      earn.attributes.map(({ name }) => name).filter((name) => !offered.includes(name)),
      [],
    );
    assert.deepEqual(
      labels('<loyalite-earn verified-only="|"></loyalite-earn>').map((label) => label.replaceAll('"', '')),
      ['pin'],
    );
  });

  it('writes a flag without a value and everything else with one', () => {
    const { document, cursor } = opened('html', '<loyalite-earn |></loyalite-earn>');
    const { items } = htmlService.doComplete(document, cursor, htmlService.parseHTMLDocument(document));
    const written = (label: string): string | undefined =>
      items.find((item) => item.label === label)?.textEdit?.newText;
    assert.equal(written('disabled'), 'disabled');
    assert.equal(written('amount'), 'amount="$1"');
  });

  it('explains a tag and an attribute under the mouse', () => {
    const told = (marked: string): string => {
      const { document, cursor } = opened('html', marked);
      return JSON.stringify(htmlService.doHover(document, cursor, htmlService.parseHTMLDocument(document))?.contents);
    };
    assert.match(told('<loyalite-re|deem></loyalite-redeem>'), /It cannot be undone.*loyalite-redeemed/);
    assert.match(told('<loyalite-redeem point-va|lue="0.10"></loyalite-redeem>'), /What a point is worth/);
  });
});

describe('the language server for CSS', () => {
  const offered = (marked: string): css.CompletionItem[] => {
    const { document, cursor } = opened('css', marked);
    return cssService.doComplete(document, cursor, cssService.parseStylesheet(document)).items;
  };
  const told = (items: css.CompletionItem[], label: string): string =>
    JSON.stringify(items.find((item) => item.label === label)?.documentation);

  it('offers the custom properties with their sentence', () => {
    assert.match(
      told(offered('loyalite-earn { --loyalite-acc| }'), '--loyalite-accent'),
      /Colour of actions and focus/,
    );
  });

  it('offers parts and states', () => {
    assert.match(told(offered('loyalite-earn::|'), '::part(submit)'), /The button that submits/);
    assert.match(told(offered('loyalite-earn:|'), ':state(unconfirmed)'), /outcome not known/);
  });
});
