/**
 * Keyboards and scanners as they are recorded at tills, for the tests and the bench: six boards with their AltGraph level and
 * dead keys as Windows has them, written down apart from the tables under test; a scanner that types a text on one board while
 * the till listens with another, at a pace of its own; and a person at the same board.
 */
import type { Keystroke, LayoutName } from '../../../src/scan/wedge/layouts.js';

interface Board {
  /** The characters of the printing keys, row by row from the top left: plain, shifted, with AltGraph; `¿` types nothing. */
  levels: readonly [readonly string[], readonly string[], readonly string[]];
  /** Accents that need a space after them to stand alone, as level and character. */
  dead: readonly string[];
}

const physical = [
  'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Backslash',
  'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote',
  'IntlBackslash KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash',
].map((row) => row.split(' '));

export const boards: Readonly<Record<LayoutName, Board>> = {
  us: {
    levels: [
      ['`1234567890-=', 'qwertyuiop[]\\', "asdfghjkl;'", '¿zxcvbnm,./'],
      ['~!@#$%^&*()_+', 'QWERTYUIOP{}|', 'ASDFGHJKL:"', '¿ZXCVBNM<>?'],
      ['', '', '', ''],
    ],
    dead: [],
  },
  uk: {
    levels: [
      ['`1234567890-=', 'qwertyuiop[]#', "asdfghjkl;'", '\\zxcvbnm,./'],
      ['¬!"£$%^&*()_+', 'QWERTYUIOP{}~', 'ASDFGHJKL:@', '|ZXCVBNM<>?'],
      ['¦¿¿¿€', '¿¿é¿¿¿úíó', 'á', ''],
    ],
    dead: [],
  },
  'turkish-q': {
    levels: [
      ['"1234567890*-', 'qwertyuıopğü,', 'asdfghjklşi', '<zxcvbnmöç.'],
      ["é!'^+%&/()=?_", 'QWERTYUIOPĞÜ;', 'ASDFGHJKLŞİ', '>ZXCVBNMÖÇ:'],
      ['<¿£#$½¿{[]}\\|', '@¿€¿₺¿¿i¿¿¨~`', 'æß¿¿¿¿¿¿¿´¿', '|¿¿¿¿¿¿¿¿¿¿'],
    ],
    dead: ['1^', '2¨', '2~', '2`', '2´'],
  },
  'turkish-f': {
    levels: [
      ['+1234567890/-', 'fgğıodrnhpqwx', 'uieaütkmlyş', '<jövcçzsb.,'],
      ['*!"^$%&\'()=?_', 'FGĞIODRNHPQWX', 'UİEAÜTKMLYŞ', '>JÖVCÇZSB:;'],
      ['¬¿¿#¿½¿{[]}\\|', '@¿¿¿¿¿¿¿¿¿¨~`', 'æß€¿¿¿¿¿¿´¿', '|¿¿¿¿¿¿¿¿¿¿'],
    ],
    dead: ['1^', '2¨', '2~', '2`', '2´'],
  },
  german: {
    levels: [
      ['^1234567890ß´', 'qwertzuiopü+#', 'asdfghjklöä', '<yxcvbnm,.-'],
      ['°!"§$%&/()=?`', "QWERTZUIOPÜ*'", 'ASDFGHJKLÖÄ', '>YXCVBNM;:_'],
      ['¿¿²³¿¿¿{[]}\\', '@¿€¿¿¿¿¿¿¿¿~', '', '|¿¿¿¿¿¿µ'],
    ],
    dead: ['0^', '0´', '1`'],
  },
  french: {
    levels: [
      ['²&é"\'(-è_çà)=', 'azertyuiop^$*', 'qsdfghjklmù', '<wxcvbn,;:!'],
      ['¿1234567890°+', 'AZERTYUIOP¨£µ', 'QSDFGHJKLM%', '>WXCVBN?./§'],
      ['¿¿~#{[|`\\^@]}', '¿¿€¿¿¿¿¿¿¿¿¤', '', ''],
    ],
    dead: ['0^', '1¨', '2~', '2`'],
  },
};

type Press = Omit<Keystroke, 'at' | 'capsLock' | 'key'> & { level: number };

/** Which key types a character on a board, and whether it is a dead one. */
function pressFor(board: Board, char: string): { press: Press; dead: boolean } | undefined {
  if (char === ' ') return { press: { code: 'Space', shift: false, altGraph: false, level: 0 }, dead: false };
  const found = board.levels
    .flatMap((rows, level) => rows.map((row, index) => ({ level, index, column: Array.from(row).indexOf(char) })))
    .filter(({ column }) => column >= 0)
    .map((spot) => ({ ...spot, dead: board.dead.includes(`${spot.level}${char}`) }));
  const spot = found.find(({ dead }) => !dead) ?? found[0];
  if (!spot || char === '¿') return undefined;
  const { level, index, column, dead } = spot;
  return { press: { code: physical[index]![column]!, shift: level === 1, altGraph: level === 2, level }, dead };
}

/** What a till's board makes of a key. */
function keyOn(board: Board, { code, level }: Press, capsLock: boolean): string {
  if (code === 'Space') return ' ';
  const index = physical.findIndex((row) => row.includes(code));
  const at = (which: number) => Array.from(board.levels[which]?.[index] ?? '')[physical[index]!.indexOf(code)] ?? '¿';
  // A board without an AltGraph level types as if the key was not held.
  const char = at(level) === '¿' && level === 2 ? at(0) : at(level);
  const letter = /\p{L}/u.test(at(0)) && /\p{L}/u.test(at(1));
  if (capsLock && letter && level < 2) return at(1 - level);
  if (board.dead.includes(`${level}${char}`)) return 'Dead';
  return char === '¿' ? 'Unidentified' : char;
}

/** What a scan is made under. */
export interface Scene {
  scanner: LayoutName;
  till: LayoutName;
  /** Milliseconds from key to key. */
  pace?: number;
  /** How far a gap strays, as a share of the pace, for a number from 0 to 1 drawn for each. */
  jitter?: number;
  random?: () => number;
  startAt?: number;
  capsLock?: boolean;
}

/** The keystrokes of a scan, or undefined where the scanner's own board cannot type the text. */
export function scan(text: string, scene: Scene): Keystroke[] | undefined {
  const { scanner, till, pace = 10, jitter = 0.3, random = () => 0.5, startAt = 1000, capsLock = false } = scene;
  const strokes: Keystroke[] = [];
  let at = startAt;
  for (const char of text) {
    const found = pressFor(boards[scanner], char);
    if (!found) return undefined;
    for (const press of found.dead ? [found.press, pressFor(boards[scanner], ' ')!.press] : [found.press]) {
      const { code, shift, altGraph } = press;
      strokes.push({ code, shift, altGraph, key: keyOn(boards[till], press, capsLock), capsLock, at });
      at += pace * (1 + jitter * (2 * random() - 1));
    }
  }
  return strokes;
}

/** The keystrokes of a person, who takes from 90 to 400 ms a key and now and then rolls two fingers over two keys. */
export function person(
  text: string,
  { till = 'us', random = Math.random, startAt = 1000 }: Partial<Scene> = {},
): Keystroke[] {
  let at = startAt;
  return (scan(text, { scanner: till, till }) ?? []).map((stroke) => {
    const typed = { ...stroke, at };
    at += random() < 0.1 ? 20 + 20 * random() : 90 + 310 * random() ** 2;
    return typed;
  });
}

/** Numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
