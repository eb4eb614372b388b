#!/usr/bin/env bash
# onscan.js hands out a scanned "cq_7f3a-9b2e" as "cq7f3a9b2e".
#
# A good guess: a library for keyboard scanners reports what was typed; its option for odd keys is there
#   for layouts and suffixes.
# What happens: its default decoder knows letters, digits and the numeric pad. Every other key (hyphen,
#   underscore, dot, colon, slash, plus on the main keys) adds nothing, and the scan is reported
#   as successful, shorter. Signs above the digits come through, so "%" stays and "/" goes. A web
#   address becomes one word; two article codes that differ by a hyphen become the same one.
# In a shop: a customer code or a link is looked up with characters missing, and "not found" is said
#   of a code that exists. A `keyCodeMapper` that returns `event.key` mends it.
# Seen with: onscan.js 1.5.2 in jsdom 29.1.1, with the key codes that Chromium gives for a US scanner
# Source: run here; decodeKeyEvent in onscan.js lists the key codes that it knows.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts onscan.js@1.5.2 jsdom@29.1.1

cat > probe.mjs <<'END'
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<body></body>', { runScripts: 'outside-only' });
window.eval(readFileSync('node_modules/onscan.js/onscan.js', 'utf8'));

/** Key codes of the US layout where they are not the character's own. */
const odd = { '-': 189, _: 189, '.': 190, '/': 191, '?': 191, ':': 186, '=': 187, '+': 187, '%': 53 };
const press = (key, keyCode) => {
  for (const type of ['keydown', 'keyup']) {
    const shiftKey = /[A-Z_?:+%]/.test(key) && key.length === 1;
    window.document.body.dispatchEvent(new window.KeyboardEvent(type, { key, keyCode, which: keyCode, shiftKey, bubbles: true }));
  }
};
let scanned;
window.onScan.attachTo(window.document, { onScan: (text) => scanned?.(text) });
const scan = (text) =>
  new Promise((resolve) => {
    scanned = resolve;
    for (const character of text) press(character, odd[character] ?? character.toUpperCase().charCodeAt(0));
    press('Enter', 13);
  });
for (const text of ['4006381333931', 'cq_7f3a-9b2e', 'AB-1234', 'A-B1234', 'https://shop.example/q?t=A%2B']) {
  console.log(`${text} is reported as ${await scan(text)}`);
}
window.close();
END
cat > expected <<'END'
4006381333931 is reported as 4006381333931
cq_7f3a-9b2e is reported as cq7f3a9b2e
AB-1234 is reported as AB1234
A-B1234 is reported as AB1234
https://shop.example/q?t=A%2B is reported as httpsshopexampleqtA%2B
END

echo "node $(node --version)"
npm ls --depth 0 | tail -n +2
timeout 60 node probe.mjs > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
