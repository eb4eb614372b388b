/** One language: all its sentences, those of the camera and the keypad included, so that a missing one does not compile. */
import type { CameraWordingKey } from './camera-english.js';
import type { Sentence, Wording } from './english.js';
import type { KeypadWordingKey } from './keypad-english.js';

/** The sentences of a language. */
export interface Pack {
  /** Language as BCP 47. */
  code: string;
  dir: 'ltr' | 'rtl';
  words: Wording & Record<CameraWordingKey | KeypadWordingKey, Sentence>;
}
