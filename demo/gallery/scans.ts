/** Cameras and hand scanners, as the cashier sees them. Each needs the page for itself. */
import type { Act, Tag } from './acts.js';
import { answering, customer } from './answers.js';
import { lookup, type Scene } from './makings.js';

/** A picture that never changes, or none: without it, black. */
function film(isDrawn: boolean): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const draw = (): void => {
    context.fillStyle = isDrawn ? '#6b7a74' : '#000';
    context.fillRect(0, 0, 640, 480);
    if (!isDrawn) return;
    context.fillStyle = '#f4f6f5';
    context.fillRect(200, 90, 240, 320);
    context.fillStyle = '#16201c';
    for (const [x, y] of [[240, 150], [340, 150], [240, 250]] as const) context.fillRect(x, y, 60, 60);
  };
  // A stream brings a picture for each time that something is drawn.
  setInterval(draw, 100);
  draw();
  return canvas.captureStream();
}

/** What a person is asked for, and what comes. */
const cameras: Record<'picture' | 'black' | 'denied', () => Promise<MediaStream>> = {
  picture: () => {
    const stream = film(true);
    for (const track of stream.getVideoTracks()) Object.assign(track, { getCapabilities: () => ({ torch: true }), applyConstraints: () => Promise.resolve() });
    return Promise.resolve(stream);
  },
  black: () => Promise.resolve(film(false)),
  denied: () => Promise.reject(new DOMException('no', 'NotAllowedError')),
};

/** Puts a camera before the till, opens it and waits for what comes of it. */
const openCamera = (kind: keyof typeof cameras): Act => async (element) => {
  const devices = [1, 2].map((number) => ({ kind: 'videoinput', deviceId: String(number), label: '' }));
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: cameras[kind], enumerateDevices: () => Promise.resolve(devices) } });
  // Nothing has to be read here.
  Object.assign(element, { decoder: { decode: () => Promise.resolve(null) } });
  await element.updateComplete;
  element.shadowRoot?.querySelector<HTMLElement>('[part=scan]')?.click();
  await shown(element, kind === 'picture' ? '#camera-light' : '.photo');
};

/** Resolves when something stands in the element. */
const shown = (element: Tag, selector: string): Promise<void> =>
  new Promise((resolve) => {
    const root = element.shadowRoot as ShadowRoot;
    const watch = new MutationObserver(() => {
      if (!root.querySelector(selector)) return;
      watch.disconnect();
      resolve();
    });
    watch.observe(root, { childList: true, subtree: true });
  });

/** What a scanner that is set to a US board types on a till that is set to a Turkish one. */
const turkish: Record<string, string> = { '.': 'ç', '-': '*', i: 'ı' };
const codes: Record<string, string> = { '.': 'Period', '-': 'Minus' };
const codeOf = (char: string): string => codes[char] ?? (/\d/.test(char) ? `Digit${char}` : `Key${char.toUpperCase()}`);

/** A hand scanner types a text, again and again until it is heard: what listens to it is loaded meanwhile. */
const scanByHand = (text: string, typed: (char: string) => string, isLocked = false): Act => async (element) => {
  for (let burst = 1; element.state === 'idle' && burst < 100; burst += 1) {
    const strokes = Array.from(text, (char) => ({ key: typed(char), code: codeOf(char) })).concat({ key: 'Enter', code: 'Enter' });
    for (const [index, stroke] of strokes.entries()) {
      const event = new KeyboardEvent('keydown', { ...stroke, modifierCapsLock: isLocked, bubbles: true, cancelable: true, composed: true });
      Object.defineProperty(event, 'timeStamp', { value: burst * 60_000 + index * 10 });
      document.body.dispatchEvent(event);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const swapCase = (char: string): string => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase());

/** The camera and its faults, and what a hand scanner set to another board is told. */
export const scans: readonly Scene[] = [
  { id: 'scan-camera', title: 'The camera', element: lookup(), act: openCamera('picture'), isAlone: true },
  { id: 'scan-denied', title: 'The camera is not allowed', element: lookup(), act: openCamera('denied'), isAlone: true },
  { id: 'scan-black', title: 'The camera shows nothing', element: lookup(), act: openCamera('black'), isAlone: true },
  { id: 'scan-repaired', title: 'A hand scanner set to another board', element: lookup(), fetch: answering(customer()), act: scanByHand('pos1.cq-i7f3a', (char) => turkish[char] ?? char), state: 'done', isAlone: true },
  { id: 'scan-caps-lock', title: 'Caps lock is on', element: lookup(), act: scanByHand('pos1.cqi7f3a', swapCase, true), state: 'failed', isAlone: true },
];
