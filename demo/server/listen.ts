/** A Fetch handler on a port of this machine, as a merchant's Node server would serve it. Knows nothing of what it serves. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that listens. */
export interface Listening {
  /** `http://127.0.0.1:5173`, without a slash at the end. */
  readonly address: string;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; where the wanted port is taken, or 0, on a free one. */
export async function listen(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
  port = 0,
  server: Server = createServer(),
): Promise<Listening> {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // A browser repeats a POST by itself when a kept-alive connection dies, which would hide what a dropped one does.
    response.shouldKeepAlive = false;
    handler(request, response);
  });
  await bound(server, port);
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function bound(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch(async (error: unknown) => {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    if (!isTaken || port === 0) throw error;
    await bound(server, 0);
  });
}
