/**
 * Which presses of our buttons a person meant. A scanner ends each text with Enter, a held Enter repeats itself, and a button
 * may come to stand under a finger or get the focus in the very moment of a press: none of these is a decision. Knows keys,
 * taps and times; what a button does it does not know.
 *
 * Refused are, by the browser's own events alone: a repeated Enter; an Enter or Space right after text keys on something that
 * takes no text, at whatever pace; an Enter within half a second after our code moved the focus, unless a count was typed
 * since; the Enter of a long text at a machine's pace in a field for a count; a tap on a button that appeared or moved less than
 * half a second before. A `click()` of a script, and the press of a screen reader or another aid, which chooses by name and not
 * by place, come without a key or a pointer of ours before them, and pass.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { BoxWatch } from '../view/box-watch.js';

/** How long the eye and the hand need to follow a change, in milliseconds. */
export const calmMs = 500;
/** No person types a count of so many digits with so little between them. */
const burstLength = 7;
const burstGapMs = 100;
/** A button that moved by less is still under the same finger. */
const slackPx = 8;

/** What the presses need of their element. */
export interface DeliberateParts {
  /** Told when presses may be refused for a moment because something moved, and when that is over. */
  onsettling?(isSettling: boolean): void;
  /** When an event came, in milliseconds of the performance clock. */
  timeOf?(event: Event): number;
  now?(): number;
}

const isTextField = (target: EventTarget | undefined): target is HTMLInputElement =>
  target instanceof HTMLInputElement && /^(?:text|password)$/.test(target.type);

const isText = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  key !== ' ' && !ctrlKey && !metaKey && Array.from(key).length === 1;

const edits = /^(?:Backspace|Delete|Home|End|Arrow.*)$/;

/** The button that an event goes to. */
function buttonOf(event: Event): HTMLButtonElement | undefined {
  return event.composedPath().find((target) => target instanceof HTMLButtonElement);
}

interface Place {
  x: number;
  y: number;
  since: number;
}

/** Stops the presses that nobody meant, before any other listener of the element hears of them. */
export class DeliberatePresses implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onsettling: (isSettling: boolean) => void;
  readonly #timeOf: (event: Event) => number;
  readonly #now: () => number;
  #places = new WeakMap<Element, Place>();
  #page: Document | undefined;
  readonly #boxes = new BoxWatch(() => this.#survey());
  #isListening = false;
  #hasPlaces = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When our code last moved the focus in here; typing settles it. */
  #focusAt = -Infinity;
  #overlayAt = -Infinity;
  /** When the last text key went to something that takes no text. */
  #strayAt = -Infinity;
  /** Text keys of one pace in a field. */
  #burst = { length: 0, at: -Infinity };
  /** The Enter or Space that is down. */
  #key: { isRefused: boolean } | null = null;
  #isTapRefused = false;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    {
      onsettling = () => {},
      timeOf = ({ timeStamp }) => timeStamp,
      // The events of a document come by the clock of its own window.
      now = () => (host.ownerDocument.defaultView ?? globalThis).performance.now(),
    }: DeliberateParts = {},
  ) {
    this.#host = host;
    [this.#onsettling, this.#timeOf, this.#now] = [onsettling, timeOf, now];
    host.addController(this);
  }

  hostConnected(): void {
    this.#listen();
    // What moves our buttons makes some box around them larger or smaller.
    const { parentNode, ownerDocument } = this.#host;
    // Of another document's clock nothing is known here.
    if (this.#page !== ownerDocument) this.#forget();
    this.#page = ownerDocument;
    const around = (parentNode as Partial<ShadowRoot> | null)?.host ?? this.#host.parentElement;
    this.#boxes.start([this.#host, around, ownerDocument.body].flatMap((box) => box ?? []));
  }

  hostDisconnected(): void {
    this.#boxes.stop();
    clearTimeout(this.#timer);
    this.#onsettling(false);
  }

  /** Our code moved the focus: the next Enter may have been meant for what had it before. */
  focusMoved(): void {
    this.#focusAt = this.#now();
    this.#settle();
  }

  /** A dialog came up over what a finger or a key was on its way to. */
  overlayOpened(): void {
    this.#overlayAt = this.#now();
    this.focusMoved();
  }

  /** Whether a person meant this press of Enter or Space. */
  isMeant(event: KeyboardEvent): boolean {
    const at = this.#timeOf(event);
    const [target] = event.composedPath();
    if (event.repeat) return false;
    // A code or an address that is looked up books nothing, and an empty field sends nothing.
    if (isTextField(target) && (target.dataset['inputmode'] ?? target.inputMode) !== 'numeric') return true;
    if (at - this.#focusAt < calmMs) return false;
    if (!isTextField(target)) return at - this.#strayAt >= calmMs;
    return this.#burst.length < burstLength || at - this.#burst.at > burstGapMs;
  }

  #listen(): void {
    const root = this.#host.shadowRoot;
    if (this.#isListening || !root) return;
    this.#isListening = true;
    root.addEventListener('keydown', (event) => this.#onKeydown(event as KeyboardEvent), true);
    // The rest of a press that began elsewhere: the focus came in between.
    root.addEventListener('keypress', (event) => this.#key ?? this.#judge(event as KeyboardEvent), true);
    for (const type of ['keyup', 'focusout']) root.addEventListener(type, this.#onRelease, true);
    root.addEventListener('input', () => (this.#focusAt = -Infinity), true);
    root.addEventListener('pointerdown', (event) => (this.#isTapRefused = this.#isUnderway(event)), true);
    root.addEventListener('click', this.#onClick, true);
  }

  #forget(): void {
    this.#focusAt = this.#overlayAt = this.#strayAt = -Infinity;
    this.#burst = { length: 0, at: -Infinity };
    this.#places = new WeakMap();
    this.#hasPlaces = false;
  }

  /** Text keys are counted here alone: the browser tells of each twice, as it is pressed and as it writes. */
  #onKeydown(event: KeyboardEvent): void {
    const at = this.#timeOf(event);
    const isField = isTextField(event.composedPath()[0]);
    if (isText(event) && isField) {
      const length = at - this.#burst.at <= burstGapMs ? this.#burst.length + 1 : 1;
      this.#burst = { length, at };
    } else if (isText(event)) this.#strayAt = at;
    // No scanner corrects itself.
    else if (edits.test(event.key)) this.#burst = { length: 0, at: -Infinity };
    this.#judge(event);
  }

  #judge(event: KeyboardEvent): void {
    // A held Space is one press, which comes when it is released.
    if (!event.isTrusted || (event.key !== 'Enter' && (event.key !== ' ' || event.repeat))) return;
    this.#key = { isRefused: !this.isMeant(event) };
  }

  /** The click of a Space comes right after its release. */
  readonly #onRelease = (): void => {
    const released = this.#key;
    setTimeout(() => {
      if (this.#key === released) this.#key = null;
    });
  };

  /** Whether what is tapped came to stand there a moment ago. */
  #isUnderway(event: Event): boolean {
    const button = buttonOf(event);
    if (!button) return false;
    const since = button.closest('dialog') ? this.#overlayAt : (this.#places.get(button)?.since ?? -Infinity);
    return this.#timeOf(event) - since < calmMs;
  }

  readonly #onClick = (event: Event): void => {
    if (!event.isTrusted || !buttonOf(event)) return;
    const isRefused = (event as MouseEvent).detail ? this.#isTapRefused : this.#key?.isRefused;
    if (!isRefused) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  /** Notes where each button stands; one that came or went elsewhere is not to be pressed at once. */
  #survey(): void {
    const [now, { scrollX, scrollY }] = [this.#now(), this.#host.ownerDocument.defaultView ?? window];
    let isChanged = false;
    for (const button of this.#host.shadowRoot?.querySelectorAll('button') ?? []) {
      const { left, top, width, height } = button.getBoundingClientRect();
      // The keys of a keypad stand where they came up, and each writes no more than itself.
      if (!width || button.closest('dialog, .keypad')) continue;
      const [x, y] = [left + width / 2 + scrollX, top + height / 2 + scrollY];
      const before = this.#places.get(button);
      if (before && Math.hypot(before.x - x, before.y - y) <= slackPx) continue;
      this.#places.set(button, { x, y, since: this.#hasPlaces ? now : -Infinity });
      isChanged = true;
    }
    if (isChanged && this.#hasPlaces) this.#settle();
    this.#hasPlaces ||= isChanged;
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#onsettling(true);
    this.#timer = setTimeout(() => this.#onsettling(false), calmMs + 20);
  }
}
