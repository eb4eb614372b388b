/**
 * What stands behind every example: the sandbox as the service, and the proxy under `/loyalite`. It knows nothing of the
 * framework in front of it.
 */
import { createMemoryStore, createProxy } from 'loyalite-elements/proxy';
import { createSandbox, type Preset, type Sandbox } from 'loyalite-elements/sandbox';

/** A service of its own, and the merchant's way to it. */
export interface Backend {
  readonly sandbox: Sandbox;
  /** Answers what begins with `/loyalite/` or `/phone/`, and nothing else. */
  answer(request: Request): Promise<Response> | null;
}

/** Opens a service on that preset; `strict` asks for a PIN on every action. */
export function createBackend(preset: Preset = 'balanced'): Backend {
  const sandbox = createSandbox({ preset, apiKey: 'sk_test_sandbox' });
  const proxy = createProxy({
    upstream: 'https://shop.loyalite.app',
    apiKey: 'sk_test_sandbox',
    fetch: sandbox.fetch,
    // The sandbox forgets what it booked when it ends, and so must its notes. Yours outlive the process: see docs/proxy.md.
    store: createMemoryStore(),
    // Your own login decides who is at the till; the examples have none.
    authorize: () => 'till 1',
  });
  return {
    sandbox,
    answer(request) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/loyalite/')) return proxy.fetch(request);
      const [, code] = /^\/phone\/(\d+)$/.exec(pathname) ?? [];
      return code ? Promise.resolve(Response.json(sandbox.phone(code))) : null;
    },
  };
}
