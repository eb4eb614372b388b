/**
 * The camera as the cashier sees it: the live picture, what to do, and a way out. Loaded when the camera is opened for the
 * first time, with the decoder behind it.
 */
import { css, html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { Camera, type CameraDevice, type CameraFault } from '../scan/camera/camera.js';
import { onceInAWhile } from '../scan/camera/repeats.js';
import type { Decoder, OpenDecoder } from '../scan/worker/decoder.js';
import { openDecoder } from '../scan/worker/open-decoder.js';
import { scanVideo } from '../scan/worker/scan-video.js';
import type { Sentence } from './wording.js';

/** The sentences of the camera, in English. */
export const scanEnglish = {
  cameraTitle: 'Camera',
  cameraStarting: 'The camera is starting …',
  cameraAim: 'Hold the code before the camera.',
  cameraClose: 'Close camera',
  cameraNext: 'Other camera',
  cameraLight: 'Light',
  cameraPhoto: 'Take a photo instead',
  cameraRetry: 'Try again',
  photoEmpty: 'No code in this photo. Take it closer and sharper.',
  photoReading: 'Reading the photo …',
  camera_insecure: 'This page may not use a camera: it is not served over HTTPS. Type the code, use the hand scanner, or take a photo.',
  camera_denied: 'The camera is not allowed. Allow it in the address bar, or type the code, use the hand scanner, or take a photo.',
  camera_none: 'No camera was found. Type the code, use the hand scanner, or take a photo.',
  camera_busy: 'The camera is in use by another program. Close it, choose another camera, or type the code.',
  camera_unfit: 'This camera does not fit. Choose another one, or type the code.',
  camera_lost: 'The camera was taken away. Connect it and try again, or type the code.',
  camera_black: 'The camera brings no picture. Try again, or type the code or use the hand scanner.',
  camera_decoder: 'The reader could not be loaded. Type the code or use the hand scanner.',
} satisfies Record<string, Sentence>;

/** The names of the camera's sentences. */
export type ScanWordingKey = keyof typeof scanEnglish;

/** What the panel needs of its element. */
export interface ScanPanelParts {
  say(key: ScanWordingKey): string;
  decoder(): Decoder | null;
  onscan(text: string): void;
  /** The camera gave up; it still may be tried again. */
  onfault(fault: CameraFault | 'decoder'): void;
  onclose(): void;
}

const photoRounds = 8;

const styles = css`
  .camera { display: grid; gap: 10px; padding: 10px; background: var(--_sunken); border-radius: calc(var(--_radius) - 4px); }
  .camera video { width: 100%; aspect-ratio: 4 / 3; object-fit: cover; background: #000; border-radius: calc(var(--_radius) - 6px); }
  .camera video[hidden] { display: none; }
  .camera .mirrored { transform: scaleX(-1); }
  .photo { position: relative; display: grid; place-items: center; min-height: 48px; padding: 8px 18px; font-weight: 650; border: 1.5px solid var(--_field); border-radius: calc(var(--_radius) - 4px); }
  .photo input { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0; cursor: pointer; }
  .photo:focus-within { outline: 3px solid var(--_accent); outline-offset: 2px; }
`;

/** One opened camera in its host's own root. */
export class ScanPanel implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #parts: ScanPanelParts;
  readonly #camera: Camera;
  #decoder: Promise<OpenDecoder> | null = null;
  #isOpen = false;
  #isLive = false;
  #isLit = false;
  #fault: CameraFault | 'decoder' | null = null;
  #note: ScanWordingKey | null = null;
  #devices: CameraDevice[] = [];
  #scan = new AbortController();

  constructor(host: ReactiveControllerHost & HTMLElement, parts: ScanPanelParts) {
    this.#host = host;
    this.#parts = parts;
    this.#camera = new Camera({ onlive: () => void this.#onLive(), onfault: (fault) => this.#onFault(fault) });
    const { styleSheet } = styles;
    if (styleSheet) host.shadowRoot?.adoptedStyleSheets.push(styleSheet);
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.close();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Opens the camera, after a tap. */
  async open(): Promise<void> {
    this.#isOpen = true;
    this.#note = null;
    this.#decoder ??= openDecoder({ decoder: this.#parts.decoder() });
    await this.#start();
    this.#find('#camera-close')?.focus();
  }

  /** Lets the camera and the decoder go. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#halt();
    void this.#decoder?.then((decoder) => decoder.close()).catch(() => {});
    this.#decoder = null;
    this.#host.requestUpdate();
    this.#parts.onclose();
  }

  /** The panel, or nothing while it is closed. */
  render(): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    const { say } = this.#parts;
    const text = this.#note ? say(this.#note) : this.#fault ? say(`camera_${this.#fault}`) : say(this.#isLive ? 'cameraAim' : 'cameraStarting');
    return html`<div part="camera" class="camera" role="group" aria-label=${say('cameraTitle')}>
      <video playsinline muted class=${this.#camera.isFacingUser ? 'mirrored' : ''} ?hidden=${this.#fault !== null}></video>
      <div role="status">${text}</div>
      <div class="row">${this.#buttons()}</div>
    </div>`;
  }

  #buttons(): TemplateResult {
    const { say } = this.#parts;
    const button = (key: ScanWordingKey, act: () => void, id = ''): TemplateResult =>
      html`<button type="button" class="quiet" id=${id || nothing} @click=${act}>${say(key)}</button>`;
    return html`${this.#fault ? button('cameraRetry', this.#onRetry) : nothing}
      ${this.#camera.hasTorch ? html`<button type="button" class="quiet" aria-pressed=${this.#isLit} @click=${this.#onLight}>${say('cameraLight')}</button>` : nothing}
      ${this.#devices.length > 1 ? button('cameraNext', this.#onNext) : nothing}
      ${this.#fault ? html`<label class="photo">${say('cameraPhoto')}<input type="file" accept="image/*" capture="environment" @change=${this.#onPhoto} /></label>` : nothing}
      ${button('cameraClose', () => this.close(), 'camera-close')}`;
  }

  async #start(): Promise<void> {
    this.#fault = null;
    this.#isLive = false;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const video = this.#video;
    if (video && this.#isOpen) await this.#camera.start(video);
  }

  #halt(): void {
    this.#scan.abort();
    this.#camera.stop();
    this.#isLive = false;
    this.#isLit = false;
  }

  async #onLive(): Promise<void> {
    this.#isLive = true;
    this.#scan.abort();
    this.#scan = new AbortController();
    const { signal } = this.#scan;
    this.#host.requestUpdate();
    this.#devices = await this.#camera.devices().catch(() => []);
    this.#host.requestUpdate();
    const counts = onceInAWhile();
    const video = this.#video;
    try {
      const decoder = await this.#decoder;
      if (!decoder || !video || signal.aborted) return;
      await scanVideo(video, decoder, { signal, onText: (text) => counts(text) && this.#onText(text) });
    } catch {
      if (!signal.aborted) this.#onFault('decoder');
    }
  }

  #onText(text: string): void {
    this.close();
    this.#parts.onscan(text);
  }

  #onFault(fault: CameraFault | 'decoder'): void {
    this.#halt();
    this.#fault = fault;
    this.#host.requestUpdate();
    this.#parts.onfault(fault);
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>(`.camera ${selector}`) ?? null;
  }

  get #video(): HTMLVideoElement | null {
    return this.#find('video') as HTMLVideoElement | null;
  }

  /** Nobody scans in a page that is not seen: the camera is let go, and taken again when it is. */
  readonly #onVisibility = (): void => {
    if (!this.#isOpen || this.#fault) return;
    if (document.hidden) this.#halt();
    else void this.#start();
  };

  readonly #onRetry = (): void => {
    this.#note = null;
    void this.#start();
  };

  readonly #onNext = (): void => {
    const index = this.#devices.findIndex(({ id }) => id === this.#camera.deviceId);
    const next = this.#devices[(index + 1) % this.#devices.length];
    if (next) void this.#camera.choose(next.id);
  };

  readonly #onLight = async (): Promise<void> => {
    this.#isLit = !this.#isLit;
    await this.#camera.light(this.#isLit).catch(() => (this.#isLit = false));
    this.#host.requestUpdate();
  };

  readonly #onPhoto = async (event: Event): Promise<void> => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    this.#note = 'photoReading';
    this.#host.requestUpdate();
    const text = await this.#readPhoto(file).catch(() => null);
    if (text !== null) return this.#onText(text);
    this.#note = 'photoEmpty';
    this.#host.requestUpdate();
  };

  async #readPhoto(file: File): Promise<string | null> {
    const decoder = await (this.#decoder ??= openDecoder({ decoder: this.#parts.decoder() }));
    // A photo stands still: the decoder may try on it what it spreads over the frames of a film.
    for (let round = 0; round < photoRounds; round += 1) {
      const text = await decoder.decode(await createImageBitmap(file));
      if (text !== null) return text;
    }
    return null;
  }
}
