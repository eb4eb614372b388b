/** The frame of every page: head with the policy, bar, navigation, the page itself, and the list of its headings. Knows no content. */
import type { Heading } from './markdown.js';
import { inline } from './markdown.js';
import type { Tool } from './tools.js';

/** A line of the navigation. */
export interface Link {
  readonly path: string;
  readonly title: string;
  readonly group: string;
}

/** Where the frame's own files stand, seen from the site's root; absolute addresses stay as they are. */
export interface Assets {
  readonly styles: readonly string[];
  readonly script: string;
  readonly tools: Readonly<Record<Tool, { readonly script: string; readonly style: string }>>;
  readonly search: string;
  readonly icon: string;
}

/** One page, ready to be framed. */
export interface Content {
  readonly path: string;
  readonly title: string;
  readonly body: string;
  readonly headings?: readonly Heading[];
  readonly tool?: Tool;
}

/** The policy of the site, in each page, so that it holds on any file server. A header may say more: `frame-ancestors`. */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html loyalite',
].join('; ');

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Puts a page into its frame. */
export function layout(
  { path, title, body, headings = [], tool }: Content,
  links: readonly Link[],
  assets: Assets,
): string {
  const up = '../'.repeat(path.split('/').length - 1);
  const at = (target: string): string => (target.startsWith('/') ? target : up + target);
  const own = tool && assets.tools[tool];
  const styles = [...assets.styles, ...(own ? [own.style] : [])];
  const scripts = [assets.script, ...(own ? [own.script] : [])];
  const name = 'loyalite-elements';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escape(title === name ? name : `${title} · ${name}`)}</title>
<link rel="icon" type="image/svg+xml" href="${at(assets.icon)}">
${styles.map((style) => `<link rel="stylesheet" href="${at(style)}">`).join('\n')}
${scripts.map((script) => `<script type="module" src="${at(script)}"></script>`).join('\n')}
</head>
<body${tool ? ' class="wide"' : ''}>
<a class="skip" href="#content">Skip to the content</a>
${bar(path, at(assets.icon), at)}
<div class="frame">
${navigation(path, links, at)}
<main id="content" tabindex="-1">
${body}
</main>
${outline(headings)}
</div>
${searchBox(at(assets.search), up)}
</body>
</html>
`;
}

function bar(path: string, icon: string, at: (target: string) => string): string {
  const places = [
    ['index.html', 'Documents'],
    ['api/index.html', 'API'],
    ['playground/index.html', 'Playground'],
  ] as const;
  const isHere = (target: string): boolean =>
    target === 'index.html'
      ? !/^(api|playground|gallery|scanner)\//.test(path)
      : path.startsWith(target.split('/')[0] ?? '');
  const items = places.map(
    ([target, text]) => `<a href="${at(target)}"${isHere(target) ? ' aria-current="true"' : ''}>${text}</a>`,
  );
  return `<header class="top">
<button class="quiet contents-button" type="button" popovertarget="contents"><svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="M2 5h16M2 10h16M2 15h16" fill="none" stroke="currentColor" stroke-width="2"/></svg> <span>Contents</span></button>
<a class="brand" href="${at('index.html')}"><img src="${icon}" alt="" width="28" height="28"> loyalite-elements</a>
<nav class="places" aria-label="Site">${items.join('')}</nav>
<button class="quiet search-button" type="button" hidden data-search-open aria-keyshortcuts="Control+K"><svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="m13 13 5 5M14.500 8.500a6 6 0 1 1-12 0 6 6 0 0 1 12 0z" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg> <span>Search</span></button>
<button class="quiet look" type="button" hidden data-look>Dark</button>
</header>`;
}

/** The dialog of the search, which a script opens. */
function searchBox(index: string, site: string): string {
  return `<dialog class="search" aria-label="Search" data-search="${index}" data-site="${site || './'}">
<div class="search-head" role="search"><label class="field">Search the documents<input type="text" name="q" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go"></label><button class="quiet" type="button" data-search-close>Close</button></div>
<p class="muted" role="status"></p>
<ol></ol>
</dialog>`;
}

function navigation(path: string, links: readonly Link[], at: (target: string) => string): string {
  const groups = [...new Set(links.map(({ group }) => group))];
  const line = ({ path: target, title }: Link): string =>
    `<li><a href="${at(target)}"${target === path ? ' aria-current="page"' : ''}>${inline(title)}</a></li>`;
  const block = (group: string): string =>
    `<h2>${group}</h2><ul>${links
      .filter((link) => link.group === group)
      .map(line)
      .join('')}</ul>`;
  return `<nav id="contents" class="contents" popover aria-label="Contents">${groups.map(block).join('')}</nav>`;
}

function outline(headings: readonly Heading[]): string {
  const shown = headings.filter(({ level }) => level === 2 || level === 3);
  if (shown.length < 3) return '';
  const line = ({ id, level, text }: Heading): string =>
    `<li class="level-${level}"><a href="#${id}">${escape(text)}</a></li>`;
  return `<nav class="outline" aria-label="On this page"><h2>On this page</h2><ul>${shown.map(line).join('')}</ul></nav>`;
}
