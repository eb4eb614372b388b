#!/usr/bin/env bash
# ioredis: after a lost connection EXEC succeeds without the WATCH, and another till's write is lost.
#
# A good guess: WATCH, GET, MULTI, SET, EXEC is compare-and-set. If the connection is lost between WATCH
#   and EXEC, the server forgets the watch, so the client must make EXEC fail.
# What happens: ioredis connects again by itself, sends MULTI and EXEC on the new connection, where
#   nothing is watched, and reports success: 100 points, a second client leaves 10, the first one
#   writes 100 - 50, and 50 remain. node-redis remembers that it watched and rejects with WatchError.
# In a shop: points that were spent at one till come back because the other till's network blinked.
#   A Lua script, or a check of the value inside one, has no such gap.
# Seen with: ioredis 6.0.0 (5.11.1 does the same), redis 6.3.1, redis-server 7.0.15 of Debian 12
# Source: run here.
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
import Redis from 'ioredis';
import { createClient } from 'redis';

const path = process.argv[2];
const other = new Redis(path);

/** Breaks one client's connection, as a network does, and waits until it is connected again. */
const reconnect = async (client, id) => {
  const ready = new Promise((resolve) => client.once('ready', resolve));
  await other.client('KILL', 'ID', id);
  await ready;
};

const first = new Redis(path);
await other.set('points', '100');
await first.watch('points');
const seen = Number(await first.get('points'));
await reconnect(first, await first.client('ID'));
await other.set('points', '10');
const answer = await first.multi().set('points', String(seen - 50)).exec();
console.log(`ioredis: EXEC answers ${JSON.stringify(answer)}, the balance is ${await other.get('points')}`);
first.disconnect();

const second = createClient({ socket: { path } }).on('error', () => {});
await second.connect();
await other.set('points', '100');
await second.watch('points');
await second.get('points');
await reconnect(second, await second.sendCommand(['CLIENT', 'ID']));
await other.set('points', '10');
const refusal = await second.multi().set('points', String(seen - 50)).exec().catch((error) => `${error.constructor.name}: ${error.message}`);
console.log(`redis: EXEC answers ${refusal}, the balance is ${await other.get('points')}`);
second.destroy();
other.disconnect();
END
cat > expected <<'END'
ioredis: EXEC answers [[null,"OK"]], the balance is 50
redis: EXEC answers WatchError: Client reconnected after WATCH, the balance is 10
END

echo "node $(node --version), $(redis-server --version | cut -d ' ' -f 1-3)"
npm ls --depth 0 | tail -n +2
timeout 60 node probe.mjs "$work/redis.sock" > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
