// The tags as editors want to be told of them, from custom-elements.json and nothing else: custom data for VS Code and whatever
// speaks its language servers, web-types for JetBrains. `npm run manifest` writes them, `npm run manifest:check` compares them.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const schemas = {
  html: 'https://raw.githubusercontent.com/microsoft/vscode-html-languageservice/main/docs/customData.schema.json',
  css: 'https://raw.githubusercontent.com/microsoft/vscode-css-languageservice/main/docs/customData.schema.json',
  webTypes: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
};

/** Every editor file by its name, as text. */
export function editorFiles(manifest, { name, version }) {
  const tags = manifest.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
  const files = {
    'vscode.html-custom-data.json': { $schema: schemas.html, version: 1.1, tags: tags.map(htmlTag) },
    'vscode.css-custom-data.json': { $schema: schemas.css, version: 1.1, ...cssData(tags) },
    'web-types.json': webTypes(tags, name, version),
  };
  return Object.fromEntries(
    Object.entries(files).map(([file, content]) => [file, `${JSON.stringify(content, null, 2)}\n`]),
  );
}

const sentence = (text) => text.replaceAll(/\s+/g, ' ').trim();
const isField = ({ kind }) => kind === 'field';
const isMethod = ({ kind }) => kind === 'method';
const typeOf = ({ type }) => type?.text ?? 'unknown';
const signature = ({ name, parameters = [] }) =>
  `${name}(${parameters.map((one) => `${one.name}${one.optional ? '?' : ''}: ${typeOf(one)}`).join(', ')})`;

/** VS Code has fields for tags and attributes only, so that all else stands in the text of the tag. */
function htmlTag(tag) {
  const { members, events, slots = [], cssParts = [], cssStates = [], cssProperties = [] } = tag;
  const sections = {
    Events: events.map((event) => [event.name, event]),
    Properties: members.filter(isField).map((field) => [field.name, field]),
    Methods: members.filter(isMethod).map((method) => [signature(method), method]),
    Slots: slots.map((slot) => [slot.name || 'default', slot]),
    Parts: cssParts.map((part) => [`::part(${part.name})`, part]),
    States: cssStates.map((state) => [`:state(${state.name})`, state]),
    'Custom properties': cssProperties.map((property) => [property.name, property]),
  };
  const lists = Object.entries(sections)
    .filter(([, entries]) => entries.length)
    .map(([title, entries]) =>
      [`**${title}**`, '', ...entries.map(([name, { description }]) => `- \`${name}\`: ${sentence(description)}`)].join(
        '\n',
      ),
    );
  return {
    name: tag.tagName,
    description: markdown([sentence(tag.description), ...lists].join('\n\n')),
    attributes: tag.attributes.map(htmlAttribute),
  };
}

const markdown = (value) => ({ kind: 'markdown', value });

/** A set named `v` holds an attribute that needs no value. */
function htmlAttribute({ name, description, type }) {
  const choices = choicesOf(type);
  const isFlag = /\bboolean\b/.test(type?.text ?? '');
  return {
    name,
    description: markdown(sentence(description)),
    ...(isFlag && { valueSet: 'v' }),
    ...(choices.length && { values: choices.map((choice) => ({ name: choice })) }),
  };
}

const choicesOf = (type) => Array.from((type?.text ?? '').matchAll(/'([^']*)'/g), ([, choice]) => choice);

/** Parts and custom properties that several tags have stand there once; where their sentences differ, each says whose it is. */
function cssData(tags) {
  const entries = (list, spell) => {
    const found = new Map();
    for (const { tagName, [list]: items = [] } of tags) {
      for (const { name, description } of items)
        found.set(name, [...(found.get(name) ?? []), { tagName, text: sentence(description) }]);
    }
    return Array.from(found, ([name, uses]) => ({ name: spell(name), description: markdown(merged(uses)) }));
  };
  return {
    properties: entries('cssProperties', (name) => name),
    pseudoClasses: entries('cssStates', (name) => `:state(${name})`),
    pseudoElements: entries('cssParts', (name) => `::part(${name})`),
  };
}

function merged(uses) {
  const texts = [...new Set(uses.map(({ text }) => text))];
  if (texts.length === 1) return texts[0];
  const owners = (text) =>
    uses
      .filter((use) => use.text === text)
      .map(({ tagName }) => `\`<${tagName}>\``)
      .join(', ');
  return texts.map((text) => `${owners(text)}: ${text}`).join('\n\n');
}

function webTypes(tags, name, version) {
  const { properties, pseudoClasses, pseudoElements } = cssData(tags);
  const plain = (entries) =>
    entries.map((entry) => ({ name: entry.name.replace(/^:+/, ''), description: entry.description.value }));
  return {
    $schema: schemas.webTypes,
    name,
    version,
    'js-types-syntax': 'typescript',
    'description-markup': 'markdown',
    contributions: {
      html: { elements: tags.map((tag) => webTypesElement(tag, name)) },
      css: {
        properties: plain(properties),
        'pseudo-classes': plain(pseudoClasses),
        'pseudo-elements': plain(pseudoElements),
      },
    },
  };
}

function webTypesElement(tag, module) {
  const described = ({ name, description }) => ({ name, description: sentence(description) });
  const typed = (item) => ({ ...described(item), type: typeOf(item) });
  return {
    ...described({ name: tag.tagName, description: tag.description }),
    source: { module, symbol: tag.name },
    attributes: tag.attributes.map((attribute) => ({ ...described(attribute), value: attributeValue(attribute) })),
    slots: (tag.slots ?? []).map(described),
    js: {
      events: tag.events.map(typed),
      properties: tag.members.map((member) =>
        isField(member)
          ? typed(member)
          : { ...described(member), type: `${signature(member).slice(member.name.length)} => void` },
      ),
    },
  };
}

/** An attribute is text or absent, so that `null` says nothing; the default is told as it would be written. */
function attributeValue({ type, default: standard = 'null' }) {
  const written = standard.replace(/^'(.*)'$/, '$1').replaceAll(/(?<=\d)_(?=\d)/g, '');
  return {
    type: typeOf({ type }).replace(/ \| null\b/, ''),
    required: false,
    ...(!['', 'null'].includes(written) && { default: written }),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [manifest, about] = ['custom-elements.json', 'package.json'].map((file) =>
    JSON.parse(readFileSync(file, 'utf8')),
  );
  for (const [file, text] of Object.entries(editorFiles(manifest, about))) writeFileSync(file, text);
}
