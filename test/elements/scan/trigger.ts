/**
 * Pulls the trigger of a hand scanner: its keystrokes reach whatever has the focus, at the scanner's own pace by the events' time
 * stamps, and what nobody prevents is typed as a browser would type it.
 */
import { aTimeout } from '@open-wc/testing';
import { scan, type Scene } from '../../scan/wedge/keyboards.js';
import { edit, focused } from '../../scan/wedge/typing.js';
import type { Keystroke } from '../../../src/scan/wedge/layouts.js';

let clock = 1_000_000;

function dispatch(type: 'keydown' | 'keyup', stroke: Keystroke, target: Element): boolean {
  const { key, code, shift, capsLock, at } = stroke;
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
  return target.dispatchEvent(event);
}

/** One key and what the browser does with it. */
export function press(stroke: Keystroke, target = focused()): void {
  const isFree = dispatch('keydown', stroke, target);
  if (isFree && target === focused() && Array.from(stroke.key).length === 1) edit('insertText', stroke.key);
  if (isFree && stroke.key === 'Enter') (target as HTMLInputElement).form?.requestSubmit();
  dispatch('keyup', stroke, target);
}

/** Scans a text, with Enter at its end, into what has the focus or is given. Silence goes before. */
export function pull(text: string, scene: Partial<Scene> = {}, target?: Element): void {
  const { pace = 10 } = scene;
  const strokes = scan(text, { scanner: 'us', till: 'us', pace, jitter: 0, startAt: (clock += 600_000), ...scene });
  if (!strokes) throw new Error(`no key of this scanner types ${text}`);
  for (const stroke of strokes) press(stroke, target);
  const at = (strokes.at(-1)?.at ?? clock) + pace;
  press({ key: 'Enter', code: 'Enter', shift: false, altGraph: false, capsLock: false, at }, target);
}

/** Waits until the elements have loaded what listens to a hand scanner. */
export async function armed(): Promise<void> {
  await import('../../../src/controllers/hand-scanner-controller.js');
  // Whoever waits for the same module has it by the next task. Frames do not come to a page that is tested behind another.
  await aTimeout(0);
}
