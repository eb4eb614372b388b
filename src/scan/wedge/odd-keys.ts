/**
 * Notices a scanner whose keys say something else than its text: digits of the numeric pad that move the caret, because Num Lock
 * is off, and characters typed by their numbers while Alt is held. Keeps nothing from the page and no text for longer than a scan.
 */

/** A machine's keys follow each other within this many milliseconds. */
const machineGap = 60;
/** So many keys of the pad that move a caret are no person's. */
const leastMoves = 4;

const isPadDigit = (code: string): boolean => /^(?:Numpad|Digit)\d$/.test(code);

/** Watches keys as they go by. */
export class OddKeys {
  #lastAt = -Infinity;
  #moves = 0;
  #isTold = false;
  #number = '';
  #text = '';

  /** Takes note of a pressed key; says whether Num Lock is seen to be off, once for each scan. */
  press({ key, code, altKey, repeat }: KeyboardEvent, at: number): 'num lock' | null {
    const isQuick = at - this.#lastAt <= machineGap;
    if (!isQuick) this.#forget();
    if (repeat) this.#moves = 0;
    this.#lastAt = at;
    if (altKey && isPadDigit(code)) this.#number += code.slice(-1);
    else if (key !== 'Alt' && key !== 'Enter' && key !== 'Tab') this.#text = '';
    if (/^Numpad\d$/.test(code) && key.length > 1 && !altKey && !repeat) this.#moves += 1;
    if (this.#moves < leastMoves || this.#isTold) return null;
    this.#isTold = true;
    return 'num lock';
  }

  /** Takes note of a released key: with Alt, a character is complete. */
  lift({ key }: KeyboardEvent, at: number): void {
    this.#lastAt = at;
    if (key !== 'Alt' || !this.#number) return;
    this.#text += String.fromCharCode(Number(this.#number) % 256);
    this.#number = '';
  }

  /** The text that was typed by numbers up to now. */
  takeText(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  #forget(): void {
    this.#moves = 0;
    this.#isTold = false;
    this.#number = this.#text = '';
  }
}
