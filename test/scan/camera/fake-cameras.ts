/** Cameras for the tests: streams of a canvas behind the page's own `mediaDevices`, which can be refused, pulled out and looked at. */
import { codeOf } from '../support/picture.js';

/** What one camera is like. */
export interface FakeCamera {
  id: string;
  facing?: 'user' | 'environment';
  torch?: boolean;
  /** What stands before it: the text of a code. */
  shows?: string;
}

/** The text of a code as large as the picture, or a grey wall. */
function paint(canvas: HTMLCanvasElement, text: string | undefined): void {
  const context = canvas.getContext('2d')!;
  context.fillStyle = text === undefined ? '#777' : '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (text === undefined) return;
  const { size, modules } = codeOf(text);
  const side = Math.floor((canvas.height * 0.8) / size);
  const [left, top] = [canvas.width, canvas.height].map((whole) => Math.floor((whole - size * side) / 2)) as [
    number,
    number,
  ];
  context.fillStyle = '#000';
  modules.forEach(
    (dark, at) => dark && context.fillRect(left + (at % size) * side, top + Math.floor(at / size) * side, side, side),
  );
}

/** Stands in for the cameras of the machine until `restore()`. */
export class FakeCameras {
  readonly asked: MediaStreamConstraints[] = [];
  readonly tracks: MediaStreamTrack[] = [];
  readonly lights: unknown[] = [];
  /** How the next openings fail, by the name of the exception. */
  refusals: string[] = [];
  /** Set, the next opening waits until this is resolved. */
  gate: Promise<void> | null = null;
  readonly #before = Object.getOwnPropertyDescriptor(navigator, 'mediaDevices');
  readonly #clocks: ReturnType<typeof setInterval>[] = [];

  constructor(readonly cameras: FakeCamera[]) {
    const media = {
      getUserMedia: (constraints: MediaStreamConstraints) => this.#open(constraints),
      enumerateDevices: async () => this.cameras.map(({ id }) => ({ kind: 'videoinput', deviceId: id, label: id })),
    };
    Object.defineProperty(navigator, 'mediaDevices', { value: media, configurable: true });
  }

  /** Whether every track that was ever given out is stopped. */
  get areOff(): boolean {
    return this.tracks.length > 0 && this.tracks.every(({ readyState }) => readyState === 'ended');
  }

  /** Puts the machine's own cameras back. */
  restore(): void {
    this.#clocks.forEach(clearInterval);
    Reflect.deleteProperty(navigator, 'mediaDevices');
    if (this.#before) Object.defineProperty(navigator, 'mediaDevices', this.#before);
  }

  async #open(constraints: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(constraints);
    await this.gate;
    const refusal = this.refusals.shift();
    if (refusal) throw new DOMException('refused by the test', refusal);
    const { deviceId } = constraints.video as { deviceId?: { exact: string } };
    const camera = deviceId ? this.cameras.find(({ id }) => id === deviceId.exact) : this.cameras[0];
    if (!camera) throw new DOMException('no such camera', deviceId ? 'OverconstrainedError' : 'NotFoundError');
    return this.#stream(camera);
  }

  #stream({ id, facing, torch, shows }: FakeCamera): MediaStream {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
    paint(canvas, shows);
    const stream = canvas.captureStream(30);
    const track = stream.getVideoTracks()[0]!;
    // A canvas that nobody paints brings no pictures.
    this.#clocks.push(setInterval(() => paint(canvas, shows), 33));
    Object.assign(track, {
      getSettings: () => ({ deviceId: id, facingMode: facing }),
      getCapabilities: () => ({ torch }),
      applyConstraints: async (wish: unknown) => void this.lights.push(wish),
    });
    this.tracks.push(track);
    return stream;
  }
}
