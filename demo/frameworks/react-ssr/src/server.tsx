import { readFile } from 'node:fs/promises';
import { renderToString } from 'react-dom/server';
import { Till } from './Till';

const page = () => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Till</title>
    <script type="module" src="/client.js"></script>
  </head>
  <body>
    <div id="root">${renderToString(<Till />)}</div>
  </body>
</html>`;

export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === '/') return new Response(page(), { headers: { 'content-type': 'text/html; charset=utf-8' } });
    const file = await readFile(new URL(`../client${pathname}`, import.meta.url)).catch(() => null);
    return new Response(file && new Uint8Array(file), { status: file ? 200 : 404, headers: { 'content-type': 'text/javascript' } });
  },
};
