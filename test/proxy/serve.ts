/** A handler behind a real port of this machine, by the adapter that the README shows. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

/** The shape of everything that is served here. */
export type Handler = (request: Request) => Response | Promise<Response>;

/** A handler that can be reached, until it is closed. */
export interface Served {
  readonly address: string;
  readonly close: () => void;
}

/** Serves a handler on a port that is free. */
export async function serve(handler: Handler): Promise<Served> {
  const listener = getRequestListener((request) => handler(request));
  const server = createServer((request, response) => void listener(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** Above 10080, the last of the ports that `fetch` refuses to ask. */
let candidate = 10_100 + (process.pid % 2_000) * 10;

/** A port that is free now, below those that a system gives out by itself: none of its own takes it before it is used. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = candidate++;
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
