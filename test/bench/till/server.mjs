// Serves the pages from memory on the loopback device, already compressed, and stands in for a merchant's backend.
import { once } from 'node:events';
import { createServer } from 'node:http';

const customer = { customer_code: 482193, masked_email: 'a***@example.com', stamp_count: 3, point_balance: 420 };

function answerTo(path, { external_id: id = '', verification_pin: pin } = {}) {
  if (path.startsWith('/loyalite/webhook/customer')) return [200, { data: customer }];
  if (id.includes('pin') && pin === undefined)
    return [412, { error: 'pin_required', challenge_id: 'c1', remaining_attempts: 3 }];
  return [200, { data: { stamps: 3, points: 505 } }];
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : undefined;
}

/** Pages that are isolated from other origins have a clock of 5 µs in place of 100. */
const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/** `{ origin, close }`; whatever is not there, is answered 404 and kept in `missing`. */
export async function serve(files) {
  const missing = new Set();
  const server = createServer(async (request, response) => {
    const path = request.url;
    if (path.startsWith('/loyalite/')) {
      const [status, body] = answerTo(path, await bodyOf(request));
      return response
        .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
        .end(JSON.stringify(body));
    }
    const file = files.get(path.split('?')[0]);
    if (!file) missing.add(path);
    if (!file) return response.writeHead(404, { 'cache-control': 'no-store' }).end();
    return response
      .writeHead(200, {
        ...isolated,
        'content-type': file.type,
        'content-encoding': 'br',
        'content-length': file.body.length,
        'cache-control': 'no-store',
      })
      .end(file.body);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    missing,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}
