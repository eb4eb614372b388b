#!/usr/bin/env bash
# zint draws the EAN-8 of a product, given with its check digit, as an EAN-13 of something else.
#
# A good guess: eight digits with a right check digit are an EAN-8, and the tool draws it, or says that
#   it wants seven digits. bwip-js takes both forms.
# What happens: for EANX zint takes seven digits for an EAN-8 without its check digit, but eight digits
#   for an EAN-13 that lost its first ones. It fills up with zeros and adds a second check digit:
#   40123455 becomes 0000401234554, a valid number of another product. Exit status 0, no word on
#   standard error.
# In a shop: shelf labels printed from a price list scan as an unknown article.
# Seen with: zint 2.11.1 of Debian 12, read with zbarimg 0.23.92 of Debian 12; bwip-js 4.11.4
# Source: run here.
set -euo pipefail

command -v zint > /dev/null || { echo 'needs zint: apt-get install zint'; exit 2; }
command -v zbarimg > /dev/null || { echo 'needs zbarimg: apt-get install zbar-tools'; exit 2; }
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts bwip-js@4.11.4

cat > draw.mjs <<'END'
import { writeFile } from 'node:fs/promises';
import bwip from 'bwip-js';

const [, , text, file] = process.argv;
await writeFile(file, await bwip.toBuffer({ bcid: 'ean8', text, scale: 3, paddingwidth: 12, paddingheight: 8, backgroundcolor: 'FFFFFF' }));
END
probe() {
  local digits
  for digits in 4012345 40123455; do
    zint --barcode=EANX --data="$digits" --output=code.png --scale=2
    echo "zint EANX $digits: $(zbarimg --quiet code.png 2> /dev/null)"
    node draw.mjs "$digits" code.png
    echo "bwip-js ean8 $digits: $(zbarimg --quiet code.png 2> /dev/null)"
  done
}
cat > expected <<'END'
zint EANX 4012345: EAN-8:40123455
bwip-js ean8 4012345: EAN-8:40123455
zint EANX 40123455: EAN-13:0000401234554
bwip-js ean8 40123455: EAN-8:40123455
END

echo "node $(node --version), $(dpkg-query --show --showformat '${Package} ${Version} ' zint zbar-tools)"
npm ls --depth 0 | tail -n +2
probe > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
