#!/usr/bin/env bash
# The QR code that bwip-js saves as a PNG is read by none of four decoders: it is drawn on nothing.
#
# A good guess: a picture of a code has a white ground and a quiet zone; `padding` is there for the latter.
# What happens: the ground and the padding are transparent unless `backgroundcolor` is given. A decoder
#   that is handed the file takes a transparent pixel for the black that its colour values say, and sees
#   black on black. On a white page it looks right; on a dark one, in a mail or a page
#   that follows the dark theme, it is black on dark grey. qrencode and zint draw a white ground.
# In a shop: the test that reads back the code fails for no visible reason, or there is
#   none, and the code of a customer with a dark theme is not read at the till.
# Seen with: bwip-js 4.11.4; zbarimg 0.23.92 of Debian 12, zxing-wasm 3.1.4, jsqr 1.4.0, qr 0.7.0
# Source: run here; the option is named in bwip-js's README.
set -euo pipefail

command -v zbarimg > /dev/null || { echo 'needs zbarimg: apt-get install zbar-tools'; exit 2; }
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts bwip-js@4.11.4 zxing-wasm@3.1.4 jsqr@1.4.0 qr@0.7.0 pngjs@7.0.0

cat > probe.mjs <<'END'
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import bwip from 'bwip-js';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import decodeQR from 'qr/decode.js';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const wasmBinary = readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm').buffer;
await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });

const decoders = {
  zbarimg: () => execFileSync('zbarimg', ['--quiet', '--raw', 'code.png'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim(),
  'zxing-wasm': async (png) => (await readBarcodes(new Uint8Array(png)))[0]?.text,
  jsqr: (png, { data, width, height }) => (jsQR.default ?? jsQR)(new Uint8ClampedArray(data), width, height)?.data,
  qr: (png, { data, width, height }) => decodeQR({ data, width, height }),
};
for (const more of [{}, { backgroundcolor: 'FFFFFF' }]) {
  const png = await bwip.toBuffer({ bcid: 'qrcode', text: 'cq_7f3a9b2e', scale: 4, padding: 8, ...more });
  writeFileSync('code.png', png);
  const picture = PNG.sync.read(png);
  const read = [];
  for (const [name, decode] of Object.entries(decoders)) {
    read.push(`${name} ${(await Promise.resolve().then(() => decode(png, picture)).catch(() => undefined)) ?? 'reads nothing'}`);
  }
  console.log(`${JSON.stringify(more)}: corner rgba(${picture.data.subarray(0, 4).join(' ')}); ${read.join(', ')}`);
}
END
cat > expected <<'END'
{}: corner rgba(0 0 0 0); zbarimg reads nothing, zxing-wasm reads nothing, jsqr reads nothing, qr reads nothing
{"backgroundcolor":"FFFFFF"}: corner rgba(255 255 255 255); zbarimg cq_7f3a9b2e, zxing-wasm cq_7f3a9b2e, jsqr cq_7f3a9b2e, qr cq_7f3a9b2e
END

echo "node $(node --version), $(dpkg-query --show zbar-tools | tr '\t' ' ')"
npm ls --depth 0 | tail -n +2
node probe.mjs > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
