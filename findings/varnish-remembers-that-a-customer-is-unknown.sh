#!/usr/bin/env bash
# Varnish keeps an answer that says nothing about caching, and a 404 as well, for two minutes.
#
# A good guess: an answer without Cache-Control, Expires and Last-Modified is not stored by a cache, and
#   a failure surely not.
# What happens: nginx with a cache zone and Squid as an accelerator ask the backend each time. Varnish
#   with nothing but a backend stores 200, 404 and 410 (not 503) for its `default_ttl` of 120 seconds.
# In a shop: the look-up says "unknown", the customer signs up at the till, and stays unknown for two
#   minutes; a balance is old for as long. `Cache-Control: no-store` in each answer ends it.
# Seen with: varnish 7.1.1, squid 5.7, nginx 1.22.1 of Debian 12
# Source: run here; `default_ttl` is among Varnish's parameters.
set -euo pipefail

export PATH="$PATH:/usr/sbin"
for pair in nginx:nginx-light squid:squid varnishd:varnish; do
  command -v "${pair%:*}" > /dev/null || { echo "needs ${pair%:*}: apt-get install ${pair#*:}"; exit 2; }
done
work="$(mktemp -d)"
pids=()
trap 'kill "${pids[@]}" 2> /dev/null || true; wait; rm -rf "$work"' EXIT
chmod 777 "$work" # some of the servers run as a user of their own
cd "$work"

free_port() { node -e "const s = require('net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })"; }
await_port() { for _ in $(seq 100); do (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null && return; sleep 0.1; done; echo "nothing listens: $2"; exit 2; }

backend=$(free_port)
# Each address is answered with the status in it the first time, and with 200 from then on.
cat > backend.mjs <<'END'
import http from 'node:http';

const asked = new Set();
const server = http.createServer((incoming, outgoing) => {
  const { pathname, searchParams } = new URL(incoming.url, 'http://localhost');
  const again = asked.has(incoming.url);
  asked.add(incoming.url);
  const body = again ? '{"points":120}' : '{"points":0}';
  const kept = pathname === '/no-store' ? { 'cache-control': 'no-store' } : {};
  outgoing.writeHead(again ? 200 : Number(searchParams.get('first')), { 'content-type': 'application/json', ...kept }).end(body);
});
server.listen(Number(process.argv[2]), '127.0.0.1');
END
node backend.mjs "$backend" &
pids+=($!)

declare -A port
for name in nginx squid varnish; do port[$name]=$(free_port); done

cat > nginx.conf <<END
daemon off; pid $work/nginx.pid; events {}
http { access_log off; client_body_temp_path $work/n1; proxy_temp_path $work/n2; fastcgi_temp_path $work/n3; uwsgi_temp_path $work/n4; scgi_temp_path $work/n5;
  proxy_cache_path $work/cache keys_zone=answers:1m;
  server { listen 127.0.0.1:${port[nginx]}; location / { proxy_cache answers; proxy_pass http://127.0.0.1:$backend; } } }
END
cat > varnish.vcl <<END
vcl 4.1;
backend default { .host = "127.0.0.1"; .port = "$backend"; }
END
cat > squid.conf <<END
http_port 127.0.0.1:${port[squid]} accel defaultsite=localhost no-vhost
cache_peer 127.0.0.1 parent $backend 0 no-query no-digest originserver name=one
http_access allow all
cache_mem 8 MB
access_log none
cache_log $work/squid.log
pid_filename $work/squid.pid
coredump_dir $work
shutdown_lifetime 0 seconds
END
nginx -c "$work/nginx.conf" -e "$work/nginx.log" > nginx.out 2>&1 & pids+=($!)
squid -N -f squid.conf > squid.out 2>&1 & pids+=($!)
varnishd -F -a "127.0.0.1:${port[varnish]}" -f "$work/varnish.vcl" -n "$work/varnish" -s malloc,16m -T none > varnish.out 2>&1 & pids+=($!)

cat > probe.mjs <<'END'
for (const pair of process.argv.slice(2)) {
  const [name, port] = pair.split(':');
  const ask = async (path) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}&by=${name}`);
    return `${answer.status} ${await answer.text()}`;
  };
  for (const first of [200, 404, 410, 503]) {
    const path = `/customer?code=482193&first=${first}`;
    console.log(`${name}: ${await ask(path)}, then ${await ask(path)}`);
  }
  const path = '/no-store?first=404';
  console.log(`${name}, no-store: ${await ask(path)}, then ${await ask(path)}`);
}
END
cat > expected <<'END'
nginx: 200 {"points":0}, then 200 {"points":120}
nginx: 404 {"points":0}, then 200 {"points":120}
nginx: 410 {"points":0}, then 200 {"points":120}
nginx: 503 {"points":0}, then 200 {"points":120}
nginx, no-store: 404 {"points":0}, then 200 {"points":120}
squid: 200 {"points":0}, then 200 {"points":120}
squid: 404 {"points":0}, then 200 {"points":120}
squid: 410 {"points":0}, then 200 {"points":120}
squid: 503 {"points":0}, then 200 {"points":120}
squid, no-store: 404 {"points":0}, then 200 {"points":120}
varnish: 200 {"points":0}, then 200 {"points":0}
varnish: 404 {"points":0}, then 404 {"points":0}
varnish: 410 {"points":0}, then 410 {"points":0}
varnish: 503 {"points":0}, then 200 {"points":120}
varnish, no-store: 404 {"points":0}, then 200 {"points":120}
END

dpkg-query --show nginx-light squid varnish
await_port "$backend" backend
pairs=()
for name in nginx squid varnish; do await_port "${port[$name]}" "$name"; pairs+=("$name:${port[$name]}"); done
timeout 60 node probe.mjs "${pairs[@]}" > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
