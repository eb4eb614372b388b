#!/usr/bin/env bash
# Five of ten HTTP clients that retry send a POST again whose answer was lost, or was 503.
#
# A good guess: a client that retries leaves POST alone unless it is told otherwise, as ky, got, ofetch,
#   undici, retry-axios and make-fetch-happen do.
# What happens: fetch-retry and axios-retry repeat every POST whose connection broke, the latter
#   although its own list of methods has no POST: that list is asked about answers only. superagent's
#   `.retry()` and wretch's middleware repeat a POST after 429, 500 and 503; superagent also after a cut.
#   ofetch leaves POST alone until somebody writes `retry: 2`, which then holds for POST too.
# In a shop: the server had booked the earn before the connection broke, and books it four times.
# Seen with: fetch-retry 6.0.0, axios-retry 4.5.0 on axios 1.21.1, retry-axios 4.0.3, superagent 10.4.2,
#   wretch 2.11.1, ofetch 1.5.1, ky 1.14.3, got 14.6.6, undici 7.30.2, make-fetch-happen 15.0.6
# Source: run here against a server on this machine that reads the request, counts it, and cuts or answers.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts \
  axios@1.21.1 axios-retry@4.5.0 fetch-retry@6.0.0 got@14.6.6 ky@1.14.3 make-fetch-happen@15.0.6 \
  ofetch@1.5.1 retry-axios@4.0.3 superagent@10.4.2 undici@7.30.2 wretch@2.11.1

cat > probe.mjs <<'END'
import { once } from 'node:events';
import http from 'node:http';
import axios from 'axios';
import axiosRetry from 'axios-retry';
import fetchRetry from 'fetch-retry';
import got from 'got';
import ky from 'ky';
import makeFetchHappen from 'make-fetch-happen';
import { ofetch } from 'ofetch';
import * as retryAxios from 'retry-axios';
import superagent from 'superagent';
import { Agent, request, RetryAgent } from 'undici';
import wretch from 'wretch';
import { retry } from 'wretch/middlewares';

let arrivals = 0;
let answer = 'cut';
const server = http.createServer((incoming, outgoing) => {
  incoming.resume().on('end', () => {
    arrivals += 1;
    if (answer === 'cut') return incoming.socket.destroy();
    outgoing.writeHead(answer).end('{}');
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');

const url = `http://127.0.0.1:${server.address().port}/earn`;
const body = { points: 50 };
const plain = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
const short = 10; // milliseconds between tries, where the client takes such an option
const clients = {
  'fetch-retry': () => fetchRetry(fetch, { retryDelay: short })(url, plain),
  'axios-retry': () => {
    const client = axios.create();
    axiosRetry(client, { retries: 3 });
    return client.post(url, body);
  },
  'retry-axios': () => {
    const client = axios.create();
    client.defaults.raxConfig = { instance: client };
    retryAxios.attach(client);
    return client.post(url, body);
  },
  'superagent .retry(3)': () => superagent.post(url).send(body).retry(3),
  'wretch retry()': () => wretch(url).middlewares([retry({ delayTimer: short, maxAttempts: 3 })]).post(body).res(),
  ofetch: () => ofetch(url, { method: 'POST', body }),
  'ofetch retry: 2': () => ofetch(url, { method: 'POST', body, retry: 2 }),
  ky: () => ky.post(url, { json: body }),
  got: () => got.post(url, { json: body }),
  'undici RetryAgent': () => request(url, { ...plain, dispatcher: new RetryAgent(new Agent(), { minTimeout: short }) }),
  'make-fetch-happen': () => makeFetchHappen(url, { ...plain, retry: 3 }),
};
for (const [name, post] of Object.entries(clients)) {
  const counts = [];
  for (answer of ['cut', 429, 500, 503]) {
    arrivals = 0;
    await post().catch(() => {});
    counts.push(`${answer}: ${arrivals}`);
  }
  console.log(`${name}: ${counts.join(', ')}`);
}
process.exit(0);
END
cat > expected <<'END'
fetch-retry: cut: 4, 429: 1, 500: 1, 503: 1
axios-retry: cut: 4, 429: 1, 500: 1, 503: 1
retry-axios: cut: 1, 429: 1, 500: 1, 503: 1
superagent .retry(3): cut: 4, 429: 4, 500: 4, 503: 4
wretch retry(): cut: 1, 429: 4, 500: 4, 503: 4
ofetch: cut: 1, 429: 1, 500: 1, 503: 1
ofetch retry: 2: cut: 3, 429: 3, 500: 3, 503: 3
ky: cut: 1, 429: 1, 500: 1, 503: 1
got: cut: 1, 429: 1, 500: 1, 503: 1
undici RetryAgent: cut: 1, 429: 1, 500: 1, 503: 1
make-fetch-happen: cut: 1, 429: 1, 500: 1, 503: 1
END

echo "node $(node --version)"
npm ls --depth 0 | tail -n +2
timeout 120 node probe.mjs > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
