#!/usr/bin/env bash
# ioredis sends INCRBY again when its answer was lost, so that one call adds the points twice.
#
# A good guess: a command that changes something and whose answer never came is rejected, and the
#   program decides. Clients repeat only what was not sent yet.
# What happens: `autoResendUnfulfilledCommands` is on by default in ioredis. The server had carried out
#   the first INCRBY 50, the connection broke before the answer, ioredis sends it once more after it
#   has connected again and resolves with 100. Nothing tells the caller. node-redis rejects, with
#   50 on the server.
# In a shop: one earn is credited twice. Either the option is off, or each write carries its own id.
# Seen with: ioredis 6.0.0 (5.11.1 does the same), redis 6.3.1, redis-server 7.0.15 of Debian 12
# Source: run here; the README of ioredis names the option in its section on reconnecting.
set -euo pipefail

command -v redis-server > /dev/null || { echo 'needs redis-server: apt-get install redis-server'; exit 2; }
work="$(mktemp -d)"
server=''
trap 'if [ -n "$server" ]; then kill "$server" 2> /dev/null || true; fi; rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts ioredis@6.0.0 redis@6.3.1

redis-server --port 0 --unixsocket "$work/redis.sock" --save '' --appendonly no > server.log &
server=$!
for _ in $(seq 100); do [ -S redis.sock ] && break; sleep 0.1; done

cat > probe.mjs <<'END'
import { once } from 'node:events';
import net from 'node:net';
import Redis from 'ioredis';
import { createClient } from 'redis';

const path = process.argv[2];
const direct = new Redis(path);

/** A line to the server that is cut once: after the first INCRBY went through, before its answer comes back. */
const cutLine = async () => {
  let whole = true;
  const line = net.createServer((client) => {
    let cutNow = false;
    const server = net.connect(path);
    client.on('data', (bytes) => {
      if (whole && /incrby/i.test(String(bytes))) [whole, cutNow] = [false, true];
      server.write(bytes);
    });
    server.on('data', (bytes) => (cutNow ? client.destroy() : client.write(bytes)));
    client.on('close', () => server.destroy());
    client.on('error', () => {});
    server.on('error', () => {});
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  return line;
};

const libraries = {
  ioredis: async (port) => {
    const client = new Redis(port, '127.0.0.1').on('error', () => {});
    return client.incrby('points', 50).finally(() => client.disconnect());
  },
  redis: async (port) => {
    const client = createClient({ url: `redis://127.0.0.1:${port}` }).on('error', () => {});
    await client.connect();
    return client.incrBy('points', 50).finally(() => client.destroy());
  },
};
for (const [name, addFifty] of Object.entries(libraries)) {
  await direct.set('points', '0');
  const line = await cutLine();
  const answer = await addFifty(line.address().port).then(String, (error) => `rejected (${error.message})`);
  console.log(`${name}: INCRBY 50 ${answer}, the balance is ${await direct.get('points')}`);
  line.close();
}
direct.disconnect();
// A client that is still connecting again would keep the program alive.
process.exit(0);
END
cat > expected <<'END'
ioredis: INCRBY 50 100, the balance is 100
redis: INCRBY 50 rejected (Socket closed unexpectedly), the balance is 50
END

echo "node $(node --version), $(redis-server --version | cut -d ' ' -f 1-3)"
npm ls --depth 0 | tail -n +2
timeout 60 node probe.mjs "$work/redis.sock" > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
