/** A plain page under the strictest policy, as a merchant without a bundler serves it: the built script, a proxy, the sandbox. */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createProxy } from '../../src/proxy.js';
import { createSandbox, type Sandbox } from '../../src/sandbox.js';

const apiKey = 'sk_live_of_a_strict_shop';

/** The policy that must suffice; the names of the Trusted Types policies come behind. */
const policy = `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; require-trusted-types-for 'script'; trusted-types`;

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Till</title><link rel="icon" href="data:,"><script type="module" src="/till.js"></script><script type="module" src="/dist/loyalite.js"></script></head>
<body>
  <loyalite-checkout endpoint="/loyalite" order-id="A-1001" amount="85.50" currency="TRY" point-value="0.10" card-size="10">
    <loyalite-lookup></loyalite-lookup>
    <loyalite-redeem points="50"></loyalite-redeem>
    <loyalite-earn></loyalite-earn>
  </loyalite-checkout>
</body>
</html>`;

/** The merchant's own script: it writes down what happens. */
const script = `globalThis.heard = [];
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => heard.push(['violation', violatedDirective, blockedURI, sample].join(' ')));
for (const name of ['found', 'redeemed', 'earned', 'complete', 'error']) addEventListener('loyalite-' + name, ({ detail }) => heard.push(name + (detail.verification ? ' ' + detail.verification : '')));`;

/** A shop that is open. */
export interface StrictShop {
  address: string;
  sandbox: Sandbox;
  close(): Promise<void>;
}

const types: Record<string, string> = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8' };

/** Opens a shop that serves the built script from `folder` and allows these Trusted Types policies. */
export async function openStrictShop(folder: string, policies: string): Promise<StrictShop> {
  const sandbox = createSandbox({ apiKey, preset: 'strict' });
  const service = await listen(sandbox.fetch);
  const proxy = createProxy({ upstream: addressOf(service), apiKey, basePath: '/loyalite', authorize: () => 'till-1' });
  const serve = (kind: string, body: string): Response =>
    new Response(body, {
      headers: { 'content-type': types[kind] ?? 'text/plain', 'content-security-policy': `${policy} ${policies}` },
    });
  const shop = await listen(async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/loyalite/')) return proxy.fetch(request);
    if (pathname === '/') return serve('html', page);
    if (pathname === '/till.js') return serve('js', script);
    const [, file] = /^\/dist\/([\w.-]+\.js)$/.exec(pathname) ?? [];
    return file ? serve('js', await readFile(join(folder, file), 'utf8')) : new Response(null, { status: 404 });
  });
  const close = async (): Promise<void> => {
    for (const server of [shop, service]) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  };
  return { address: addressOf(shop), sandbox, close };
}

async function listen(fetch: (request: Request) => Response | Promise<Response>): Promise<Server> {
  const server = createServer(getRequestListener(fetch) as Parameters<typeof createServer>[1]).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
