// Fetch handlers on a port of this machine, with nothing but Node: a request becomes a Request, a Response goes out as it comes.
// A handler that rejects, and a body that fails, cut the connection, because that is how a bad network looks from outside.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Serves a handler on 127.0.0.1; a port that is taken is an error, 0 takes a free one. */
export async function serve(fetch, port) {
  const server = createServer((incoming, outgoing) => {
    // A browser repeats a POST by itself when a kept-alive connection dies, which would hide what a dropped one does.
    outgoing.shouldKeepAlive = false;
    answer(fetch, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error) => {
    throw error.code === 'EADDRINUSE' ? new Error(`port ${port} is taken; give another one, or 0 for any`) : error;
  });
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(fetch, incoming, outgoing) {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const response = await fetch(toRequest(incoming, gone.signal));
  outgoing.writeHead(response.status, [...response.headers].flat());
  if (response.body) await pipeline(Readable.fromWeb(response.body), outgoing);
  else outgoing.end();
}

function toRequest(incoming, signal) {
  const { method, url, headers, rawHeaders } = incoming;
  const pairs = Array.from({ length: rawHeaders.length / 2 }, (_, at) => [rawHeaders[2 * at], rawHeaders[2 * at + 1]]);
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(new URL(url, `http://${headers.host}`), {
    method,
    headers: pairs,
    signal,
    ...(hasBody && { body: Readable.toWeb(incoming), duplex: 'half' }),
  });
}
