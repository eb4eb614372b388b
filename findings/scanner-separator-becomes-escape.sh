#!/usr/bin/env bash
# The field separator of a GS1 code, typed as Ctrl+], arrives as Escape in Brazil, Israel and Japan.
#
# A good guess: a keyboard scanner sends the group separator (0x1d) as Ctrl and the key of "]", and a
#   program that reads the text of its keys gets 0x1d.
# What happens: xkb makes the control character from what the layout has on that key. Where it is "["
#   the program gets 0x1b, which is Escape. On most other layouts the key's character has no control
#   code, and the character itself is typed: + in German, ü in Turkish, $ in French.
# In a shop: a scan of a coupon or a drug package with two fields closes the dialog that it was meant
#   for, or its two fields run together with a letter between them.
# Seen with: libxkbcommon0 1.5.0 and xkb-data 2.35.1 of Debian 12
# Source: run here; xkb_state_key_get_utf8 does the change to a control character.
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

for layout in 'us gb gr pl br il jp de es it tr fr cz ru pt'.split():
    keys = keymap(layout)
    plain, held = typed(keys, 'AD12'), typed(keys, 'AD12', held=['Control'])
    got = f'0x{ord(held):02x}' if held and held < ' ' else f'"{held}"' if held else 'nothing'
    print(f'{layout}: the key types {plain or "nothing (dead key)"}, with Ctrl {got}')
END
cat > expected <<'END'
us: the key types ], with Ctrl 0x1d
gb: the key types ], with Ctrl 0x1d
gr: the key types ], with Ctrl 0x1d
pl: the key types ], with Ctrl 0x1d
br: the key types [, with Ctrl 0x1b
il: the key types [, with Ctrl 0x1b
jp: the key types [, with Ctrl 0x1b
de: the key types +, with Ctrl "+"
es: the key types +, with Ctrl "+"
it: the key types +, with Ctrl "+"
tr: the key types ü, with Ctrl "ü"
fr: the key types $, with Ctrl "$"
cz: the key types ), with Ctrl ")"
ru: the key types ъ, with Ctrl "ъ"
pt: the key types nothing (dead key), with Ctrl nothing
END

python3 --version
PYTHONDONTWRITEBYTECODE=1 python3 probe.py > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
