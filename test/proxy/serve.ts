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

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const { address, close } = await serve(() => new Response());
  close();
  return Number(new URL(address).port);
}
