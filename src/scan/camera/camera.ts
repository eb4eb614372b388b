/**
 * One camera from the tap that opens it to the moment it is let go: permission, the device that was chosen last, the torch, a
 * watch over pictures that stay away. Every way out stops every track. It draws nothing and decodes nothing.
 */

/** Why there is no picture. Each has a sentence of its own on the screen. */
export type CameraFault =
  /** The page is not served over HTTPS, or the browser has no cameras. */
  | 'insecure'
  /** The person or a policy said no. */
  | 'denied'
  | 'none'
  /** Another program holds it. */
  | 'busy'
  | 'unfit'
  /** It was unplugged, or the system took it away. */
  | 'lost'
  /** It is open and brings no picture, also after a second start. */
  | 'black';

/** What a camera tells. */
export interface CameraParts {
  /** Called when the camera ended by itself. */
  onfault(fault: CameraFault): void;
  /** Called when pictures come, and again after a change of the device. */
  onlive(): void;
}

/** A camera that can be chosen. */
export interface CameraDevice {
  id: string;
  label: string;
}

const remembered = 'loyalite:camera';
const firstPictureMs = 3_000;

const faults: Record<string, CameraFault> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
  OverconstrainedError: 'unfit',
};

/** Which fault an exception of `getUserMedia` is. */
export function faultOf(reason: unknown): CameraFault {
  return (reason instanceof Error && faults[reason.name]) || 'busy';
}

function recall(): string | null {
  try {
    return localStorage.getItem(remembered);
  } catch {
    return null;
  }
}

function remember(id: string): void {
  try {
    localStorage.setItem(remembered, id);
  } catch {
    // Without storage the choice holds as long as the page does.
  }
}

/** The full resolution: dense codes need every pixel, and the decoder keeps its own budget. */
function wish(deviceId: string | null): MediaStreamConstraints {
  const size = { width: { ideal: 1920 }, height: { ideal: 1080 } };
  return { audio: false, video: deviceId ? { ...size, deviceId: { exact: deviceId } } : { ...size, facingMode: 'environment' } };
}

/** One camera at a time, played in the video that it is given. */
export class Camera {
  readonly #parts: CameraParts;
  #video: HTMLVideoElement | null = null;
  #stream: MediaStream | null = null;
  #deviceId: string | null = null;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #restarts = 0;
  /** Counts starts: an answer to an earlier one comes too late. */
  #start = 0;

  constructor(parts: CameraParts) {
    this.#parts = parts;
  }

  /** Opens the camera, after a tap, and plays it. Says by `onlive` or `onfault` what came of it. */
  async start(video: HTMLVideoElement, deviceId: string | null = recall()): Promise<void> {
    this.stop();
    this.#video = video;
    const start = this.#start;
    // Without a secure context `mediaDevices` is missing, whatever the types say.
    const media = (navigator as Partial<Navigator>).mediaDevices;
    if (!media) return this.#parts.onfault('insecure');
    try {
      const stream = await this.#open(media, deviceId);
      if (start !== this.#start) return stopAll(stream);
      this.#play(video, stream);
    } catch (reason) {
      if (start === this.#start) this.#parts.onfault(faultOf(reason));
    }
  }

  /** Stops every track; also what is still being opened. */
  stop(): void {
    this.#start += 1;
    clearTimeout(this.#watch);
    if (this.#stream) stopAll(this.#stream);
    if (this.#video) this.#video.srcObject = null;
    this.#stream = null;
    this.#video = null;
  }

  /** The cameras of this device; their labels are known once one of them was allowed. */
  async devices(): Promise<CameraDevice[]> {
    const all = await navigator.mediaDevices.enumerateDevices();
    return all.filter(({ kind }) => kind === 'videoinput').map(({ deviceId, label }) => ({ id: deviceId, label }));
  }

  /** Goes on to another camera and remembers it. */
  async choose(deviceId: string): Promise<void> {
    remember(deviceId);
    this.#restarts = 0;
    if (this.#video) await this.start(this.#video, deviceId);
  }

  /** Which camera plays. */
  get deviceId(): string | null {
    return this.#deviceId;
  }

  /** Whether the picture shows the one who looks at it, and is to be mirrored. */
  get isFacingUser(): boolean {
    return this.#track?.getSettings().facingMode === 'user';
  }

  /** Whether there is a light that can be switched. */
  get hasTorch(): boolean {
    // Firefox before 132 has no `getCapabilities`.
    const track: Partial<MediaStreamTrack> | undefined = this.#track;
    const capabilities = track?.getCapabilities?.() as { torch?: boolean } | undefined;
    return capabilities?.torch === true;
  }

  /** Switches the light. */
  async light(isOn: boolean): Promise<void> {
    await this.#track?.applyConstraints({ advanced: [{ torch: isOn } as MediaTrackConstraintSet] });
  }

  get #track(): MediaStreamTrack | undefined {
    return this.#stream?.getVideoTracks()[0];
  }

  /** A remembered camera may be gone: then any that looks away from the cashier will do. */
  async #open(media: MediaDevices, deviceId: string | null): Promise<MediaStream> {
    try {
      return await media.getUserMedia(wish(deviceId));
    } catch (reason) {
      if (!deviceId || faultOf(reason) === 'denied') throw reason;
      return media.getUserMedia(wish(null));
    }
  }

  #play(video: HTMLVideoElement, stream: MediaStream): void {
    this.#stream = stream;
    this.#deviceId = this.#track?.getSettings().deviceId ?? null;
    this.#track?.addEventListener('ended', () => this.#end('lost', stream));
    video.srcObject = stream;
    const start = this.#start;
    video.addEventListener('timeupdate', () => start === this.#start && this.#live(), { once: true });
    this.#watch = setTimeout(() => this.#onDark(), firstPictureMs);
    // A play that is refused shows as a picture that stays away.
    void video.play().catch(() => {});
  }

  #live(): void {
    clearTimeout(this.#watch);
    this.#restarts = 0;
    this.#parts.onlive();
  }

  #onDark(): void {
    const video = this.#video;
    this.#restarts += 1;
    if (video && this.#restarts === 1) void this.start(video, this.#deviceId);
    else this.#end('black', this.#stream);
  }

  #end(fault: CameraFault, stream: MediaStream | null): void {
    if (stream !== this.#stream) return;
    this.stop();
    this.#parts.onfault(fault);
  }
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
