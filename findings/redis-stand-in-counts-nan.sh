#!/usr/bin/env bash
# ioredis-mock answers INCR on a word with NaN and stores it; a real server refuses.
#
# A good guess: the usual stand-in for Redis in tests keeps the kinds of values apart as the server does,
#   so a counter that was filled wrongly fails in the test as well.
# What happens: INCR on "ten" resolves with NaN where Redis says "not an integer"; INCRBY with a word
#   for the amount resolves with NaN; INCR on a hash does the same instead of WRONGTYPE, and inside
#   MULTI the result carries no error either. A test around a balance stays green, production throws.
# In a shop: the code path for a broken counter has never run before the day that it is needed.
# Seen with: ioredis-mock 8.13.1, ioredis 5.11.1, redis-server 7.0.15 of Debian 12
# Source: run here, the same calls against both.
set -euo pipefail

command -v redis-server > /dev/null || { echo 'needs redis-server: apt-get install redis-server'; exit 2; }
work="$(mktemp -d)"
server=''
trap 'if [ -n "$server" ]; then kill "$server" 2> /dev/null || true; fi; rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts ioredis@5.11.1 ioredis-mock@8.13.1

redis-server --port 0 --unixsocket "$work/redis.sock" --save '' --appendonly no > server.log &
server=$!
for _ in $(seq 100); do [ -S redis.sock ] && break; sleep 0.1; done

cat > probe.mjs <<'END'
import Redis from 'ioredis';
import Stand from 'ioredis-mock';

const said = (promise) => promise.then((value) => String(value), (error) => error.message);
for (const [name, client] of [['redis-server', new Redis(process.argv[2])], ['ioredis-mock', new Stand()]]) {
  await client.set('points', 'ten');
  console.log(`${name}: INCR on "ten": ${await said(client.incr('points'))}`);
  console.log(`${name}: and then GET: ${await said(client.get('points'))}`);
  await client.set('points', '10');
  console.log(`${name}: INCRBY "five": ${await said(client.incrby('points', 'five'))}`);
  await client.hset('card', 'stamps', '3');
  console.log(`${name}: INCR on a hash: ${await said(client.incr('card'))}`);
  await client.set('word', 'ten');
  const [[error, value]] = await client.multi().incr('word').exec();
  console.log(`${name}: INCR on "ten" inside MULTI: ${error?.message ?? value}`);
  client.disconnect();
}
END
cat > expected <<'END'
redis-server: INCR on "ten": ERR value is not an integer or out of range
redis-server: and then GET: ten
redis-server: INCRBY "five": ERR value is not an integer or out of range
redis-server: INCR on a hash: WRONGTYPE Operation against a key holding the wrong kind of value
redis-server: INCR on "ten" inside MULTI: ERR value is not an integer or out of range
ioredis-mock: INCR on "ten": NaN
ioredis-mock: and then GET: NaN
ioredis-mock: INCRBY "five": NaN
ioredis-mock: INCR on a hash: NaN
ioredis-mock: INCR on "ten" inside MULTI: NaN
END

echo "node $(node --version), $(redis-server --version | cut -d ' ' -f 1-3)"
npm ls --depth 0 | tail -n +2
timeout 60 node probe.mjs "$work/redis.sock" > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
