#!/usr/bin/env bash
# Half a cent goes up in a sale and up again in its refund: the two do not add up to zero.
#
# A good guess: rounding is the same on both sides of zero, so that refunding a sale of 0.43 gives
#   back 0.43, as Intl.NumberFormat writes it (half away from zero).
# What happens: three money libraries round with Math.round, which takes a half towards plus infinity.
#   Ten per cent of 4.25 is 0.43, ten per cent of -4.25 is -0.42. With whole units (JPY, or points)
#   2.5 is 3 and -2.5 is -2.
# In a shop: a refund is worked out again with a minus sign, and the till is one cent short of the
#   receipt. Rounding the amount first and setting the sign last avoids it.
# Seen with: currency.js 2.0.4, accounting 0.4.1, numeral 2.0.6; Intl.NumberFormat of Node for comparison
# Source: run here; the three call Math.round on the signed value.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts currency.js@2.0.4 accounting@0.4.1 numeral@2.0.6

cat > probe.mjs <<'END'
import currency from 'currency.js';
import accounting from 'accounting';
import numeral from 'numeral';

const platform = (value, digits) =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
const libraries = {
  'currency.js': (value, digits) => currency(value, { precision: digits }).toString(),
  accounting: (value, digits) => accounting.toFixed(value, digits),
  numeral: (value, digits) => numeral(value).format(digits ? '0.00' : '0'),
  'Intl.NumberFormat': platform,
};
for (const [name, round] of Object.entries(libraries)) {
  const pairs = [[0.125, 2], [2.5, 0]].map(([value, digits]) => `${value}: sale ${round(value, digits)}, refund ${round(-value, digits)}`);
  console.log(`${name}: ${pairs.join('; ')}`);
}
console.log(`currency.js, ten per cent of 4.25: ${currency(4.25).multiply(0.1)}, of -4.25: ${currency(-4.25).multiply(0.1)}`);
END
cat > expected <<'END'
currency.js: 0.125: sale 0.13, refund -0.12; 2.5: sale 3, refund -2
accounting: 0.125: sale 0.13, refund -0.12; 2.5: sale 3, refund -2
numeral: 0.125: sale 0.13, refund -0.12; 2.5: sale 3, refund -2
Intl.NumberFormat: 0.125: sale 0.13, refund -0.13; 2.5: sale 3, refund -3
currency.js, ten per cent of 4.25: 0.43, of -4.25: -0.42
END

echo "node $(node --version)"
npm ls --depth 0 | tail -n +2
node probe.mjs > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
