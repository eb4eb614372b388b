/**
 * What each key of a keyboard types, layout by layout, and which layouts a few keystrokes are consistent with.
 * Only plain and shifted keys stand here: what AltGraph types differs between systems, so nothing is ever read from it but
 * the `key` that the browser itself gives. Knows no timing, no DOM and nothing of what a text means.
 */

/** A keyboard layout that can be told from its keystrokes. */
export type LayoutName = 'us' | 'uk' | 'turkish-q' | 'turkish-f' | 'german' | 'french';

/** One `keydown` as it is kept for reading: nothing but what the text and its timing need. */
export interface Keystroke {
  /** The physical key, as `KeyboardEvent.code`; empty where the browser does not know it. */
  readonly code: string;
  /** What the system's layout made of it, as `KeyboardEvent.key`. */
  readonly key: string;
  readonly shift: boolean;
  readonly altGraph: boolean;
  readonly capsLock: boolean;
  /** When it was pressed, in milliseconds of the performance clock. */
  readonly at: number;
}

const coded = (prefix: string, names: string): string[] => Array.from(names, (name) => prefix + name);

const codes = [
  'Backquote',
  ...coded('Digit', '1234567890'),
  'Minus',
  'Equal',
  ...coded('Key', 'QWERTYUIOP'),
  'BracketLeft',
  'BracketRight',
  'Backslash',
  ...coded('Key', 'ASDFGHJKL'),
  'Semicolon',
  'Quote',
  'IntlBackslash',
  ...coded('Key', 'ZXCVBNM'),
  'Comma',
  'Period',
  'Slash',
  'Space',
];

/** A US board has no key between the left Shift and Z; nothing can be read from it. */
const none = '\0';

/** Two strings a layout, plain and shifted, in the order of `codes`. Dead keys stand as the accent they write alone. */
const rows: Readonly<Record<LayoutName, readonly [string, string]>> = {
  us: [
    `\`1234567890-=qwertyuiop[]\\asdfghjkl;'${none}zxcvbnm,./ `,
    `~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"${none}ZXCVBNM<>? `,
  ],
  uk: ["`1234567890-=qwertyuiop[]#asdfghjkl;'\\zxcvbnm,./ ", '¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@|ZXCVBNM<>? '],
  'turkish-q': [
    '"1234567890*-qwertyuıopğü,asdfghjklşi<zxcvbnmöç. ',
    "é!'^+%&/()=?_QWERTYUIOPĞÜ;ASDFGHJKLŞİ>ZXCVBNMÖÇ: ",
  ],
  'turkish-f': [
    '+1234567890/-fgğıodrnhpqwxuieaütkmlyş<jövcçzsb., ',
    '*!"^$%&\'()=?_FGĞIODRNHPQWXUİEAÜTKMLYŞ>JÖVCÇZSB:; ',
  ],
  german: ['^1234567890ß´qwertzuiopü+#asdfghjklöä<yxcvbnm,.- ', '°!"§$%&/()=?`QWERTZUIOPÜ*\'ASDFGHJKLÖÄ>YXCVBNM;:_ '],
  french: [
    '²&é"\'(-è_çà)=azertyuiop^$*qsdfghjklmù<wxcvbn,;:! ',
    `${none}1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%>WXCVBN?./§ `,
  ],
};

/** Every layout that has a table. */
export const layoutNames = Object.keys(rows) as LayoutName[];

/** Whether a character is an accent that some systems put on a dead key. */
export const isAccent = (char: string): boolean => '^`´¨~'.includes(char);

/** Whether a key gave a control character, as the separator within GS1 codes is: the same on any layout. */
const isControl = (key: string): boolean => key.length === 1 && key < ' ';

/** What a keystroke types on a layout, or null where the table cannot say. */
export function charOn(layout: LayoutName, { code, key, shift, altGraph }: Keystroke): string | null {
  if (code.startsWith('Numpad') || isControl(key)) return key.length === 1 ? key : null;
  const char = rows[layout][shift ? 1 : 0][codes.indexOf(code)];
  return altGraph || char === undefined || char === none ? null : char;
}

/** What a US board types with the keys that type `char` on another layout: for browsers that do not give the physical key. */
export function usCharBehind(layout: LayoutName, char: string): string | null {
  const level = rows[layout].findIndex((row) => row.includes(char));
  const us = level < 0 ? undefined : rows.us[level]?.[rows[layout][level]?.indexOf(char) ?? -1];
  return us === undefined || us === none ? null : us;
}

/** The layouts that would have given exactly these keys: what the till's system may be set to. */
export function layoutsOf(strokes: readonly Keystroke[]): LayoutName[] {
  const fits = (layout: LayoutName) =>
    strokes.every((stroke, index) => {
      const char = charOn(layout, stroke);
      if (char === null || strokes[index - 1]?.key === 'Dead') return stroke.altGraph || char !== null;
      if (stroke.key === 'Process') return true;
      return stroke.key === 'Dead' ? isAccent(char) : stroke.key === char;
    });
  return layoutNames.filter(fits);
}

/**
 * Whether a driver wrote these keys and no board: all are characters of a US board, and one that needs Shift there came without it.
 * Then `code` names a key that would have typed something else, and nothing can be read from it.
 */
export function isShiftless(strokes: readonly Keystroke[]): boolean {
  const pressed = (stroke: Keystroke, shift: boolean): boolean => charOn('us', { ...stroke, shift }) === stroke.key;
  return (
    strokes.every((stroke) => !stroke.capsLock && (pressed(stroke, stroke.shift) || pressed(stroke, !stroke.shift))) &&
    strokes.some((stroke) => !stroke.shift && !pressed(stroke, false))
  );
}
