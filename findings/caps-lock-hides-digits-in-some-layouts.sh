#!/usr/bin/env bash
# With Caps Lock on, the digit keys of a French keyboard under Linux type neither 2 nor é but É.
#
# A good guess: Caps Lock leaves the digit row alone; or, on AZERTY, it gives the digits, as the lock of
#   a typewriter did.
# What happens: xkb's Caps Lock changes letters only, and on fr, be, cz and sk the digit row has letters
#   on it. The row types & É " ' ( - È _ Ç À in French; with Shift held it types digits, as without
#   the lock. In Czech + Ě Š Č Ř Ž Ý Á Í É. In Lithuanian eight of ten are letters, and
#   Shift brings no digit either.
# In a shop: a card number typed, or sent by a scanner that is set to a US keyboard, is a row of capital
#   accents as soon as somebody touched Caps Lock: to repair it, a table of the shifted and of the
#   plain characters is not enough.
# Seen with: libxkbcommon0 1.5.0 and xkb-data 2.35.1 of Debian 12
# Source: run here.
set -euo pipefail

command -v python3 > /dev/null || { echo 'needs python3: apt-get install python3'; exit 2; }
dpkg-query --show libxkbcommon0 xkb-data || { echo 'needs libxkbcommon: apt-get install libxkbcommon0 xkb-data'; exit 2; }
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > xkb.py <<'END'
from ctypes import CDLL, POINTER, Structure, byref, c_char_p, c_int, c_size_t, c_uint32, c_void_p, create_string_buffer

library = CDLL('libxkbcommon.so.0')


class Names(Structure):
    _fields_ = [(name, c_char_p) for name in ('rules', 'model', 'layout', 'variant', 'options')]


def function(name, result, *arguments):
    found = getattr(library, name)
    found.restype, found.argtypes = result, arguments
    return found


context_new = function('xkb_context_new', c_void_p, c_int)
keymap_new = function('xkb_keymap_new_from_names', c_void_p, c_void_p, POINTER(Names), c_int)
state_new = function('xkb_state_new', c_void_p, c_void_p)
state_free = function('xkb_state_unref', None, c_void_p)
modifier = function('xkb_keymap_mod_get_index', c_uint32, c_void_p, c_char_p)
key_of = function('xkb_keymap_key_by_name', c_uint32, c_void_p, c_char_p)
update = function('xkb_state_update_mask', c_int, c_void_p, *[c_uint32] * 6)
text_of = function('xkb_state_key_get_utf8', c_int, c_void_p, c_uint32, c_char_p, c_size_t)
context = context_new(0)


def keymap(layout):
    return keymap_new(context, byref(Names(b'evdev', b'pc105', layout.encode(), b'', b'')), 0)


def typed(keys, key, held=(), locked=()):
    """What a key types with modifiers held down and locks switched on."""
    state = state_new(keys)
    mask = lambda names: sum(1 << modifier(keys, name.encode()) for name in names)
    update(state, mask(held), 0, mask(locked), 0, 0, 0)
    text = create_string_buffer(32)
    text_of(state, key_of(keys, key.encode()), text, len(text))
    state_free(state)
    return text.value.decode()
END
cat > probe.py <<'END'
from xkb import keymap, typed

digit_row = [f'AE{number:02}' for number in range(1, 11)]
for layout in 'us de tr fr be cz sk lt'.split():
    keys = keymap(layout)
    row = lambda **modifiers: ''.join(typed(keys, key, **modifiers) or '·' for key in digit_row)
    print(f'{layout}: plain {row()}  Caps Lock {row(locked=["Lock"])}  with Shift {row(held=["Shift"], locked=["Lock"])}')
END
cat > expected <<'END'
us: plain 1234567890  Caps Lock 1234567890  with Shift !@#$%^&*()
de: plain 1234567890  Caps Lock 1234567890  with Shift !"§$%&/()=
tr: plain 1234567890  Caps Lock 1234567890  with Shift !'^+%&/()=
fr: plain &é"'(-è_çà  Caps Lock &É"'(-È_ÇÀ  with Shift 1234567890
be: plain &é"'(§è!çà  Caps Lock &É"'(§È!ÇÀ  with Shift 1234567890
cz: plain +ěščřžýáíé  Caps Lock +ĚŠČŘŽÝÁÍÉ  with Shift 1234567890
sk: plain +ľščťžýáíé  Caps Lock +ĽŠČŤŽÝÁÍÉ  with Shift 1234567890
lt: plain ąčęėįšųū„“  Caps Lock ĄČĘĖĮŠŲŪ„“  with Shift ąčęėįšųū()
END

python3 --version
PYTHONDONTWRITEBYTECODE=1 python3 probe.py > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
