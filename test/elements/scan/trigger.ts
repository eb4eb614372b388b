/**
 * Pulls the trigger of a hand scanner: its keystrokes reach whatever has the focus, at the scanner's own pace by the events' time
 * stamps, and what nobody prevents is typed as a browser would type it.
 */
import { aTimeout } from '@open-wc/testing';
import { scan, type Scene } from '../../scan/wedge/keyboards.js';
import { edit, focused } from '../../scan/wedge/typing.js';
import type { Keystroke } from '../../../src/scan/wedge/layouts.js';

let clock = 1_000_000;

function dispatch(type: 'keydown' | 'keyup', { key, code, shift, capsLock, at }: Keystroke): boolean {
  const init = {
    key,
    code,
    shiftKey: shift,
    modifierCapsLock: capsLock,
    bubbles: true,
    cancelable: true,
    composed: true,
  };
  const event = new KeyboardEvent(type, init);
  Object.defineProperty(event, 'timeStamp', { value: at });
  return focused().dispatchEvent(event);
}

/** One key and what the browser does with it. */
export function press(stroke: Keystroke): void {
  const target = focused() as HTMLInputElement;
  const isFree = dispatch('keydown', stroke);
  if (isFree && Array.from(stroke.key).length === 1) edit('insertText', stroke.key);
  if (isFree && stroke.key === 'Enter') target.form?.requestSubmit();
  dispatch('keyup', stroke);
}

/** Scans a text, with Enter at its end. Silence goes before. */
export function pull(text: string, scene: Partial<Scene> = {}): void {
  const { pace = 10 } = scene;
  const strokes = scan(text, { scanner: 'us', till: 'us', pace, jitter: 0, startAt: (clock += 600_000), ...scene });
  if (!strokes) throw new Error(`no key of this scanner types ${text}`);
  strokes.forEach(press);
  press({
    key: 'Enter',
    code: 'Enter',
    shift: false,
    altGraph: false,
    capsLock: false,
    at: (strokes.at(-1)?.at ?? clock) + pace,
  });
}

/** Waits until the elements have loaded what listens to a hand scanner. */
export async function armed(): Promise<void> {
  await import('../../../src/controllers/hand-scanner-controller.js');
  // Whoever waits for the same module has it by the next task. Frames do not come to a page that is tested behind another.
  await aTimeout(0);
}
