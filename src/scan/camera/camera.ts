/**
 * One camera from the tap that opens it to the moment it is let go: permission, the device that was chosen last, the torch, a
 * watch over pictures that stay away or black. Every way out stops every track. It draws nothing and decodes nothing.
 */
import { isBlack } from './darkness.js';

/** Why there is no picture. Each has a sentence of its own on the screen. */
export type CameraFault =
  /** The page is not served over HTTPS. */
  | 'insecure'
  /** The person, the system or a policy said no. */
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
  /** Called when the camera could not be opened, or ended by itself. */
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
const pictureMs = 3_000;

const faults: Record<string, CameraFault> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  NotSupportedError: 'none',
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
  return {
    audio: false,
    video: deviceId ? { ...size, deviceId: { exact: deviceId } } : { ...size, facingMode: 'environment' },
  };
}

/** One camera at a time, played in the video that it is given. */
export class Camera {
  readonly #parts: CameraParts;
  #video: HTMLVideoElement | null = null;
  #stream: MediaStream | null = null;
  #deviceId: string | null = null;
  #watch: ReturnType<typeof setTimeout> | undefined;
  /** Whether this is the second start, after a first one without a picture. */
  #isSecond = false;
  /** Counts starts: an answer to an earlier one comes too late. */
  #start = 0;

  constructor(parts: CameraParts) {
    this.#parts = parts;
  }

  /** Opens the camera, after a tap, and plays it. Says by `onlive` or `onfault` what came of it. */
  async start(video: HTMLVideoElement, deviceId: string | null = recall()): Promise<void> {
    this.#isSecond = false;
    await this.#begin(video, deviceId);
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

  /** The cameras that can be told apart, which they can once one of them was allowed. */
  async devices(): Promise<CameraDevice[]> {
    const all = await navigator.mediaDevices.enumerateDevices();
    return all
      .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId)
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  }

  /** Goes on to another camera and remembers it. */
  async choose(video: HTMLVideoElement, deviceId: string): Promise<void> {
    remember(deviceId);
    await this.start(video, deviceId);
  }

  /** Which camera plays, or was tried last. */
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

  async #begin(video: HTMLVideoElement, deviceId: string | null): Promise<void> {
    this.stop();
    this.#video = video;
    this.#deviceId = deviceId;
    const start = this.#start;
    // Without a secure context `mediaDevices` is missing, whatever the types say.
    const media = (navigator as Partial<Navigator>).mediaDevices;
    if (!media) return this.#parts.onfault(isSecureContext ? 'none' : 'insecure');
    try {
      const stream = await this.#open(media, deviceId);
      if (start !== this.#start) return stopAll(stream);
      this.#play(video, stream);
    } catch (reason) {
      if (start === this.#start) this.#parts.onfault(faultOf(reason));
    }
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
    const track = this.#track;
    this.#deviceId = track?.getSettings().deviceId ?? null;
    track?.addEventListener('ended', () => this.#end('lost', stream));
    // A telephone call takes the pictures away without ending the track.
    track?.addEventListener('mute', () => stream === this.#stream && this.#expect(video));
    video.srcObject = stream;
    const start = this.#start;
    video.addEventListener('timeupdate', () => start === this.#start && this.#parts.onlive(), { once: true });
    this.#expect(video);
    // A play that is refused shows as a picture that stays away.
    void video.play().catch(() => {});
  }

  /** Looks a while later whether pictures come, and whether there is anything in them. */
  #expect(video: HTMLVideoElement): void {
    const { currentTime } = video;
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => {
      if (video.currentTime <= currentTime || isBlack(video)) this.#onDark(video);
    }, pictureMs);
  }

  #onDark(video: HTMLVideoElement): void {
    if (this.#isSecond) return this.#end('black', this.#stream);
    this.#isSecond = true;
    void this.#begin(video, this.#deviceId);
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
