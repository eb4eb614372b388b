/**
 * How the text came into a tag's own field, where no key tells: scan services and input methods of Android put it in whole, or
 * letter by letter under keys without a name, and press Enter. That is a scan; what was pasted or typed is not.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Fewer characters at once may be a suggestion of the keyboard. */
const leastWhole = 8;
const leastQuick = 5;
/** No person keeps this up, in milliseconds a character. */
const quickGap = 30;
/** A machine presses Enter at once. */
const enterWithin = 500;

/** Watches the field of one element. */
export class FieldEntry implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #length = 0;
  #lastAt = -Infinity;
  #enterAt = -Infinity;
  /** How many characters came in one machine-like go, from the empty field on. */
  #whole = 0;
  #count = 0;
  #isMachine = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#onKeydown, true);
    this.#host.addEventListener('input', this.#onInput, true);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#onKeydown, true);
    this.#host.removeEventListener('input', this.#onInput, true);
  }

  /** Whether this text of the field was put there by a scanner, Enter included. */
  isScanned(text: string): boolean {
    const isEntered = this.#enterAt >= this.#lastAt && this.#enterAt - this.#lastAt <= enterWithin;
    return isEntered && this.#isMachine && this.#whole === text.length;
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.repeat) this.#enterAt = event.timeStamp;
  };

  readonly #onInput = (event: Event): void => {
    const [field] = event.composedPath();
    // An event of another document is none of this one's classes.
    if (!(field instanceof HTMLInputElement) || !('inputType' in event)) return;
    const { length } = field.value;
    const added = length - this.#length;
    const isInsertion = /^insert(?:Text|CompositionText|FromComposition)$/.test(String(event.inputType));
    const isQuick = event.timeStamp - this.#lastAt <= quickGap;
    if (!isInsertion) this.#whole = 0;
    else if (this.#length === 0) this.#whole = added;
    else if (isQuick && this.#whole === this.#length) this.#whole = length;
    else this.#whole = 0;
    this.#length = length;
    this.#lastAt = event.timeStamp;
    this.#count = isInsertion && isQuick ? this.#count + 1 : 1;
    this.#isMachine = added >= leastWhole || (this.#isMachine && isQuick) || this.#count >= leastQuick;
  };
}
