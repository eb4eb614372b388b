/**
 * Serves one example with the sandbox behind it: `node --import tsx demo/frameworks/serve.ts react`. An example is a folder
 * with a built `dist/`, or with a `server.js` whose default export answers requests.
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { createBackend } from './backend.js';

/** A Fetch handler. */
export type Handler = (request: Request) => Response | Promise<Response>;

/** Something that listens, until it is closed. */
export interface Served {
  /** `http://127.0.0.1:8787`, without a slash at the end. */
  readonly address: string;
  close(): Promise<void>;
}

const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.map': 'application/json' };

/** The files of a folder; `/` is its `index.html`. */
function filesOf(folder: string): Handler {
  return async (request) => {
    const path = normalize(new URL(request.url).pathname);
    const file = join(folder, path === '/' ? 'index.html' : path);
    const body = await readFile(file).catch(() => null);
    return new Response(body && new Uint8Array(body), { status: body ? 200 : 404, headers: { 'content-type': types[extname(file)] ?? 'application/octet-stream' } });
  };
}

/** What an example answers by itself: its own server, or the files that it was built to. */
export async function appOf(folder: string): Promise<Handler> {
  const server = ['dist/server/server.js', 'server.js'].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (server) return ((await import(pathToFileURL(server).href)) as { default: { fetch: Handler } }).default.fetch;
  return filesOf(join(folder, existsSync(join(folder, 'dist/browser')) ? 'dist/browser' : 'dist'));
}

/** Listens on 127.0.0.1. */
export async function serve(handler: Handler, port = 0): Promise<Served> {
  const listener = getRequestListener((request) => handler(request));
  const server = createServer((request, response) => void listener(request, response)).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

if (process.argv[1] === import.meta.filename) {
  const [, , name] = process.argv;
  const backend = createBackend();
  const app = name ? await appOf(join(import.meta.dirname, name)) : () => new Response(null, { status: 404 });
  const { address } = await serve((request) => backend.answer(request) ?? app(request), 8787);
  console.log(`Till: ${address}\nCustomer 482193, with the PIN where one is asked for: ${address}/phone/482193`);
}
