#!/usr/bin/env bash
# Caddy answers "200 OK" with an empty body to a POST for a host name that it does not serve.
#
# A good guess: a reverse proxy that is set up for till.example refuses another host name (404, 421, 503)
#   or hands the request to its only site.
# What happens: four of them do one or the other. Caddy writes 200, Content-Length 0, and asks no
#   backend: an empty answer is what is left when no route matches.
# In a shop: the address was changed, or a till calls by number instead of by name. A client that looks
#   at `response.ok` alone believes each earn was booked; nothing was.
# Seen with: caddy 2.6.2, nginx 1.22.1, apache2 2.4.71, haproxy 2.6.12, lighttpd 1.4.69 of Debian 12
# Source: run here, one site for till.example in each, a POST with that Host and with another.
set -euo pipefail

for pair in caddy:caddy nginx:nginx-light apache2:apache2-bin haproxy:haproxy lighttpd:lighttpd; do
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
cat > backend.mjs <<'END'
import http from 'node:http';
http.createServer((incoming, outgoing) => outgoing.writeHead(201).end('booked')).listen(Number(process.argv[2]), '127.0.0.1');
END
node backend.mjs "$backend" &
pids+=($!)

declare -A port
for name in nginx apache2 haproxy lighttpd caddy; do port[$name]=$(free_port); done

cat > nginx.conf <<END
daemon off; pid $work/nginx.pid; events {}
http { access_log off; client_body_temp_path $work/n1; proxy_temp_path $work/n2; fastcgi_temp_path $work/n3; uwsgi_temp_path $work/n4; scgi_temp_path $work/n5;
  server { listen 127.0.0.1:${port[nginx]}; server_name till.example; location / { proxy_pass http://127.0.0.1:$backend; } } }
END
cat > apache2.conf <<END
ServerName localhost
Listen 127.0.0.1:${port[apache2]}
PidFile $work/apache2.pid
ErrorLog $work/apache2.log
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
User www-data
Group www-data
<VirtualHost 127.0.0.1:${port[apache2]}>
  ServerName till.example
  ProxyPass / http://127.0.0.1:$backend/
</VirtualHost>
END
cat > haproxy.conf <<END
defaults
  mode http
  timeout connect 2s
  timeout client 5s
  timeout server 5s
frontend till
  bind 127.0.0.1:${port[haproxy]}
  use_backend site if { hdr(host) -i till.example }
backend site
  server one 127.0.0.1:$backend
END
cat > lighttpd.conf <<END
server.modules = ( "mod_proxy" )
server.document-root = "$work/empty"
server.bind = "127.0.0.1"
server.port = ${port[lighttpd]}
server.errorlog = "$work/lighttpd.log"
\$HTTP["host"] == "till.example" { proxy.server = ( "" => ( ( "host" => "127.0.0.1", "port" => $backend ) ) ) }
END
mkdir empty
cat > Caddyfile <<END
{
	admin off
	auto_https off
}
http://till.example:${port[caddy]} {
	bind 127.0.0.1
	reverse_proxy 127.0.0.1:$backend
}
END
export HOME="$work" XDG_DATA_HOME="$work" XDG_CONFIG_HOME="$work"
nginx -c "$work/nginx.conf" -e "$work/nginx.log" > nginx.out 2>&1 & pids+=($!)
apache2 -DFOREGROUND -f "$work/apache2.conf" > apache2.out 2>&1 & pids+=($!)
haproxy -db -f haproxy.conf > haproxy.out 2>&1 & pids+=($!)
lighttpd -D -f lighttpd.conf > lighttpd.out 2>&1 & pids+=($!)
caddy run --config Caddyfile --adapter caddyfile > caddy.out 2>&1 & pids+=($!)

cat > probe.mjs <<'END'
import http from 'node:http';

const ask = (port, host) =>
  new Promise((resolve, reject) => {
    const request = http.request({ port, host: '127.0.0.1', method: 'POST', path: '/earn', headers: { host }, agent: false }, (answer) => {
      let body = '';
      answer.on('data', (bytes) => (body += bytes));
      answer.on('end', () => resolve(`${answer.statusCode}${answer.headers['content-length'] === '0' ? ' and no body' : body === 'booked' ? ' booked' : ' and a page'}`));
    });
    request.on('error', reject).end('{"points":50}');
  });
for (const pair of process.argv.slice(2)) {
  const [name, port] = pair.split(':');
  console.log(`${name}: till.example: ${await ask(port, 'till.example')}; other.example: ${await ask(port, 'other.example')}`);
}
END
cat > expected <<'END'
nginx: till.example: 201 booked; other.example: 201 booked
apache2: till.example: 201 booked; other.example: 201 booked
haproxy: till.example: 201 booked; other.example: 503 and a page
lighttpd: till.example: 201 booked; other.example: 404 and a page
caddy: till.example: 201 booked; other.example: 200 and no body
END

dpkg-query --show nginx-light apache2-bin haproxy lighttpd caddy
await_port "$backend" backend
pairs=()
for name in nginx apache2 haproxy lighttpd caddy; do await_port "${port[$name]}" "$name"; pairs+=("$name:${port[$name]}"); done
timeout 60 node probe.mjs "${pairs[@]}" > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
