// Takes the white space and the comments out of html, svg and css templates, which minifiers leave alone.
import MagicString from 'magic-string';
import type { Plugin } from 'vite';

interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** A line break between words is a space; between two tags it is nothing, because no template here is set in a line. */
function tightHtml(text: string): string {
  return text
    .replace(/<!--[^]*?-->/g, '')
    .replace(/>\s*\n\s*</g, '><')
    .replace(/\s*\n\s*/g, ' ');
}

function tightCss(text: string): string {
  return (
    text
      .replace(/\/\*[^]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      // After a property's colon only: in a selector a space before a colon means a descendant.
      .replace(/([{;][\w-]+): /g, '$1:')
      .replace(/;}/g, '}')
  );
}

/** A line break at either end of a template is layout of the source; a space there parts its words from what stands beside it. */
function trimmed(text: string, index: number, last: number): string {
  const begun = index === 0 ? text.replace(/^\s*\n\s*/, '') : text;
  return index === last ? begun.replace(/\s*\n\s*$/, '') : begun;
}

const tighten: Record<string, (text: string) => string> = { html: tightHtml, svg: tightHtml, css: tightCss };

function* templates(node: unknown): Generator<Node> {
  if (Array.isArray(node)) for (const one of node) yield* templates(one);
  else if (typeof node === 'object' && node !== null) {
    if ((node as Node).type === 'TaggedTemplateExpression') yield node as Node;
    for (const child of Object.values(node)) yield* templates(child);
  }
}

/** The build plugin. */
export function tightTemplates(): Plugin {
  return {
    name: 'tight-templates',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (id.includes('/node_modules/') || !/\b(html|svg|css)`/.test(code)) return undefined;
      const edited = new MagicString(code);
      for (const { tag, quasi } of templates(this.parse(code))) {
        const tight = tighten[(tag as Node)['name'] as string];
        if (!tight) continue;
        const parts = (quasi as Node)['quasis'] as Node[];
        for (const [index, { start, end }] of parts.entries()) {
          if (end > start) edited.update(start, end, tight(trimmed(code.slice(start, end), index, parts.length - 1)));
        }
      }
      return { code: edited.toString(), map: edited.generateMap({ hires: true }) };
    },
  };
}
