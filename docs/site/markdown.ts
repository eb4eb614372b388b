/**
 * Markdown to HTML, for the repository's own documents: headings become anchors as GitHub spells them, code is coloured when
 * the site is built, and what may be too wide scrolls by itself. Where a link leads is said by the caller.
 */
import hljs from 'highlight.js/lib/core';
import css from 'highlight.js/lib/languages/css';
import javascript from 'highlight.js/lib/languages/javascript';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import MarkdownIt from 'markdown-it';

for (const [name, grammar] of Object.entries({ css, javascript, php, python, typescript, xml }))
  hljs.registerLanguage(name, grammar);

/** A heading, for the list beside the page. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly id: string;
}

/** A document as HTML. */
export interface Rendered {
  readonly html: string;
  readonly title: string;
  readonly headings: readonly Heading[];
}

/** Where a link of the document leads on the site: `undefined` leaves it as it is, `null` makes plain text of it. */
export type Resolve = (target: string) => string | null | undefined;

const grammars: Record<string, string> = {
  html: 'xml',
  vue: 'xml',
  svelte: 'xml',
  js: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  tsx: 'typescript',
};

/** Code with its words in classes, which any policy for styles allows. */
export function coloured(code: string, language: string): string {
  const grammar = grammars[language] ?? language;
  return hljs.getLanguage(grammar)
    ? hljs.highlight(code, { language: grammar }).value
    : MarkdownIt().utils.escapeHtml(code);
}

const markdown = new MarkdownIt({ html: true, highlight: coloured });
type Token = ReturnType<typeof markdown.parse>[number];

markdown.renderer.rules.fence = (tokens, at) => {
  const { info = '', content = '' } = tokens[at] ?? {};
  return `<pre tabindex="0"><code class="language-${info || 'text'}">${coloured(content, info)}</code></pre>\n`;
};
markdown.renderer.rules.table_open = () => '<div class="table" role="group" aria-label="Table" tabindex="0"><table>\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';

/** A line of text with code in it. */
export function inline(text: string): string {
  return markdown.renderInline(text);
}

/** Gives out anchors, each once. */
export function createSlugs(): (heading: string) => string {
  const taken = new Set<string>();
  return (heading) => {
    const plain = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    let slug = plain;
    for (let count = 1; taken.has(slug); count += 1) slug = `${plain}-${count}`;
    taken.add(slug);
    return slug;
  };
}

/** Turns a document into HTML. */
export function renderMarkdown(text: string, resolve: Resolve): Rendered {
  const tokens = markdown.parse(text, {});
  const headings = nameHeadings(tokens);
  for (const token of tokens) {
    if (token.type === 'html_block') token.content = relink(token.content, resolve);
    token.children?.forEach((child) => point(child, resolve));
  }
  nameCorners(tokens);
  return { html: markdown.renderer.render(tokens, markdown.options, {}), title: headings[0]?.text ?? '', headings };
}

function nameHeadings(tokens: readonly Token[]): Heading[] {
  const slug = createSlugs();
  return tokens.flatMap((token, at) => {
    if (token.type !== 'heading_open') return [];
    const content = tokens[at + 1];
    const text = (content?.children ?? []).map((child) => child.content).join('');
    const id = slug(content?.content ?? '');
    token.attrSet('id', id);
    return [{ level: Number(token.tag.slice(1)), text, id }];
  });
}

function point(token: Token, resolve: Resolve): void {
  if (token.type === 'html_inline') token.content = relink(token.content, resolve);
  const name = token.type === 'image' ? 'src' : 'href';
  const target = token.attrGet(name);
  if (target === null) return;
  const place = resolve(String(target));
  if (place === null) token.attrs = null;
  else if (place !== undefined) token.attrSet(name, place);
}

/** Comments are notes to the tests and no reader's. */
function relink(html: string, resolve: Resolve): string {
  return html
    .replaceAll(/<!--[^]*?-->\n?/g, '')
    .replaceAll(/\b(src|href)="([^"]+)"/g, (whole, name: string, target: string) => {
      const place = resolve(target);
      return place == null ? whole : `${name}="${place}"`;
    });
}

/** The empty corner of a table heads nothing. */
function nameCorners(tokens: readonly Token[]): void {
  tokens.forEach((token, at) => {
    if (token.type !== 'th_open' || tokens[at + 1]?.content) return;
    token.tag = 'td';
    const close = tokens[at + 2];
    if (close) close.tag = 'td';
  });
}
