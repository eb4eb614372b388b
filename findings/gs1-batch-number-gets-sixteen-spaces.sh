#!/usr/bin/env bash
# python3-stdnum writes a GS1 batch number of four characters with sixteen spaces behind it.
#
# A good guess: `encode` puts a separator after a field of variable length, the group separator of GS1-128
#   unless told otherwise, and `info` understands what `encode` wrote.
# What happens: the separator is the empty string unless given, and then the field is filled up with
#   spaces to the longest length allowed. A space is no character of GS1's set. `info` without a
#   separator reads a code with 0x1d as one long batch number and `is_valid` says True, so a real
#   scan loses its serial number without an error. With `separator='\x1d'` both are right.
# In a shop: the batch of a recall is compared as text and does not match.
# Seen with: python3-stdnum 1.18 of Debian 12
# Source: run here; the parameter is described in stdnum/gs1_128.py.
set -euo pipefail

[ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import stdnum' 2> /dev/null || { echo 'needs python3-stdnum: apt-get install python3-stdnum'; exit 2; }
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > probe.py <<'END'
from stdnum import gs1_128

fields = {'01': '04012345123456', '10': 'AB12', '21': 'X9'}
scan = '010401234512345610AB12\x1d21X9'
print('encode:', repr(gs1_128.encode(fields)))
print('encode with a separator:', repr(gs1_128.encode(fields, '\x1d')))
print('is_valid of a scan:', gs1_128.is_valid(scan))
print('info of a scan:', gs1_128.info(scan))
print('info with a separator:', gs1_128.info(scan, '\x1d'))
END
cat > expected <<'END'
encode: '010401234512345610AB12                21X9'
encode with a separator: '010401234512345610AB12\x1d21X9'
is_valid of a scan: True
info of a scan: {'01': '04012345123456', '10': 'AB12\x1d21X9'}
info with a separator: {'01': '04012345123456', '10': 'AB12', '21': 'X9'}
END

dpkg-query --show python3-stdnum
/usr/bin/python3 probe.py > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
