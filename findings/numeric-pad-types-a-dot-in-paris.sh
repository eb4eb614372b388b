#!/usr/bin/env bash
# The decimal key of the numeric pad types a dot in France, Spain and Italy, a comma in Germany.
#
# A good guess: countries that write a comma have a comma on the numeric pad of their layout. So a field
#   that takes "what the numeric pad types" needs one rule for all of them.
# What happens: of 30 layouts of countries that write 85,50, 17 type a comma and 13 a dot. Belgium and
#   Austria, Portugal and Brazil, Czechia and Poland differ from each other.
#   No locale says which: not the language of the page, and not the country either.
# In a shop: a field that takes only the locale's mark cannot be filled with the numeric pad in Paris
#   and Madrid; one that drops the dot for a grouping mark makes 8550 of it.
# Seen with: libxkbcommon0 1.5.0 and xkb-data 2.35.1 of Debian 12
# Source: run here; KPDL in the layouts' files (kpdl(comma), or nothing).
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

# All of these countries write a decimal comma.
countries = 'at be bg br by cz de dk ee es fi fr gr hu it lt lv nl no pl pt ro ru se si sk tr ua rs hr'.split()
marks = {layout: typed(keymap(layout), 'KPDL', locked=['NumLock']) for layout in countries}
for mark in sorted(set(marks.values())):
    layouts = [layout for layout in countries if marks[layout] == mark]
    print(f'"{mark}": {len(layouts)} ({" ".join(layouts)})')
END
cat > expected <<'END'
",": 17 (at bg br by de dk fi gr hu no pl ru se si tr rs hr)
".": 13 (be cz ee es fr it lt lv nl pt ro sk ua)
END

python3 --version
PYTHONDONTWRITEBYTECODE=1 python3 probe.py > seen
cat seen
diff -u expected seen || { echo 'CHANGED: it no longer behaves as written above'; exit 1; }
echo 'as written above'
