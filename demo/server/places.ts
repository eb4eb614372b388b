/**
 * Pages that stand elsewhere in the repository under an address of the demo: the gallery, and the scripts and styles of the
 * documents and their playground. Knows folders, and nothing of what is in them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const folders: Readonly<Record<string, string>> = {
  '/gallery/': 'docs/gallery/',
  '/playground/': 'docs/playground/',
  '/docs/': 'docs/site/',
};

/** The file behind an address, or `undefined` where the demo's own folder has it. */
function fileOf(address: string): string | undefined {
  const prefix = Object.keys(folders).find((one) => address.startsWith(one));
  if (prefix === undefined) return undefined;
  const file = repository + (folders[prefix] ?? '') + address.slice(prefix.length);
  return existsSync(file.replace(/\?.*$/, '')) ? file : undefined;
}

/** The addresses above as a plugin; a page among them is built as if it stood in `root`. */
export function elsewhere(root: string): Plugin {
  const pageOf = (id: string): string | undefined =>
    id.startsWith(root) && id.endsWith('.html') && !existsSync(id) ? fileOf(id.slice(root.length - 1)) : undefined;
  return {
    name: 'elsewhere',
    enforce: 'pre',
    resolveId: (source) => (pageOf(source) === undefined ? fileOf(source) : source),
    load: (id) => {
      const page = pageOf(id);
      return page === undefined ? undefined : readFileSync(page, 'utf8');
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const address = (request.url ?? '/').replace(/[?#].*$/, '').replace(/\/$/, '/index.html');
        const page = address.endsWith('.html') ? fileOf(address) : undefined;
        if (page === undefined) return next();
        void server.transformIndexHtml(address, readFileSync(page, 'utf8'), request.url).then((html) => {
          response.setHeader('Content-Type', 'text/html; charset=utf-8');
          response.end(html);
        }, next);
      });
    },
  };
}
