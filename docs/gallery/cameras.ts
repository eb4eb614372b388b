/** Cameras, as the cashier sees them: what one shows, and all that may be wrong with it. Nothing is read here. */
import type { Act, Tag } from './acts.js';
import { lookup, sale, type Scene } from './makings.js';

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
    for (const [x, y] of [
      [240, 150],
      [340, 150],
      [240, 250],
    ] as const)
      context.fillRect(x, y, 60, 60);
  };
  // A stream brings a picture for each time that something is drawn.
  setInterval(draw, 100);
  draw();
  return canvas.captureStream();
}

/** A film whose camera has a light. */
function lit(): MediaStream {
  const stream = film(true);
  for (const track of stream.getVideoTracks())
    Object.assign(track, { getCapabilities: () => ({ torch: true }), applyConstraints: () => Promise.resolve() });
  return stream;
}

/** A film whose camera is pulled out. */
function unplugged(): MediaStream {
  const stream = film(true);
  for (const track of stream.getVideoTracks()) setTimeout(() => track.dispatchEvent(new Event('ended')));
  return stream;
}

type Ask = () => Promise<MediaStream>;
const failing =
  (name: string): Ask =>
  () =>
    Promise.reject(new DOMException('no', name));

/** What a person is asked for, and what comes. */
const cameras = {
  picture: () => Promise.resolve(lit()),
  black: () => Promise.resolve(film(false)),
  denied: failing('NotAllowedError'),
  none: failing('NotFoundError'),
  busy: failing('NotReadableError'),
  unfit: failing('OverconstrainedError'),
  lost: () => Promise.resolve(unplugged()),
  starting: () => new Promise<never>(() => {}),
} satisfies Record<string, Ask>;

type Kind = keyof typeof cameras;

/** Resolves when something stands in the element. */
const shown = (element: Tag, selector: string): Promise<void> =>
  new Promise((resolve) => {
    const root = element.shadowRoot as ShadowRoot;
    const look = (): boolean => {
      if (!root.querySelector(selector)) return false;
      resolve();
      return true;
    };
    const watch = new MutationObserver(() => look() && watch.disconnect());
    if (!look()) watch.observe(root, { childList: true, subtree: true });
  });

const blind: object = { decode: () => Promise.resolve(null) };

/** Puts a camera before the till, opens it and waits for what comes of it. */
const openCamera =
  (kind: Kind, { decoder = blind, awaited = '.photo' } = {}): Act =>
  async (element) => {
    const devices = [1, 2].map((number) => ({ kind: 'videoinput', deviceId: String(number), label: '' }));
    Object.defineProperty(navigator, 'mediaDevices', {
      configurable: true,
      value: { getUserMedia: cameras[kind], enumerateDevices: () => Promise.resolve(devices) },
    });
    Object.assign(element, { decoder });
    await element.updateComplete;
    element.shadowRoot?.querySelector<HTMLElement>('[part=scan]')?.click();
    await shown(element, awaited);
  };

/** A page that was not served over HTTPS. */
const openInsecure: Act = async (element) => {
  Object.defineProperty(window, 'isSecureContext', { configurable: true, value: false });
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: undefined });
  await element.updateComplete;
  element.shadowRoot?.querySelector<HTMLElement>('[part=scan]')?.click();
  await shown(element, '.photo');
};

/** No camera, so a photo is taken: an empty one. */
const takePhoto =
  (decoder: object): Act =>
  async (element) => {
    await openCamera('none', { decoder })(element);
    const paper = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
    paper.getContext('2d');
    const files = new DataTransfer();
    files.items.add(
      await new Promise<File>((resolve) => paper.toBlob((blob) => resolve(new File([blob as Blob], 'photo.png')))),
    );
    const input = element.shadowRoot?.querySelector<HTMLInputElement>('.photo input') as HTMLInputElement;
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
    await element.updateComplete;
  };

/** And nothing is found on it. */
const takeEmptyPhoto: Act = async (element) => {
  await takePhoto(blind)(element);
  const told = element.shadowRoot?.querySelector('.camera [role=status]') as Element;
  await new Promise((resolve) =>
    new MutationObserver(resolve).observe(told, { characterData: true, childList: true, subtree: true }),
  );
};

/** One look-up each. */
const troubles: Act[] = [
  openCamera('starting', { awaited: 'video' }),
  openCamera('none'),
  openCamera('busy'),
  openCamera('unfit'),
  openCamera('lost'),
  openCamera('picture', { decoder: { decode: () => Promise.reject(new TypeError('gone')) } }),
  takePhoto({ decode: () => new Promise(() => {}) }),
  takeEmptyPhoto,
  openInsecure,
];

/** One after the other: there is one place for a camera in a page. */
const openAll: Act = async (checkout) => {
  for (const [index, open] of troubles.entries()) await open(checkout.children[index] as Tag);
};

/** Each needs the page for itself. */
export const cameraScenes: readonly Scene[] = [
  {
    id: 'scan-camera',
    title: 'The camera',
    element: lookup(),
    act: openCamera('picture', { awaited: '#camera-next' }),
    isAlone: true,
  },
  {
    id: 'scan-denied',
    title: 'The camera is not allowed',
    element: lookup(),
    act: openCamera('denied'),
    isAlone: true,
  },
  { id: 'scan-black', title: 'The camera shows nothing', element: lookup(), act: openCamera('black'), isAlone: true },
  {
    id: 'scan-troubles',
    title: 'What else a camera may have',
    element: sale('cameras'),
    inside: troubles.map(() => ['loyalite-lookup', {}]),
    act: openAll,
    of: 'loyalite-lookup',
    isAlone: true,
  },
];
