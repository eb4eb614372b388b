/**
 * Feeds a playing video to a decoder, one frame at a time: the next is taken when the last is done, so a slow device sees fewer frames, never a queue.
 * Opens and stops no camera; that is whoever plays the video.
 */
import type { CameraFrame, OpenDecoder } from './decoder.js';

/** What to do with what is read, and how long to go on. */
export interface ScanVideoOptions {
  /** Called with every text read, also when it is the same as before. */
  readonly onText: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Asks for the next new picture of a video; gives back how to take that back. */
function onPicture(video: HTMLVideoElement, call: () => void): () => void {
  if ('requestVideoFrameCallback' in video) {
    const number = video.requestVideoFrameCallback(call);
    return () => video.cancelVideoFrameCallback(number);
  }
  // Firefox before 132 has no such callback: its pictures are asked for at the pace of a camera.
  const timer = setTimeout(call, 33);
  return () => clearTimeout(timer);
}

/** The next new picture of the video, or the end of the signal. A video that is paused or hidden brings none. */
function nextPicture(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      cancel();
      resolve();
    };
    const cancel = onPicture(video, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** The picture a video shows now, at the camera's own resolution. */
export async function captureFrame(video: HTMLVideoElement): Promise<CameraFrame> {
  if (typeof VideoFrame === 'function') {
    try {
      return new VideoFrame(video);
    } catch {
      // Some browsers have the class and no way from a video to it.
    }
  }
  return createImageBitmap(video);
}

/** Decodes a video's pictures until the signal ends; rejects when the decoder fails. */
export async function scanVideo(
  video: HTMLVideoElement,
  decoder: OpenDecoder,
  { onText, signal }: ScanVideoOptions,
): Promise<void> {
  const ended = (): boolean => signal.aborted;
  while (!ended()) {
    await nextPicture(video, signal);
    if (ended() || video.readyState < video.HAVE_CURRENT_DATA || video.videoWidth === 0) continue;
    const text = await decoder.decode(await captureFrame(video));
    if (text !== null && !ended()) onText(text);
  }
}
