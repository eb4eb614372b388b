/**
 * Listens, only while armed, to a hand scanner that types like a keyboard, and hands over what it scanned. Knows keys and pace;
 * what is awaited is a predicate that it is given. It draws nothing and leaves nothing but its claim on the document.
 *
 * Which keys are held back was weighed for a till, where a character too many in an amount costs money, and so does a lost one:
 * - Holding every key until it is certain would pass each of a person's keystrokes through our hands, late and untrusted, into
 *   fields we do not know. So a key passes natively as long as a person may have pressed it: shortcuts, undo, selection,
 *   autocompletion and input methods stay the browser's.
 * - A key that follows faster than one finger can is held. The third such key proves a machine, or the fifth even one at the pace
 *   of a slow scanner; then what had passed, one character as a rule, is taken out of the field, and all that follows is held.
 * - If it turns out that a person was typing, or that the page's own barcode was scanned, all that was taken or held is typed
 *   into the field in its order, with its key events, before the next key, Enter included, goes its native way.
 * - With a `prefix`, a key that begins it is held at once: nothing reaches the page, not even for a moment.
 * - A burst that may have lost or gained a key at its edges is refused: half a code must never be taken for a code.
 *
 * `event.target` is useless here, as shadow roots hide the field behind it; the composed path is read instead. Not understood:
 * scanners that type with Alt and the numeric keypad; their text reaches the page as if nobody listened.
 */
import { endsEvenly, gapLimit, isMachine, isRapid, longestGap, machineStart } from './burst.js';
import { lay, ownerOn, withdraw, type Claim } from './claims.js';
import { HeldKeys } from './held-keys.js';
import { isField } from './host-field.js';
import { kindOf, strokeOf, swallow } from './key-events.js';
import { charOn, type Keystroke } from './layouts.js';
import { decide, type Awaited, type Reading } from './reading.js';

/** A text that was scanned by hand. */
export interface HandScan extends Reading {
  /** When its first key came, in milliseconds of the performance clock. */
  startedAt: number;
  /** How long the scanner took to type it. */
  durationMs: number;
}

/** Why a burst that was meant for us was not taken. */
export type ScanRefusal = 'ambiguous layout' | 'caps lock' | 'interrupted' | 'forbidden';

/** What `armHandScanner` needs to know. */
export interface HandScannerOptions extends Awaited {
  /** Called once for each scan. */
  onscan(scan: HandScan): void;
  /** Called once for each refused scan, with the texts it can be read as: a look-up, which books nothing, may try each. */
  onrefused?(reason: ScanRefusal, texts: readonly string[]): void;
  /** Whether a key on that composed path goes where no scan may go, a PIN field. */
  isForbidden?(path: readonly EventTarget[]): boolean;
  /** The element that takes the scan while the focus is inside it, though another was armed later. */
  scope?: EventTarget | undefined;
  document?: Document;
  /** When a key was pressed, in milliseconds; by default the event's own time stamp. */
  now?(event: KeyboardEvent): number;
}

/** Silence is counted in ticks, so that a page that stalled while the keys queued up is not mistaken for it. */
const tick = longestGap / 3 + 10;

/** Arms the scanner. While several are armed, one alone takes each scan: the one whose `scope` has the focus, else the last. */
export function armHandScanner(options: HandScannerOptions): { disarm(): void } {
  return new HandScanner(options);
}

class HandScanner {
  readonly #options: HandScannerOptions;
  readonly #document: Document;
  readonly #claim: Claim;
  readonly #keys = new HeldKeys();
  /** Keys of a taken scan that are not released yet: their `keyup` is none of the page's business either. */
  readonly #down = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the last text key came, or any other that may have been one. */
  #lastAt = -Infinity;
  /** When a taken scan ended: some scanners send a second terminator. */
  #takenAt = -Infinity;
  /** Whether the burst began after silence. */
  #clean = true;
  #proven = false;
  #forbidden = false;
  #replaying = false;
  #disarmed = false;

  constructor(options: HandScannerOptions) {
    this.#options = options;
    this.#document = options.document ?? document;
    this.#claim = { scope: options.scope, busy: false };
    lay(this.#document, this.#claim);
    this.#document.addEventListener('keydown', this.#onKeydown, true);
    this.#document.addEventListener('keyup', this.#onKeyup, true);
  }

  /** Stops taking scans; what is left of a burst under way, and a terminator still to come, is kept from the page. */
  disarm(): void {
    if (!this.#proven) this.#finish();
    this.#disarmed = true;
    if (!this.#claim.busy) this.#retire();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (this.#replaying || event.defaultPrevented) return;
    const kind = kindOf(event);
    const at = this.#options.now?.(event) ?? event.timeStamp;
    // A key that is pressed anew was released, whether or not we were told.
    if (!event.repeat) this.#down.delete(event.code);
    if (kind === 'end' && at - this.#takenAt <= longestGap) return this.#swallow(event);
    const path = event.composedPath();
    if (kind === 'modifier' || ownerOn(this.#document, path) !== this.#claim) return;
    if (event.repeat && this.#proven) return this.#swallow(event);
    const part = kind === 'text' || kind === 'dead' || (kind === 'wordless' && this.#proven);
    if (part && !event.repeat) return this.#take(strokeOf(event, at), event, path);
    const inTime = at - this.#lastAt <= longestGap;
    const ours = this.#finish(kind === 'end' || !inTime);
    // A key that an input method took may have been the first of a scan: what follows at once is half of it.
    this.#lastAt = at;
    if (ours && kind === 'end' && inTime) {
      this.#takenAt = at;
      this.#swallow(event);
    }
  };

  readonly #onKeyup = (event: KeyboardEvent): void => {
    if (!this.#replaying && (this.#keys.lift(event) || this.#down.delete(event.code))) swallow(event);
  };

  #swallow(event: KeyboardEvent): void {
    this.#down.add(event.code);
    swallow(event);
  }

  /** Adds a key to the burst it belongs to, or to a new one, and decides who gets it for the time being. */
  #take(stroke: Keystroke, event: KeyboardEvent, path: readonly EventTarget[]): void {
    const gap = stroke.at - this.#lastAt;
    const before = this.#keys.strokes;
    if (gap > (this.#proven ? longestGap : gapLimit(before))) this.#finish();
    if (!this.#claim.busy) this.#clean = gap > longestGap;
    this.#claim.busy = true;
    this.#lastAt = stroke.at;
    this.#forbidden ||= this.#options.isForbidden?.(path) ?? false;
    const strokes = [...this.#keys.strokes, stroke];
    const inField = isField(path[0]);
    if (!this.#proven) this.#prove(strokes, inField);
    const suspect = this.#beginsPrefix(strokes) || isRapid(strokes) || (!inField && strokes.length > 1);
    // What a dead key does lies with the system: no page can do it again, so a person's is never held.
    const held = this.#proven || (suspect && stroke.key !== 'Dead');
    this.#replay(() => this.#keys[held ? 'hold' : 'pass'](stroke, event, path[0]));
    this.#wait(3);
  }

  #prove(strokes: readonly Keystroke[], inField: boolean): void {
    const { length } = this.#options.prefix ?? '';
    const start = length && strokes.length > length && this.#beginsPrefix(strokes) ? 0 : machineStart(strokes, inField);
    if (start < 0) return;
    this.#proven = true;
    this.#clean &&= start === 0;
    this.#replay(() => this.#keys.claim(start));
  }

  /** Whether these keys are the prefix, or the beginning of it, on the till's board or on a US board. */
  #beginsPrefix(strokes: readonly Keystroke[]): boolean {
    const prefix = Array.from(this.#options.prefix ?? '');
    const first = strokes.slice(0, prefix.length);
    return (
      first.length > 0 && first.every((stroke, index) => [stroke.key, charOn('us', stroke)].includes(prefix[index]!))
    );
  }

  #replay(work: () => void): void {
    this.#replaying = true;
    try {
      work();
    } finally {
      this.#replaying = false;
    }
  }

  #wait(ticks: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (ticks > 1 ? this.#wait(ticks - 1) : this.#finish()), tick);
  }

  /** Ends the burst; `whole` is false where a key that is no text broke it. Says whether it was meant for us. */
  #finish(whole = true): boolean {
    if (!this.#claim.busy) return false;
    clearTimeout(this.#timer);
    const strokes = this.#keys.strokes;
    const outcome = this.#proven ? this.#outcome(strokes, whole) : undefined;
    if (!outcome) this.#replay(() => this.#keys.release());
    for (const code of this.#keys.drop()) this.#down.add(code);
    if (outcome) this.#takenAt = this.#lastAt;
    this.#claim.busy = this.#proven = this.#forbidden = false;
    if (this.#disarmed) this.#retire();
    else outcome?.();
    return outcome !== undefined;
  }

  /** What to tell of a machine's burst; nothing where it is the page's, or a person's after all. */
  #outcome(strokes: readonly Keystroke[], whole: boolean): (() => void) | undefined {
    const { onscan, onrefused, prefix } = this.#options;
    const refuse =
      (reason: ScanRefusal, texts: readonly string[] = []) =>
      () =>
        onrefused?.(reason, texts);
    if (this.#forbidden) return refuse('forbidden');
    if (!prefix && !isMachine(strokes, this.#keys.inField)) return undefined;
    const decision = decide(strokes, this.#options);
    if (decision.kind === 'foreign') return undefined;
    if (!whole || !this.#clean || !endsEvenly(strokes)) return refuse('interrupted');
    if (decision.kind === 'refused') return refuse(decision.reason, decision.texts);
    const startedAt = strokes[0]!.at;
    return () => onscan({ ...decision.reading, startedAt, durationMs: this.#lastAt - startedAt });
  }

  /** Leaves the page; a terminator or a released key of the last scan may still be on its way. */
  #retire(): void {
    withdraw(this.#document, this.#claim);
    setTimeout(() => {
      this.#document.removeEventListener('keydown', this.#onKeydown, true);
      this.#document.removeEventListener('keyup', this.#onKeyup, true);
    }, 3 * tick);
  }
}
