/** The documents with the playground and their other pages under `/docs/`, made anew for each request, so that an edit is seen at once. Scripts and styles are vite's business. */
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { Assets } from '../../docs/site/layout.js';

const tool = (name: string): Assets['tools']['gallery'] => ({
  script: `/${name}/${name}.ts`,
  style: `/${name}/${name}.css`,
});

const assets: Assets = {
  styles: ['/look.css', '/docs/docs.css'],
  script: '/docs/frame.ts',
  tools: { playground: tool('playground'), gallery: tool('gallery'), scanner: tool('scanner') },
  search: '/docs/search.json',
  icon: '/docs/icon.svg',
};

const base = '/docs/';
const types: Record<string, string> = {
  html: 'text/html',
  png: 'image/png',
  svg: 'image/svg+xml',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
};

/** Answers what is a page or a linked file of the site; tells whether it was one, and never rejects. */
export type Documents = (path: string, response: ServerResponse) => Promise<boolean>;

/** Opens the documents; what makes them is loaded when the first one is asked for. */
export function createDocuments(): Documents {
  let opening: Promise<{ answer: (path: string) => string | Buffer | undefined }> | undefined;
  const open = async (): Promise<{ answer: (path: string) => string | Buffer | undefined }> => {
    const [{ openSite }, { root }] = await Promise.all([
      import('../../docs/site/site.js'),
      import('../../docs/site/pages.js'),
    ]);
    const site = openSite(assets);
    const linked = (path: string): Buffer | undefined => {
      const file = path === 'icon.svg' ? 'docs/site/icon.svg' : site.files.get(path);
      return file === undefined ? undefined : readFileSync(root + file);
    };
    return { answer: (path) => (path === 'search.json' ? site.index() : (site.page(path) ?? linked(path))) };
  };
  return async (path, response) => {
    if (!path.startsWith(base)) return false;
    const asked = path
      .slice(base.length)
      .replace(/[?#].*$/, '')
      .replace(/(^|\/)$/, '$1index.html');
    try {
      const { answer } = await (opening ??= open());
      const body = answer(asked);
      if (body === undefined) return false;
      response.setHeader('Content-Type', types[asked.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
      response.end(body);
    } catch (error) {
      // Whoever edits a document reads here which of its links leads nowhere.
      response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end(String(error));
    }
    return true;
  };
}
