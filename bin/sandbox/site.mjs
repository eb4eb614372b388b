// What the sandbox command shows: a till, the customer's phone, and what the phone shows as a live stream. It knows the sandbox
// by its public side only, and adds nothing to what a customer would see.
import { readFile } from 'node:fs/promises';
import { generate } from 'lean-qr';

const pages = new URL('./pages/', import.meta.url);
const built = new URL('../../dist/', import.meta.url);
const types = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  map: 'application/json',
};

/** What the pages need and nothing more; a till of the merchant's can do with the same. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html loyalite',
].join('; ');

/** The pages around a sandbox. `changed()` tells the open phones that something may be new. */
export function createSite(sandbox, till) {
  const live = createLive();
  const routes = [
    [/^\/$/, () => page('till.html')],
    [/^\/till\.json$/, () => Response.json(till)],
    [/^\/phone\/$/, () => page('phone.html')],
    [/^\/phone\/(\d+)\/live$/, (code) => live.watch(() => screen(sandbox, code))],
    [/^\/phone\/(\d+)$/, (code) => Response.json(screen(sandbox, code))],
    [/^\/pages\/([\w-]+\.(?:js|css))$/, (name) => file(new URL(name, pages))],
    [/^\/dist\/((?:chunks\/)?[\w-]+(?:\.[\w-]+)*\.js(?:\.map)?)$/, (name) => file(new URL(name, built))],
  ];
  return {
    async fetch({ method, url }) {
      const { pathname } = new URL(url);
      for (const [path, respond] of routes) {
        const found = path.exec(pathname);
        if (found && method === 'GET') return respond(found[1]);
      }
      return new Response('Not found', { status: 404 });
    },
    changed: live.changed,
    close: live.close,
  };
}

const page = (name) => file(new URL(name, pages));

async function file(address) {
  const body = await readFile(address).catch(() => undefined);
  const type = types[address.pathname.split('.').pop()];
  return body
    ? new Response(body, {
        headers: {
          'content-type': type,
          'cache-control': 'no-store',
          'content-security-policy': policy,
          'x-content-type-options': 'nosniff',
        },
      })
    : new Response(`${address.pathname.split('/').pop()} is not there; in a checkout, run \`npm run build\` first.`, {
        status: 404,
      });
}

/** The phone's screen; each code goes as a picture, and as the text that a scanner would read from it. */
function screen(sandbox, code) {
  try {
    const shown = sandbox.phone(code);
    return {
      ...shown,
      picture: picture(shown.qr),
      coupons: shown.coupons.map((coupon) => ({ ...coupon, picture: picture(coupon.qrToken) })),
    };
  } catch (error) {
    if (error instanceof RangeError) return { unknown: true };
    throw error;
  }
}

/** A QR code as an SVG in a data address, with the four modules of quiet that scanners want. */
function picture(text) {
  const code = generate(text);
  const side = code.size + 8;
  let path = '';
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x + 4} ${y + 4}h1v1h-1z`;
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Server-sent events: a page gets what there is at once, and again whenever it differs. */
function createLive() {
  const watchers = new Set();
  const changed = () => watchers.forEach((tell) => tell());
  // A QR code and a PIN run out without anything having happened.
  const tick = setInterval(changed, 1000);
  return { changed, close: () => clearInterval(tick), watch: (look) => stream(look, watchers) };
}

function stream(look, watchers) {
  let last = '';
  let tell;
  const body = new ReadableStream({
    start(controller) {
      const encoder = new TextEncoder();
      tell = () => {
        const text = JSON.stringify(look());
        if (text === last) return;
        last = text;
        controller.enqueue(encoder.encode(`data: ${text}\n\n`));
      };
      watchers.add(tell);
      tell();
    },
    cancel: () => void watchers.delete(tell),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}
