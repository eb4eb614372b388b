#!/usr/bin/env bash
# The secret of a code app, in groups of four as services print it, gets three answers from five tools.
#
# A good guess: a Base32 secret is a Base32 secret. Spaces are skipped or refused, and two libraries that
#   accept it show the same six digits.
# What happens: otpauth and oathtool skip the spaces. otplib and totp-generator refuse them. speakeasy
#   accepts them, reads another key out of it and shows six digits that nobody else agrees with. And
#   otplib refuses the 80 bits that many services hand out, whatever the spelling. All five agree on
#   20 bytes in capitals without spaces.
# In a shop: the cashier's PIN app was set up with one tool and is checked with another: "wrong PIN" for
#   ever, and no error says that it is the secret.
# Seen with: otpauth 9.5.2, otplib 13.5.0, speakeasy 2.0.0, totp-generator 2.0.1, oathtool 2.6.7 of Debian 12
# Source: run here, all at the same second; the secrets are those of the public test vectors.
set -euo pipefail

command -v oathtool > /dev/null || { echo 'needs oathtool: apt-get install oathtool'; exit 2; }
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts otpauth@9.5.2 otplib@13.5.0 speakeasy@2.0.0 totp-generator@2.0.1

cat > probe.mjs <<'END'
import { execFileSync } from 'node:child_process';
import * as otpauth from 'otpauth';
import { generate } from 'otplib';
import speakeasy from 'speakeasy';
import { TOTP } from 'totp-generator';

const second = 1_700_000_000;
const tools = {
  otpauth: (secret) => new otpauth.TOTP({ secret: otpauth.Secret.fromBase32(secret) }).generate({ timestamp: second * 1000 }),
  oathtool: (secret) => execFileSync('oathtool', ['--totp', '--base32', secret, `--now=@${second}`], { encoding: 'utf8', stdio: 'pipe' }).trim(),
  'totp-generator': async (secret) => (await TOTP.generate(secret, { timestamp: second * 1000 })).otp,
  otplib: (secret) => generate({ secret, epoch: second }),
  speakeasy: (secret) => speakeasy.totp({ secret, encoding: 'base32', time: second }),
};
const secrets = {
  '20 bytes': 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  '20 bytes in groups': 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ',
  '10 bytes': 'JBSWY3DPEHPK3PXP',
};
for (const [name, secret] of Object.entries(secrets)) {
  const codes = [];
  for (const [tool, code] of Object.entries(tools)) {
    codes.push(`${tool} ${await Promise.resolve(secret).then(code).catch(() => 'refuses')}`);
  }
  console.log(`${name}: ${codes.join(', ')}`);
}
END
cat > expected <<'END'
20 bytes: otpauth 921300, oathtool 921300, totp-generator 921300, otplib 921300, speakeasy 921300
20 bytes in groups: otpauth 921300, oathtool 921300, totp-generator refuses, otplib refuses, speakeasy 222837
10 bytes: otpauth 324550, oathtool 324550, totp-generator 324550, otplib refuses, speakeasy 324550
END

echo "node $(node --version), $(oathtool --version | head -n 1)"
npm ls --depth 0 | tail -n +2
node probe.mjs > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
