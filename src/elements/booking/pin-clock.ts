/**
 * The minute after which digits that nobody confirms are cleared, and the word before it. Knows no digits.
 */

/** Long enough to ask the customer once more, and to press the next key by a switch. */
const clearMs = 60_000;
const warnMs = 45_000;

/** What happens when nobody does anything. */
export interface PinClockParts {
  onwarn(): void;
  onclear(): void;
}

/** Counts the silence. */
export class PinClock {
  readonly #parts: PinClockParts;
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(parts: PinClockParts) {
    this.#parts = parts;
  }

  /** Somebody is there: the minute begins again. */
  restart(): void {
    this.stop();
    const { onwarn, onclear } = this.#parts;
    this.#timers = [setTimeout(onwarn, warnMs), setTimeout(onclear, clearMs)];
  }

  stop(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
  }
}
