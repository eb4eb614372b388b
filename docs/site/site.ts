/**
 * The site of the documents: gives each page by its path, as `npm run site` writes them and `npm start` serves them. Repository
 * files that a document links to and that are no page are part of it, under `files/`.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { apiPages, apiPaths, type ApiPage } from './api.js';
import { readDetails } from './details.js';
import { layout, type Assets, type Content, type Link } from './layout.js';
import { renderMarkdown } from './markdown.js';
import { documentPages, root, type DocumentPage } from './pages.js';
import { texts } from '../playground/page.js';
import { withSizes } from './pictures.js';
import { buildIndex } from './search/build.js';
import { toolNames, tools, type Tool } from './tools.js';

/** The site. */
export interface Site {
  /** Every page, as a path from the site's root. */
  readonly paths: () => readonly string[];
  /** A page, or `undefined` where there is none. */
  readonly page: (path: string) => string | undefined;
  /** The index of all pages, for the search. */
  readonly index: () => string;
  /** Repository files that the pages rendered so far link to, by their path on the site. */
  readonly files: ReadonlyMap<string, string>;
}

/** Opens the site. Documents are read when their page is asked for, so that an edit is seen at once. */
export function openSite(assets: Assets): Site {
  const files = new Map<string, string>();
  let api: readonly ApiPage[] | undefined;
  const links = (): Link[] =>
    [
      ...documentPages().map(({ path, title, group }) => ({ path, title, group })),
      ...apiPaths.map((one) => ({ ...one, group: 'API' })),
      ...toolNames.map((name) => ({ path: pathOf(name), title: tools[name].title, group: 'Try it' })),
    ].toSorted((one, other) => groups.indexOf(one.group) - groups.indexOf(other.group));
  const documentPage = (page: DocumentPage): Content => {
    const resolve = (target: string): string | null | undefined => placeOf(page, target, files);
    const { html, title, headings } = renderMarkdown(readFileSync(root + page.source, 'utf8'), resolve);
    const fileOf = (address: string): string | undefined => {
      const file = files.get(posix.join(posix.dirname(page.path), address));
      return file && root + file;
    };
    return { path: page.path, title, body: withSizes(html, fileOf), headings };
  };
  const contentOf = (path: string): Content | undefined => {
    const tool = toolNames.find((name) => pathOf(name) === path);
    if (tool) return { path, ...tools[tool], tool };
    const text = texts[path];
    if (text) return { path, ...text };
    const made = documentPages().find((page) => page.path === path);
    if (made) return documentPage(made);
    if (!apiPaths.some((one) => one.path === path)) return undefined;
    api ??= apiPages(readDetails());
    return api.find((one) => one.path === path);
  };
  return {
    paths: () => [...links().map(({ path }) => path), ...Object.keys(texts)],
    files,
    page(path) {
      const content = contentOf(path);
      return content && layout(content, links(), assets);
    },
    index: () => buildIndex(links().flatMap(({ path }) => contentOf(path) ?? [])),
  };
}

const pathOf = (tool: Tool): string => `${tool}/index.html`;
const groups = ['Start', 'Try it', 'Guides', 'API', 'Project'];

/** Where a link in a document leads on the site; a folder is none of its pages, so its name is text there. */
function placeOf(
  { source, path }: DocumentPage,
  target: string,
  files: Map<string, string>,
): string | null | undefined {
  if (/^[a-z]+:|^#/.test(target)) return undefined;
  const [file = '', anchor] = target.split('#');
  const wanted = posix.normalize(posix.join(posix.dirname(source), file));
  if (existsSync(root + wanted) && statSync(root + wanted).isDirectory()) return null;
  const page = documentPages().find((one) => one.source === wanted);
  const place = page?.path ?? filePlace(wanted, files);
  return posix.relative(posix.dirname(path), place) + (anchor ? `#${anchor}` : '');
}

/** Files are shown as text by every file server, whatever they are. */
function filePlace(file: string, files: Map<string, string>): string {
  if (!existsSync(root + file) || !statSync(root + file).isFile())
    throw new Error(`A document links to ${file}, which is no file`);
  const place = `files/${file}${/\.(png|svg|json)$/.test(file) ? '' : '.txt'}`;
  files.set(place, file);
  return place;
}
