#!/usr/bin/env bash
# Four amount parsers read "85,50" as 8550, without an error.
#
# A good guess: a parser that expects a decimal point refuses "85,50", stops at the comma (85), or
#   reads it as 85.50. For the other way round, "85.5" in a Turkish parser, the same.
# What happens: currency.js, accounting and numeral take every comma for a grouping mark, wherever it
#   stands, and drop it. @internationalized/number, which knows locales, does so too: with en-US
#   "85,50" is 8550 and with tr-TR "85.5" is 855, although neither is a place for a grouping mark.
#   "1.234,56" becomes 1.23456 (1.23 in currency.js). Only a mark that stands for nothing in the
#   locale (a comma in de-CH) is refused.
# In a shop: the cashier's habit and the page's locale differ, and the amount is wrong by a hundred.
# Seen with: currency.js 2.0.4, accounting 0.4.1, numeral 2.0.6, @internationalized/number 3.6.9
# Source: run here; currency.js with errorOnInvalid says nothing either.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts \
  currency.js@2.0.4 accounting@0.4.1 numeral@2.0.6 @internationalized/number@3.6.9

cat > probe.mjs <<'END'
import currency from 'currency.js';
import accounting from 'accounting';
import numeral from 'numeral';
import { NumberParser } from '@internationalized/number';

const parsers = {
  'currency.js': (text) => currency(text).value,
  accounting: (text) => accounting.unformat(text),
  numeral: (text) => numeral(text).value(),
  'NumberParser en-US': (text) => new NumberParser('en-US').parse(text),
  'NumberParser tr-TR': (text) => new NumberParser('tr-TR').parse(text),
  'NumberParser de-CH': (text) => new NumberParser('de-CH').parse(text),
};
for (const [name, parse] of Object.entries(parsers)) {
  console.log(`${name}:`, ['85,50', '0,5', '1.234,56', '85.5'].map((text) => `"${text}" is ${parse(text)}`).join(', '));
}
console.log('currency.js, errorOnInvalid:', currency('85,50', { errorOnInvalid: true }).value);
END
cat > expected <<'END'
currency.js: "85,50" is 8550, "0,5" is 5, "1.234,56" is 1.23, "85.5" is 85.5
accounting: "85,50" is 8550, "0,5" is 5, "1.234,56" is 1.23456, "85.5" is 85.5
numeral: "85,50" is 8550, "0,5" is 5, "1.234,56" is 1.23456, "85.5" is 85.5
NumberParser en-US: "85,50" is 8550, "0,5" is 5, "1.234,56" is 1.23456, "85.5" is 85.5
NumberParser tr-TR: "85,50" is 85.5, "0,5" is 0.5, "1.234,56" is 1234.56, "85.5" is 855
NumberParser de-CH: "85,50" is NaN, "0,5" is NaN, "1.234,56" is NaN, "85.5" is 85.5
currency.js, errorOnInvalid: 8550
END

echo "node $(node --version)"
npm ls --depth 0 | tail -n +2
node probe.mjs > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
