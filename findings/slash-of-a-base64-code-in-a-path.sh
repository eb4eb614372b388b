#!/usr/bin/env bash
# A Base64 code in a path survives four reverse proxies of seven, and nginx with one slash less.
#
# A good guess: encodeURIComponent makes a code safe in a path, and a proxy hands the path on as it came:
#   /customer/q83v%2F2eJ%2Fw%3D%3D arrives as it was sent.
# What happens: lighttpd makes slashes of both %2F. Apache answers 404 itself, in the page's words, and
#   asks no backend (AllowEncodedSlashes is off). nginx hands it on where `proxy_pass` names a server
#   alone; as soon as `proxy_pass` has a path, be it one slash, nginx decodes the path and sends
#   q83v/2eJ/w==. haproxy, Caddy, Varnish and Squid change nothing.
# In a shop: more than one in five Base64 codes of 16 characters has a slash. Those customers
#   are "not found", the others are served. A query parameter, or base64url, has no such trouble.
# Seen with: nginx 1.22.1, apache2 2.4.71, lighttpd 1.4.69, haproxy 2.6.12, caddy 2.6.2, varnish 7.1.1,
#   squid 5.7 of Debian 12, none of them told anything about paths
# Source: run here against a backend that answers with the request line that it got.
set -euo pipefail

export PATH="$PATH:/usr/sbin"
for pair in nginx:nginx-light apache2:apache2-bin lighttpd:lighttpd haproxy:haproxy caddy:caddy varnishd:varnish squid:squid; do
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
http.createServer((incoming, outgoing) => outgoing.end(incoming.url)).listen(Number(process.argv[2]), '127.0.0.1');
END
node backend.mjs "$backend" &
pids+=($!)

declare -A port
for name in nginx apache2 lighttpd haproxy caddy varnish squid; do port[$name]=$(free_port); done

cat > nginx.conf <<END
daemon off; pid $work/nginx.pid; events {}
http { access_log off; client_body_temp_path $work/n1; proxy_temp_path $work/n2; fastcgi_temp_path $work/n3; uwsgi_temp_path $work/n4; scgi_temp_path $work/n5;
  server { listen 127.0.0.1:${port[nginx]};
    location /customer/ { proxy_pass http://127.0.0.1:$backend; }
    location /loyalty/ { proxy_pass http://127.0.0.1:$backend/; } } }
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
ProxyPass / http://127.0.0.1:$backend/
END
cat > lighttpd.conf <<END
server.modules = ( "mod_proxy" )
server.document-root = "$work"
server.bind = "127.0.0.1"
server.port = ${port[lighttpd]}
server.errorlog = "$work/lighttpd.log"
proxy.server = ( "" => ( ( "host" => "127.0.0.1", "port" => $backend ) ) )
END
cat > haproxy.conf <<END
defaults
  mode http
  timeout connect 2s
  timeout client 5s
  timeout server 5s
listen till
  bind 127.0.0.1:${port[haproxy]}
  server one 127.0.0.1:$backend
END
cat > Caddyfile <<END
{
	admin off
	auto_https off
}
http://127.0.0.1:${port[caddy]} {
	reverse_proxy 127.0.0.1:$backend
}
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
export HOME="$work" XDG_DATA_HOME="$work" XDG_CONFIG_HOME="$work"
nginx -c "$work/nginx.conf" -e "$work/nginx.log" > nginx.out 2>&1 & pids+=($!)
apache2 -DFOREGROUND -f "$work/apache2.conf" > apache2.out 2>&1 & pids+=($!)
lighttpd -D -f lighttpd.conf > lighttpd.out 2>&1 & pids+=($!)
haproxy -db -f haproxy.conf > haproxy.out 2>&1 & pids+=($!)
caddy run --config Caddyfile --adapter caddyfile > caddy.out 2>&1 & pids+=($!)
varnishd -F -a "127.0.0.1:${port[varnish]}" -f "$work/varnish.vcl" -n "$work/varnish" -s malloc,16m -T none > varnish.out 2>&1 & pids+=($!)
squid -N -f squid.conf > squid.out 2>&1 & pids+=($!)

cat > probe.mjs <<'END'
const ports = Object.fromEntries(process.argv.slice(2).map((pair) => pair.split(':')));
const ask = async (name, place) => {
  const answer = await fetch(`http://127.0.0.1:${ports[name]}/${place}/${encodeURIComponent('q83v/2eJ/w==')}`);
  return answer.ok ? answer.text() : `the proxy's own ${answer.status}`;
};
console.log(`nginx, proxy_pass without a path: ${await ask('nginx', 'customer')}`);
console.log(`nginx, proxy_pass with a slash: ${await ask('nginx', 'loyalty')}`);
for (const name of Object.keys(ports).slice(1)) console.log(`${name}: ${await ask(name, 'customer')}`);
END
cat > expected <<'END'
nginx, proxy_pass without a path: /customer/q83v%2F2eJ%2Fw%3D%3D
nginx, proxy_pass with a slash: /q83v/2eJ/w==
apache2: the proxy's own 404
lighttpd: /customer/q83v/2eJ/w%3D%3D
haproxy: /customer/q83v%2F2eJ%2Fw%3D%3D
caddy: /customer/q83v%2F2eJ%2Fw%3D%3D
varnish: /customer/q83v%2F2eJ%2Fw%3D%3D
squid: /customer/q83v%2F2eJ%2Fw%3D%3D
END

dpkg-query --show nginx-light apache2-bin lighttpd haproxy caddy varnish squid
await_port "$backend" backend
pairs=()
for name in nginx apache2 lighttpd haproxy caddy varnish squid; do await_port "${port[$name]}" "$name"; pairs+=("$name:${port[$name]}"); done
timeout 60 node probe.mjs "${pairs[@]}" > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
