/**
 * What a keyboard event is to a hand scanner, and copies of events that were held back. Keeps nothing.
 */
import type { Keystroke } from './layouts.js';

/** What a key is to a burst: nothing, text, an accent to come, text that only its physical key tells, the end, or a break. */
export type KeyKind = 'modifier' | 'text' | 'dead' | 'wordless' | 'end' | 'other';

const modifiers = /^(?:Shift|Control|Alt|AltGraph|Meta|CapsLock|NumLock|ScrollLock|Fn)$/;
const wordless = /^(?:Process|Unidentified)$/;

/** The separator within GS1 codes; scanners send it as Ctrl+]. */
const groupSeparator = '\x1d';

const isSeparator = ({ code, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
  ctrlKey && !altKey && !metaKey && code === 'BracketRight';

/** Sorts a `keydown`. Some scanners end with a line feed, which arrives as Ctrl+J. */
export function kindOf(event: KeyboardEvent): KeyKind {
  const { key, code, ctrlKey, altKey, metaKey } = event;
  if (modifiers.test(key)) return 'modifier';
  if (isSeparator(event)) return 'text';
  if (!event.getModifierState('AltGraph') && (ctrlKey || altKey || metaKey)) {
    return ctrlKey && !altKey && !metaKey && (code === 'KeyJ' || code === 'KeyM') ? 'end' : 'other';
  }
  if (key === 'Enter' || (key === 'Tab' && !event.shiftKey)) return 'end';
  if (event.isComposing || wordless.test(key)) return 'wordless';
  if (key === 'Dead') return 'dead';
  return Array.from(key).length === 1 ? 'text' : 'other';
}

/** What is kept of a `keydown`. */
export const strokeOf = (event: KeyboardEvent, at: number): Keystroke => ({
  code: event.code,
  key: isSeparator(event) ? groupSeparator : event.key,
  shift: event.shiftKey,
  altGraph: event.getModifierState('AltGraph'),
  capsLock: event.getModifierState('CapsLock'),
  at,
});

/** The same key event once more, also for listeners that still read the numeric codes. */
export function again(event: KeyboardEvent, type = event.type): KeyboardEvent {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what older barcode libraries of the page read
  const { key, code, location, ctrlKey, shiftKey, altKey, metaKey, keyCode } = event;
  const numeric = type === 'keypress' ? key.charCodeAt(0) : keyCode;
  const init = { key, code, location, ctrlKey, shiftKey, altKey, metaKey, keyCode: numeric, which: numeric };
  return new KeyboardEvent(type, {
    ...init,
    charCode: type === 'keypress' ? numeric : 0,
    bubbles: true,
    cancelable: true,
    composed: true,
  });
}

/** Keeps an event from the page and the browser. */
export function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
