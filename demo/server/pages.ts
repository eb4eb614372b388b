/**
 * The demo's pages with their scripts and styles: made anew for each request while somebody works on them, or built once as a
 * merchant would deploy them. Knows nothing of tills and services.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, createServer, type InlineConfig, type Rolldown } from 'vite';
import { aliases } from '../../vite.config.ts';
import { elsewhere } from './places.js';

/** Answers what is none of the API's. */
export interface Pages {
  answer(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('..', import.meta.url));

const common: InlineConfig = {
  configFile: false,
  root,
  appType: 'mpa',
  clearScreen: false,
  logLevel: 'warn',
  resolve: { alias: aliases },
  plugins: [elsewhere(root)],
};

/** Pages that follow each change of the sources; with a server, open pages load anew by themselves. */
export async function followPages(server?: Server): Promise<Pages> {
  const pages = await createServer({
    ...common,
    cacheDir: fileURLToPath(new URL('../../node_modules/.vite-demo', import.meta.url)),
    server: {
      ...(server ? { hmr: { server } } : { hmr: false, ws: false, watch: null }),
      middlewareMode: true,
      fs: { allow: [fileURLToPath(new URL('../..', import.meta.url))] },
    },
    optimizeDeps: { entries: ['index.html', 'phone/index.html', '../docs/playground/playground.ts'] },
  });
  return {
    answer: (request, response) => pages.middlewares(request, response),
    close: () => pages.close(),
  };
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const folders = ['', 'gallery/', 'manager/', 'phone/', 'products/', 'scanner/'];

/** Pages as they stand now. The documents have scripts and styles of their own, which are followed once somebody asks for them. */
export async function buildPages(): Promise<Pages> {
  const input = [...folders.map((folder) => `${folder}index.html`), 'privacy.html', 'terms.html'];
  const { output } = (await build({
    ...common,
    base: '/',
    worker: { format: 'es' },
    build: {
      target: 'es2022',
      write: false,
      minify: false,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: { input: input.map((file) => root + file) },
    },
  })) as Rolldown.RolldownOutput;
  const files = new Map(
    output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : Buffer.from(file.source)]),
  );
  let others: Promise<Pages> | undefined;
  return {
    answer(request, response) {
      const path = (request.url ?? '/').replace(/[?#].*$/, '').replace(/\/$/, '/index.html');
      const body = files.get(path);
      if (body !== undefined) {
        response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream');
        return void response.end(body);
      }
      others ??= followPages();
      void others.then((pages) => pages.answer(request, response));
    },
    close: async () => void (await others)?.close(),
  };
}
