/**
 * The demo: a till as a merchant would write it, and the customer's phone beside it. The chain is the real one: browser →
 * proxy, which holds the key → service, which demands it. `npm start` runs it; a test starts and stops it.
 */
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { createDocuments } from './server/documents.js';
import { listen } from './server/listen.js';
import { createLive } from './server/live.js';
import { buildPages, followPages } from './server/pages.js';
import { openService } from './server/service.js';
import { createShowcase } from './server/showcase.js';
import { createTillBackend, type TillBackend } from './server/till-backend.js';

/** What the elements need and nothing more, as a merchant's server would send it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html loyalite',
].join('; ');

/** How the demo is started. */
export interface DemoOptions {
  /** 0 takes a free one. */
  port?: number;
  /** Where LOYALITE_URL and LOYALITE_API_KEY are looked for. */
  env?: NodeJS.ProcessEnv;
  /** Whether pages follow changes of the sources; else they are built once. */
  watch?: boolean;
}

/** A running demo. */
export interface Demo {
  readonly till: string;
  readonly phone?: string;
  readonly documents: string;
  readonly service: string;
  close(): Promise<void>;
}

/** Starts service, proxy and pages. */
export async function startDemo({ port = 5173, env = process.env, watch = true }: DemoOptions = {}): Promise<Demo> {
  const live = createLive();
  const service = await openService({ preset: 'balanced', cardSize: 10, onchange: live.changed }, env, (request) =>
    till.takeEvent(request),
  );
  const till: TillBackend = createTillBackend(service);
  const showcase = createShowcase(service.sandbox, till, live);
  const api = getRequestListener(async (request, { outgoing }) => {
    const answer = new URL(request.url).pathname.startsWith('/demo/')
      ? await showcase(request)
      : await till.answer(request, outgoing as HttpBindings['outgoing']);
    live.changed();
    return answer;
  });
  const documents = createDocuments();
  const server = createServer();
  const pages = await (watch ? followPages(server) : buildPages());
  const { address, close } = await listen(
    (request, response) => {
      const path = request.url ?? '/';
      if (/^\/(loyalite|demo)\//.test(path)) return void api(request, response);
      response.setHeader('Content-Security-Policy', policy);
      response.setHeader('Permissions-Policy', 'camera=(self)');
      if (path === '/' || path.startsWith('/?')) response.setHeader('Set-Cookie', till.signIn());
      void documents(path, response).then((isDocument) => {
        if (!isDocument) pages.answer(request, response);
      });
    },
    port,
    server,
  );
  return {
    till: `${address}/`,
    ...(service.sandbox && { phone: `${address}/phone/` }),
    documents: `${address}/docs/`,
    service: service.address,
    close: async () => {
      live.close();
      await Promise.all([pages.close(), close(), service.close()]);
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const demo = await startDemo({ port: Number(process.env['PORT'] ?? 5173) });
  console.log(`\n  Till     ${demo.till}`);
  if (demo.phone) console.log(`  Phone    ${demo.phone}`);
  console.log(`  Docs     ${demo.documents}`);
  console.log(`  Service  ${demo.service}${demo.phone ? ' (sandbox)' : ''}\n\n  Ctrl+C stops it.`);
}
