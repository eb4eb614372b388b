/** The built site behind a plain file server, which knows types of files and nothing else. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite } from '../../docs/site/build.js';
import { serve, type Served } from '../proxy/serve.js';
import { builtOnce } from '../support/built-once.js';

/** The site in its folder, and where it is served. */
export interface BuiltSite extends Served {
  readonly folder: string;
  /** Every page, as a path from the site's root. */
  readonly pages: readonly string[];
  /** What was asked for since it was opened. */
  readonly asked: readonly string[];
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  png: 'image/png',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
};

/** Builds and serves it in a folder below the root, as a project's pages are. */
export async function openBuiltSite(): Promise<BuiltSite> {
  const { folder, remove } = await builtOnce('site', buildSite);
  const asked: string[] = [];
  const { address, close } = await serve((request) => {
    const { pathname } = new URL(request.url);
    asked.push(`${request.method} ${pathname}`);
    const path = pathname.replace(/^\/below\//, '').replace(/(^|\/)$/, '$1index.html');
    const file = join(folder, path);
    if (request.method !== 'GET' || !pathname.startsWith('/below/') || !existsSync(file))
      return new Response(null, { status: 404 });
    return new Response(readFileSync(file), { headers: { 'content-type': types[path.split('.').at(-1) ?? ''] ?? '' } });
  });
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html'))
    .toSorted();
  return {
    folder,
    pages,
    asked,
    address: `${address}/below`,
    close: () => {
      close();
      void remove();
    },
  };
}
