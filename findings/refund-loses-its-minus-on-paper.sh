#!/usr/bin/env bash
# An amount that Intl formats in Swedish, Finnish or Croatian prints as "?1": the minus is gone.
#
# A good guess: digits, a minus, a comma and spaces are the safest characters there are; trouble on a
#   receipt begins with letters and currency signs.
# What happens: CLDR writes negative numbers of sv, nb, fi, et, lt, sl and hr with U+2212, and groups
#   French thousands with U+202F. No code page of a receipt printer has either. Both encoders put a
#   question mark there, with no error, also when they may choose among all code pages by themselves.
#   Danish, German, Polish and Turkish write the hyphen and come through.
# In a shop: "-1 234,50 kr" of a refund reads "?1 234,50 kr" on the slip, a sale of 1234,50 in Paris
#   "1?234,50", and a German test shows nothing of it.
# Seen with: @point-of-sale/receipt-printer-encoder 4.0.1, node-thermal-printer 4.6.1, Node 20 (ICU 78)
# Source: run here; the minus is in CLDR's number symbols of each language.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts \
  @point-of-sale/receipt-printer-encoder@4.0.1 node-thermal-printer@4.6.1

cat > probe.mjs <<'END'
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import thermal from 'node-thermal-printer';

const { ThermalPrinter, PrinterTypes, CharacterSet } = thermal;
// The printer is never opened: only the bytes that would be sent are read.
const printer = new ThermalPrinter({
  type: PrinterTypes.EPSON,
  interface: 'tcp://127.0.0.1:9',
  characterSet: CharacterSet.PC858_EURO,
});

// What stays on the paper: commands that choose a code page go, 0xff is the no-break space of these pages.
const onPaper = (bytes) =>
  Buffer.from(bytes).toString('latin1').replace(/\x1bt./gs, '').replace(/\xff/g, ' ').replace(/[\r\n]/g, '');

for (const locale of ['sv-SE', 'nb-NO', 'fi-FI', 'et-EE', 'lt-LT', 'sl-SI', 'hr-HR', 'fr-FR', 'da-DK', 'de-DE', 'pl-PL', 'tr-TR']) {
  const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(-1234.5);
  const first = new ReceiptPrinterEncoder({ language: 'esc-pos' }).codepage('auto').line(text).encode();
  printer.clear();
  printer.println(text);
  console.log(`${locale}: ${onPaper(first)} | ${onPaper(printer.getBuffer())}`);
}
END
cat > expected <<'END'
sv-SE: ?1 234,50 | ?1 234,50
nb-NO: ?1 234,50 | ?1 234,50
fi-FI: ?1 234,50 | ?1 234,50
et-EE: ?1234,50 | ?1234,50
lt-LT: ?1 234,50 | ?1 234,50
sl-SI: ?1234,50 | ?1234,50
hr-HR: ?1.234,50 | ?1.234,50
fr-FR: -1?234,50 | -1?234,50
da-DK: -1.234,50 | -1.234,50
de-DE: -1.234,50 | -1.234,50
pl-PL: -1234,50 | -1234,50
tr-TR: -1.234,50 | -1.234,50
END

echo "node $(node --version), ICU $(node -p process.versions.icu), CLDR $(node -p process.versions.cldr)"
npm ls --depth 0 | tail -n +2
node probe.mjs > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
