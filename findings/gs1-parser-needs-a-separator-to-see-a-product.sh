#!/usr/bin/env bash
# @point-of-sale/barcode-parser finds the product of a GS1-128 scan only if the text has a 0x1d in it.
#
# A good guess: a parser that is told "this is GS1-128" reads (01) and the batch after it. The last field
#   needs no separator, and most labels of groceries have just one of variable length.
# What happens: for gs1-128 and the GS1 forms of QR and Data Matrix, a text without 0x1d gives undefined:
#   no element, no gtin, no message. The same text with a 0x1d before or behind it gives the product.
#   As gs1-databar-expanded it is read without one. So a shipping label (00) is never read from a
#   GS1-128, and (01)(17)(10) only if it is a DataBar.
# In a shop: the event of the scanner packages that use it has `data` for one supplier's goods and none
#   for the next one's, with the same two fields in another order.
# Seen with: @point-of-sale/barcode-parser 1.0.4
# Source: run here.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @point-of-sale/barcode-parser@1.0.4

cat > probe.mjs <<'END'
import { GS1 } from '@point-of-sale/barcode-parser';

const said = (value, symbology) => {
  const data = GS1.parse({ value, symbology });
  return data ? data.elements.map(({ ai, value: text }) => `(${ai})${text}`).join('') : 'nothing';
};
const separator = '\x1d';
for (const symbology of ['gs1-128', 'gs1-qr-code', 'gs1-datamatrix', 'gs1-databar-expanded']) {
  console.log(`${symbology}, (01)(10): ${said('010401234512345610AB12', symbology)}`);
  console.log(`${symbology}, (01)(10) and a separator: ${said(`010401234512345610AB12${separator}`, symbology)}`);
  console.log(`${symbology}, (10)(01): ${said(`10AB12${separator}0104012345123456`, symbology)}`);
  console.log(`${symbology}, (00): ${said('00340123450000000018', symbology)}`);
}
END
cat > expected <<'END'
gs1-128, (01)(10): nothing
gs1-128, (01)(10) and a separator: (01)04012345123456(10)AB12
gs1-128, (10)(01): (10)AB12(01)04012345123456
gs1-128, (00): nothing
gs1-qr-code, (01)(10): nothing
gs1-qr-code, (01)(10) and a separator: (01)04012345123456(10)AB12
gs1-qr-code, (10)(01): (10)AB12(01)04012345123456
gs1-qr-code, (00): nothing
gs1-datamatrix, (01)(10): nothing
gs1-datamatrix, (01)(10) and a separator: (01)04012345123456(10)AB12
gs1-datamatrix, (10)(01): (10)AB12(01)04012345123456
gs1-datamatrix, (00): nothing
gs1-databar-expanded, (01)(10): (01)04012345123456(10)AB12
gs1-databar-expanded, (01)(10) and a separator: (01)04012345123456(10)AB12
gs1-databar-expanded, (10)(01): (10)AB12(01)04012345123456
gs1-databar-expanded, (00): (00)340123450000000018
END

echo "node $(node --version)"
npm ls --depth 0 | tail -n +2
node probe.mjs > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
