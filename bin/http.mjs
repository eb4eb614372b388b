// HTTP as plain data, both ways: nothing is tidied up, followed or repeated, because the checks look at exactly that.
import { once } from 'node:events';
import { createServer, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** How long an answer may take, in milliseconds; longer than a proxy may wait for the service. */
const PATIENCE = 15_000;

async function textOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function flatten(headers) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** Sends a request to the host of a URL, and gives its answer. */
export async function send({ protocol, hostname, port }, { method, path, headers, body }) {
  const open = protocol === 'https:' ? requestHttps : requestHttp;
  const given = Object.entries(headers).filter(([, value]) => value !== '');
  const length = body && !('transfer-encoding' in headers) ? { 'content-length': Buffer.byteLength(body) } : {};
  const request = open({
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    method,
    path,
    headers: { ...Object.fromEntries(given), ...length },
    agent: false,
    signal: AbortSignal.timeout(PATIENCE),
  });
  request.end(body);
  const [response] = await once(request, 'response');
  // The proxy may hang up on a body that it does not want to read; what it said before counts.
  request.on('error', () => undefined);
  const text = await textOf(response);
  return { status: response.statusCode, headers: flatten(response.headers), body: text };
}

/** Answers on a port. */
export async function listen(port, host, answer) {
  const server = createServer((request, response) => {
    textOf(request).then(
      (body) => {
        const {
          status,
          headers,
          body: text,
        } = answer({ method: request.method, path: request.url, headers: flatten(request.headers), body });
        response.writeHead(status, headers).end(text);
      },
      () => response.destroy(),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}
