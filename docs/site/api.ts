/** The API pages: every tag with everything that custom-elements.json says of it, and the shapes of its events. It adds no word of its own about a name. */
import type { Detail, Field } from './details.js';
import { createSlugs, inline, type Heading } from './markdown.js';
import { tags, type EventEntry, type Member, type Named, type Tag } from './manifest.js';

/** An API page without its frame. */
export interface ApiPage {
  readonly path: string;
  readonly title: string;
  readonly body: string;
  readonly headings: readonly Heading[];
}

type Cells = readonly string[];

/** The name in a cell: of a method without its parameters, of a part or a state without what stands around it. */
const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]+>|&lt;|\?/g, '')
    .replace(/^:+\w+\((.*)\)$/, '$1')
    .replace(/\(.*/, '');

const code = (text = ''): string =>
  text ? `<code>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</code>` : '';
const sentence = ({ description = '' }: Named): string => inline(description.replaceAll('\n', ' '));

/**
 * Where it is narrow the rows stand one below the other, each cell with its head in front; the roles say that it is a table
 * still, because a changed `display` takes that away from readers.
 */
function table(heads: Cells, rows: readonly Cells[]): string {
  const head = heads.map((text) => `<th scope="col" role="columnheader">${text}</th>`).join('');
  const cell = (text: string, at: number): string => `<td role="cell" data-head="${heads[at + 1] ?? ''}">${text}</td>`;
  const line = ([first = '', ...rest]: Cells): string =>
    `<tr role="row"><th scope="row" role="rowheader">${first}</th>${rest.map(cell).join('')}</tr>`;
  return `<div class="table api"><table role="table"><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${rows.map(line).join('')}</tbody></table></div>`;
}

/** Collects the pieces of one page under their headings; each row of a table is a place of its own, by heading and name. */
class Piece {
  readonly headings: Heading[] = [];
  readonly #slug = createSlugs();
  #html = '';

  /** Adds a heading, unless there is nothing below it. */
  add(level: number, text: string, html: string): this {
    if (!html) return this;
    const id = this.#slug(text);
    this.headings.push({ level, text, id });
    const rows = html.replaceAll(
      /(?<=<tr role="row")(><th scope="row"[^>]*>)(.*?)(?=<\/th>)/g,
      (_, opening: string, first: string) => ` id="${this.#slug(`${id} ${plain(first)}`)}"${opening}${first}`,
    );
    this.#html += `<h${level} id="${id}">${inline(text)}</h${level}>\n${rows}\n`;
    return this;
  }

  /** The page so far. */
  get html(): string {
    return this.#html;
  }
}

const names = (list: readonly Named[] | undefined, written: (name: string) => string): string =>
  list?.length
    ? table(
        ['name', 'what it is'],
        list.map((one) => [written(one.name), sentence(one)]),
      )
    : '';

function attributes({ attributes: list }: Tag): string {
  const rows = list.map((one) => [
    code(one.name),
    code(one.fieldName),
    code(one.type.text),
    code(one.default),
    sentence(one),
  ]);
  return table(['attribute', 'property', 'type', 'default', 'what it says'], rows);
}

function properties({ members }: Tag): string {
  const own = members.filter(({ kind, attribute }) => kind === 'field' && !attribute);
  const rows = own.map((one) => [
    code(one.name),
    code(one.type?.text),
    one.readonly ? 'read only' : code(one.default ?? 'undefined'),
    sentence(one),
  ]);
  return own.length ? table(['property', 'type', 'default', 'what it holds'], rows) : '';
}

function signature({ name, parameters = [] }: Member): string {
  return code(
    `${name}(${parameters.map((one) => `${one.name}${one.optional ? '?' : ''}: ${one.type.text}`).join(', ')})`,
  );
}

function methods({ members }: Tag): string {
  const own = members.filter(({ kind }) => kind === 'method');
  return own.length
    ? table(
        ['method', 'what it does'],
        own.map((one) => [signature(one), sentence(one) || 'As of every element of the platform.']),
      )
    : '';
}

function fields(list: readonly Field[]): string {
  return table(
    ['field', 'type', 'what it holds'],
    list.map(({ name, isOptional, type, description }) => [
      code(name + (isOptional ? '?' : '')),
      code(type),
      inline(description),
    ]),
  );
}

function event(one: EventEntry, details: ReadonlyMap<string, Detail>): string {
  const shapes = details.get(one.type.text)?.shapes ?? [];
  const told = shapes.map(({ name, fields: list }) => `<p><code>detail</code> is a ${code(name)}:</p>${fields(list)}`);
  return `<p>${sentence(one)}</p>${told.join('<p>or</p>') || '<p>No detail.</p>'}`;
}

function tagPage(tag: Tag, details: ReadonlyMap<string, Detail>): ApiPage {
  const piece = new Piece();
  piece.add(1, `<${tag.tagName}>`.replaceAll(/[<>]/g, ''), `<p class="lead">${sentence(tag)}</p>`);
  piece.add(2, 'Attributes', attributes(tag)).add(2, 'Properties', properties(tag)).add(2, 'Methods', methods(tag));
  piece.add(2, 'Events', '<p>All bubble, cross shadow roots and cannot be prevented.</p>');
  for (const one of tag.events) piece.add(3, one.name, event(one, details));
  piece.add(
    2,
    'Slots',
    names(tag.slots, (name) => (name ? code(name) : 'the content')),
  );
  piece.add(
    2,
    'Parts',
    names(tag.cssParts, (name) => code(`::part(${name})`)),
  );
  piece.add(2, 'Custom properties', names(tag.cssProperties, code)).add(
    2,
    'States',
    names(tag.cssStates, (name) => code(`:state(${name})`)),
  );
  return { path: `api/${tag.tagName}.html`, title: tag.tagName, body: piece.html, headings: piece.headings };
}

function overview(): ApiPage {
  const rows = tags.map((tag) => [`<a href="${tag.tagName}.html">${code(`<${tag.tagName}>`)}</a>`, sentence(tag)]);
  const piece = new Piece().add(
    1,
    'API',
    `<p class="lead">Made from <code>custom-elements.json</code>, which is part of the package, and from the package's types.</p>${table(['tag', 'what it does'], rows)}`,
  );
  return { path: 'api/index.html', title: 'API', body: piece.html, headings: piece.headings };
}

/** Where the API pages are, without what is in them. */
export const apiPaths: readonly { readonly path: string; readonly title: string }[] = [
  { path: 'api/index.html', title: 'Overview' },
  ...tags.map(({ tagName }) => ({ path: `api/${tagName}.html`, title: `\`<${tagName}>\`` })),
];

/** All API pages. */
export function apiPages(details: ReadonlyMap<string, Detail>): ApiPage[] {
  return [overview(), ...tags.map((tag) => tagPage(tag, details))];
}
