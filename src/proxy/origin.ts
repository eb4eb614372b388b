/**
 * Who may call from a browser: the merchant's own pages, and the foreign origins that the merchant listed.
 * Knows nothing of sessions; a caller that passes here still has to be authorized.
 *
 * `Sec-Fetch-Site: same-origin` cannot be forged by a page, so it decides first. Where a browser does not send it (a till
 * on plain `http://` in the local network, old engines) the page's own origin has to be listed, because behind a reverse
 * proxy the host of the request need not be the public one.
 *
 * With neither header the call passes: it is a program (a headless till, a test) or a GET of a page on plain `http://`.
 * A foreign page cannot hide in there: browsers always send `Origin` with a POST, JSON makes it ask first, and of a GET,
 * which books nothing, the foreign page never sees the answer.
 */

/** Whether the headers tell of a caller that may use the proxy. */
export function isAllowedOrigin(headers: Headers, origins: ReadonlySet<string>): boolean {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site === 'same-origin') return true;
  if (origin !== null) return origins.has(origin);
  return site === null;
}

/** The headers that let a listed foreign origin read the answer; for all others none but `Vary`. */
export function corsHeaders(headers: Headers, origins: ReadonlySet<string>): Record<string, string> {
  const origin = headers.get('origin');
  if (origin === null || !origins.has(origin)) return { vary: 'Origin' };
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Retry-After, Loyalite-Booked-At',
  };
}

/** The answer to a browser that asks before it sends; the origin and the path were checked before. */
export function preflight(request: Request, origins: ReadonlySet<string>): Response {
  const headers: Record<string, string> = { ...corsHeaders(request.headers, origins), 'cache-control': 'no-store' };
  if ('access-control-allow-origin' in headers) {
    headers['access-control-allow-methods'] = 'GET, POST';
    // A listed origin may send what the merchant's authorize() wants to read; upstream none of it is passed on.
    headers['access-control-allow-headers'] = requestedHeaders(request.headers);
    headers['access-control-max-age'] = '600';
  }
  return new Response(null, { status: 204, headers });
}

function requestedHeaders(headers: Headers): string {
  const names = (headers.get('access-control-request-headers') ?? '').split(',').map((name) => name.trim());
  return names.filter((name) => /^[\w-]{1,64}$/.test(name)).join(', ') || 'content-type';
}
