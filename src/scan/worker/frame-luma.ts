/**
 * A camera frame to grey, in the page and in a worker. A camera's frames usually hold their brightness as a plane of its own:
 * that plane is copied as it is, and only frames without one go through a canvas.
 */
import { lumaOf } from '../decode/luma.js';
import type { Luma } from '../decode/luma.js';
import type { CameraFrame } from './decoder.js';

/** Pixel formats whose first plane is brightness, a byte a pixel. */
const PLANAR = /^(?:I4(?:20|22|44)A?|NV12)$/;

/** Reads frames one after the other, reusing its canvas and its memory. */
export interface FrameReader {
  /** The grey of a frame; it is valid until the next is read. */
  read(frame: CameraFrame): Promise<Luma>;
}

type Surface = OffscreenCanvas | HTMLCanvasElement;
type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

function createSurface(): Surface {
  return typeof OffscreenCanvas === 'function' ? new OffscreenCanvas(1, 1) : document.createElement('canvas');
}

function createContext(): Context | null {
  return createSurface().getContext('2d', { willReadFrequently: true, alpha: false });
}

/** Whether frames without a brightness plane can be read here: Safari before 16.4 gives workers no canvas to draw on. */
export function canReadPixels(): boolean {
  return (typeof OffscreenCanvas === 'function' || typeof document === 'object') && createContext() !== null;
}

function isPlanar(frame: CameraFrame): frame is VideoFrame {
  return 'format' in frame && frame.format !== null && PLANAR.test(frame.format);
}

function withoutPadding(bytes: Uint8Array, width: number, height: number, stride: number): Uint8Array {
  if (stride === width) return bytes.subarray(0, width * height);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) data.set(bytes.subarray(y * stride, y * stride + width), y * width);
  return data;
}

/** A reader for frames of any kind the platform has. */
export function createFrameReader(): FrameReader {
  let memory = new Uint8Array(0);
  let context: Context | null = null;

  const readPlane = async (frame: VideoFrame): Promise<Luma> => {
    const needed = frame.allocationSize();
    if (memory.length < needed) memory = new Uint8Array(needed);
    const [plane] = await frame.copyTo(memory);
    const { width, height } = frame.visibleRect ?? { width: frame.codedWidth, height: frame.codedHeight };
    const data = withoutPadding(memory.subarray(plane?.offset ?? 0), width, height, plane?.stride ?? width);
    return { data, width, height };
  };

  const readPixels = (frame: CameraFrame): Luma => {
    const [width, height] =
      'displayWidth' in frame ? [frame.displayWidth, frame.displayHeight] : [frame.width, frame.height];
    context ??= createContext();
    if (!context) throw new Error('This browser gives no canvas to read a camera frame with');
    const { canvas } = context;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.drawImage(frame, 0, 0, width, height);
    return lumaOf(context.getImageData(0, 0, width, height));
  };

  return { read: async (frame) => (isPlanar(frame) ? readPlane(frame) : readPixels(frame)) };
}
