#!/usr/bin/env bash
# A Codabar card drawn by JsBarcode shows 482193 and is read as A482193A.
#
# A good guess: what stands beneath the bars is what a scanner sends, as with every other symbology.
# What happens: Codabar needs a letter at each end. Where the text has none JsBarcode adds A and A, and
#   in either case prints the text without them. zbar and zxing hand the letters out. A card made as
#   "C482193D" also shows 482193: three different codes with one and the same text beneath.
#   (For Code 39, which has start and stop signs as well, the decoders leave them out.)
# In a shop: old loyalty and library cards are Codabar; the number that a cashier types from the card
#   is not the number that the scanner sends.
# Seen with: jsbarcode 3.12.3, zxing-wasm 3.1.4, zbarimg 0.23.92 of Debian 12
# Source: run here.
set -euo pipefail

command -v zbarimg > /dev/null || { echo 'needs zbarimg: apt-get install zbar-tools'; exit 2; }
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts jsbarcode@3.12.3 zxing-wasm@3.1.4 pngjs@7.0.0

cat > probe.mjs <<'END'
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import JsBarcode from 'jsbarcode';
import { PNG } from 'pngjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const wasmBinary = readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm').buffer;
await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });

/** Draws a row of modules, three pixels each, with a white border. */
const draw = (modules) => {
  const [wide, border, height] = [3, 36, 80];
  const png = new PNG({ width: modules.length * wide + 2 * border, height });
  png.data.fill(255);
  for (let y = 10; y < height - 10; y += 1) {
    for (let x = 0; x < modules.length * wide; x += 1) {
      if (modules[Math.floor(x / wide)] === '1') png.data.fill(0, (y * png.width + x + border) * 4, (y * png.width + x + border) * 4 + 3);
    }
  }
  return PNG.sync.write(png);
};
for (const [format, text] of [['codabar', '482193'], ['codabar', 'A482193B'], ['codabar', 'C482193D'], ['CODE39', '482193']]) {
  const drawing = {};
  JsBarcode(drawing, text, { format });
  const png = draw(drawing.encodings.map((part) => part.data).join(''));
  writeFileSync('code.png', png);
  const zbar = execFileSync('zbarimg', ['--quiet', '--raw', 'code.png'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  const [zxing] = await readBarcodes(new Uint8Array(png));
  console.log(`${format} "${text}": shows ${drawing.encodings.map((part) => part.text).join('')}, zbar reads ${zbar}, zxing reads ${zxing?.text}`);
}
END
cat > expected <<'END'
codabar "482193": shows 482193, zbar reads A482193A, zxing reads A482193A
codabar "A482193B": shows 482193, zbar reads A482193B, zxing reads A482193B
codabar "C482193D": shows 482193, zbar reads C482193D, zxing reads C482193D
CODE39 "482193": shows 482193, zbar reads 482193, zxing reads 482193
END

echo "node $(node --version), $(dpkg-query --show zbar-tools | tr '\t' ' ')"
npm ls --depth 0 | tail -n +2
node probe.mjs > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
