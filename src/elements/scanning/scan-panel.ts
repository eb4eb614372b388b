/**
 * The camera as the cashier sees it: the live picture, what to do, and a way out. Loaded when the camera is opened for the
 * first time, with the decoder behind it.
 */
import { css, html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { isReachable } from '../../controllers/hand-scanner-controller.js';
import { Camera, type CameraDevice, type CameraFault } from '../../scan/camera/camera.js';
import type { Decoder, OpenDecoder } from '../../scan/worker/decoder.js';
import { openDecoder } from '../../scan/worker/open-decoder.js';
import { scanVideo } from '../../scan/worker/scan-video.js';
import type { CameraWordingKey } from '../../words/camera-english.js';
import { addSheets } from '../view/own-sheets.js';

/** What the panel needs of its element. */
export interface ScanPanelParts {
  say(key: CameraWordingKey): string;
  decoder(): Decoder | null;
  onscan(text: string): void;
  /** The camera gave up; it still may be tried again. */
  onfault(fault: CameraFault | 'decoder'): void;
  onclose(): void;
}

/** Frames that a photo is decoded as, and the width of those that are made small: a code that fills it reads better so. */
const photoRounds = 8;
const smallWidth = 1280;
/** How often it is looked whether the element can still be seen. */
const lookMs = 500;

const styles = css`
  .camera { display: grid; gap: 10px; padding: 10px; background: var(--_sunken); border-radius: calc(var(--_radius) - 4px); }
  .camera video { width: min(100%, 480px, 60vh); margin: auto; aspect-ratio: 4 / 3; object-fit: cover; background: #000; border-radius: calc(var(--_radius) - 6px); }
  .camera video[hidden] { display: none; }
  .camera .row > * { flex: auto; text-align: center; }
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
  /** The document that it listens to: an element that is moved is told of it when it stands elsewhere already. */
  #page = document;
  #decoder: Promise<OpenDecoder> | null = null;
  /** No observer tells of all the ways in which a page puts an element aside. */
  #watch: ReturnType<typeof setInterval> | undefined;
  #isOpen = false;
  #isLive = false;
  #isLit = false;
  #fault: CameraFault | 'decoder' | null = null;
  #note: CameraWordingKey | null = null;
  #devices: CameraDevice[] = [];
  #scan = new AbortController();

  constructor(host: ReactiveControllerHost & HTMLElement, parts: ScanPanelParts) {
    this.#host = host;
    this.#parts = parts;
    this.#camera = new Camera({ onlive: () => void this.#onLive(), onfault: (fault) => void this.#onFault(fault) });
    host.addController(this);
  }

  hostConnected(): void {
    addSheets(this.#host.shadowRoot, [styles]);
    this.#page = this.#host.ownerDocument;
    this.#page.addEventListener('visibilitychange', this.#onVisibility);
  }

  hostDisconnected(): void {
    this.#page.removeEventListener('visibilitychange', this.#onVisibility);
    this.close();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** What the cashier is told now. */
  get text(): string {
    const { say } = this.#parts;
    if (this.#note) return say(this.#note);
    return this.#fault ? say(`camera_${this.#fault}`) : say(this.#isLive ? 'cameraAim' : 'cameraStarting');
  }

  /** Opens the camera, after a tap. The focus is in the panel while permission is asked for. */
  async open(): Promise<void> {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#note = null;
    this.#watch = setInterval(() => !isReachable(this.#host) && this.close(), lookMs);
    this.#host.addEventListener('keydown', this.#onKeydown);
    await this.#start();
    this.#find('#camera-close')?.focus();
  }

  /** Lets the camera and the decoder go. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#halt();
    clearInterval(this.#watch);
    this.#host.removeEventListener('keydown', this.#onKeydown);
    this.#release();
    this.#host.requestUpdate();
    this.#parts.onclose();
  }

  /** The picture and the buttons, or nothing while it is closed. */
  render(): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    return html`<video playsinline muted class=${this.#camera.isFacingUser ? 'mirrored' : ''} ?hidden=${this.#fault !== null}></video>
      <div class="row">${this.#buttons()}</div>`;
  }

  #buttons(): TemplateResult {
    const { say } = this.#parts;
    const button = (key: CameraWordingKey, act: () => unknown, id = ''): TemplateResult =>
      html`<button type="button" class="quiet" id=${id || nothing} @click=${act}>${say(key)}</button>`;
    // No further try makes a page secure.
    return html`${this.#fault && this.#fault !== 'insecure' ? button('cameraRetry', this.#onRetry) : nothing}
      ${this.#camera.hasTorch ? html`<button type="button" class="quiet" id="camera-light" aria-pressed=${this.#isLit} @click=${this.#onLight}>${say('cameraLight')}</button>` : nothing}
      ${this.#devices.length > 1 ? button('cameraNext', this.#onNext, 'camera-next') : nothing}
      ${this.#fault ? html`<label class="photo">${say('cameraPhoto')}<input type="file" accept="image/*" capture="environment" @change=${this.#onPhoto} /></label>` : nothing}
      ${button('cameraClose', () => this.close(), 'camera-close')}`;
  }

  /** The decoder is made ready while permission is asked for. */
  #ready(): Promise<OpenDecoder> {
    this.#decoder ??= openDecoder({ decoder: this.#parts.decoder() });
    this.#decoder.catch(() => {});
    return this.#decoder;
  }

  #release(): void {
    void this.#decoder?.then(
      (decoder) => decoder.close(),
      () => {},
    );
    this.#decoder = null;
  }

  async #start(): Promise<void> {
    this.#fault = null;
    this.#isLive = false;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const video = this.#video;
    if (!video || !this.#isOpen) return;
    void this.#ready();
    void this.#camera.start(video);
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
    void this.#count();
    const video = this.#video;
    try {
      const decoder = await this.#ready();
      if (video && !signal.aborted) await scanVideo(video, decoder, { signal, onText: (text) => this.#onText(text) });
    } catch {
      if (!signal.aborted) void this.#onFault('decoder');
    }
  }

  async #count(): Promise<void> {
    this.#devices = await this.#camera.devices().catch(() => []);
    this.#host.requestUpdate();
  }

  #onText(text: string): void {
    if (!this.#isOpen) return;
    this.close();
    this.#parts.onscan(text);
  }

  async #onFault(fault: CameraFault | 'decoder'): Promise<void> {
    this.#halt();
    // What broke or never came is loaded afresh for the next try.
    if (fault === 'decoder') this.#release();
    this.#note = null;
    this.#fault = fault;
    this.#host.requestUpdate();
    this.#parts.onfault(fault);
    await this.#count();
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
    if (this.#page.hidden) this.#halt();
    else void this.#start();
  };

  /** Escape closes the camera alone, not also the dialog that the page may have it in. */
  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };

  readonly #onRetry = (): void => {
    this.#note = null;
    // The button that was pressed goes away.
    this.#find('#camera-close')?.focus();
    void this.#start();
  };

  readonly #onNext = async (): Promise<void> => {
    const index = this.#devices.findIndex(({ id }) => id === this.#camera.deviceId);
    const next = this.#devices[(index + 1) % this.#devices.length];
    this.#fault = this.#note = null;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const video = this.#video;
    if (next && video && this.#isOpen) await this.#camera.choose(video, next.id);
  };

  readonly #onLight = async (): Promise<void> => {
    this.#isLit = !this.#isLit;
    await this.#camera.light(this.#isLit).catch(() => (this.#isLit = false));
    this.#host.requestUpdate();
  };

  readonly #onPhoto = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    this.#note = 'photoReading';
    this.#host.requestUpdate();
    const text = await this.#readPhoto(file).catch(() => undefined);
    // The same file can be chosen once more.
    input.value = '';
    if (text) return this.#onText(text);
    if (text === undefined) return this.#isOpen ? this.#onFault('decoder') : undefined;
    this.#note = 'photoEmpty';
    this.#host.requestUpdate();
  };

  /** A photo stands still: the decoder may try on it, large and small, what it spreads over the frames of a film. */
  async #readPhoto(file: File): Promise<string | null> {
    const decoder = await this.#ready();
    for (let round = 0; round < photoRounds && this.#isOpen; round += 1) {
      const frame = await photoFrame(file, round).catch(() => null);
      // A file that is no picture shows no code.
      if (!frame) return null;
      const text = await decoder.decode(frame);
      if (text !== null) return text;
    }
    return null;
  }
}

/** A photo as it is, and in every second round small. */
async function photoFrame(file: File, round: number): Promise<ImageBitmap> {
  const whole = await createImageBitmap(file);
  if (round % 2 || whole.width <= smallWidth) return whole;
  const small = await createImageBitmap(whole, {
    resizeWidth: smallWidth,
    resizeHeight: Math.round((whole.height * smallWidth) / whole.width),
    resizeQuality: 'high',
  });
  whole.close();
  return small;
}
