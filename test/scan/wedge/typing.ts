/**
 * Plays keystrokes into the page as a browser would: key events on the focused element, through shadow roots, and what the
 * browser itself does with a key that nobody prevented. Time is the strokes' own, handed to the scanner by `now`.
 */
import type { Keystroke } from '../../../src/scan/wedge/layouts.js';

let clock = 0;

/** The time of the key that is being played. */
export const now = (): number => clock;

/** Sets the time for an event that a test dispatches by itself. */
export const setClock = (at: number): void => {
  clock = at;
};

/** Edits the focused field as a person does. */
export function edit(command: 'insertText' | 'delete' | 'undo', text?: string): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing newer edits like a person
  return document.execCommand(command, false, text);
}

/** The element that has the focus, in whichever shadow root. */
export function focused(): Element {
  let element = document.activeElement ?? document.body;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Presses and releases one key; what it types natively is typed unless it was prevented. */
export function press(stroke: Partial<Keystroke> & { key: string; at: number }, more: KeyboardEventInit = {}): void {
  clock = stroke.at;
  const target = focused();
  const init: KeyboardEventInit = {
    key: stroke.key,
    code: stroke.code ?? stroke.key,
    shiftKey: stroke.shift ?? false,
    modifierAltGraph: stroke.altGraph ?? false,
    modifierCapsLock: stroke.capsLock ?? false,
    bubbles: true,
    cancelable: true,
    composed: true,
    ...more,
  };
  const free = target.dispatchEvent(new KeyboardEvent('keydown', init));
  if (free && !more.ctrlKey && Array.from(stroke.key).length === 1) edit('insertText', stroke.key);
  if (free && stroke.key === 'Enter') (target as HTMLInputElement).form?.requestSubmit();
  if (free && stroke.key === 'Backspace') edit('delete');
  target.dispatchEvent(new KeyboardEvent('keyup', init));
}

/** Plays a text's keystrokes, and at the same pace the key that ends it, where one is given. */
export function play(strokes: readonly Keystroke[], end?: 'Enter' | 'Tab'): void {
  for (const stroke of strokes) press(stroke);
  const [last, before] = [strokes.at(-1), strokes.at(-2)];
  if (end && last) press({ key: end, at: last.at + (before ? last.at - before.at : 10) });
}
