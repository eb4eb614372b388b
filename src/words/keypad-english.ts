/** What the keypad of our fields says, in English. Apart from the rest, because it is loaded with the keypad. */
import type { Sentence } from './english.js';

/** The sentences of the keypad, in English. */
export const keypadEnglish = {
  keypad: 'Keypad',
  keypadOk: 'OK',
  keypadLetters: 'Keyboard with letters',
  keypadClose: 'Close keypad',
} satisfies Record<string, Sentence>;

/** The names of the keypad's sentences. */
export type KeypadWordingKey = keyof typeof keypadEnglish;
