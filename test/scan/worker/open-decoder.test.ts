import { expect } from '@open-wc/testing';
import { decodeFrame } from '../../../src/scan.js';
import type { CameraFrame, Decoder, OpenDecoder } from '../../../src/scan/worker/decoder.js';
import { openDecoder } from '../../../src/scan/worker/open-decoder.js';
import { openNativeDecoder } from '../../../src/scan/worker/native.js';
import { openWorkerDecoder } from '../../../src/scan/worker/open-worker.js';
import { codeOf, photograph, square } from '../support/picture.js';

const TEXT = 'cq_7f3a9b2e-4c51-4d8e-9a07-5b1f2c3d4e5f';
const view = { width: 640, height: 480, corners: square({ x: 300, y: 230 }, 220, 12) };
const picture = photograph(codeOf(TEXT), view);
const imageData = new ImageData(new Uint8ClampedArray(picture.data), picture.width, picture.height);
const bitmap = (): Promise<ImageBitmap> => createImageBitmap(imageData);

/** A frame whose brightness is a plane of its own, as a camera gives it, with rows longer than the picture. */
function planarFrame(): VideoFrame {
  const { width, height } = picture;
  const stride = width + 32;
  const data = new Uint8Array(stride * height * 1.5).fill(128);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data[y * stride + x] = picture.data[(y * width + x) * 4]!;
  const layout = [
    { offset: 0, stride },
    { offset: stride * height, stride: stride / 2 },
    { offset: stride * height * 1.25, stride: stride / 2 },
  ];
  return new VideoFrame(data, { format: 'I420', codedWidth: width, codedHeight: height, timestamp: 0, layout });
}

/** What a decoder makes of a picture that is held still: the budget of the first frames may go into compiling. */
async function held(decoder: OpenDecoder, picture: () => CameraFrame | Promise<CameraFrame>): Promise<string | null> {
  for (let frame = 0; frame < 10; frame++) {
    const text = await decoder.decode(await picture());
    if (text !== null) return text;
  }
  return null;
}

/** Runs with a global replaced, and puts it back. */
async function withGlobal<T>(name: string, value: unknown, run: () => Promise<T>): Promise<T> {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  try {
    return await run();
  } finally {
    if (before) Object.defineProperty(globalThis, name, before);
    else Reflect.deleteProperty(globalThis, name);
  }
}

/** What a browser's detector would be, around our own decoder. */
class WorkingDetector {
  static getSupportedFormats = async (): Promise<string[]> => ['ean_13', 'qr_code'];
  async detect(source: ImageData | ImageBitmap): Promise<{ rawValue: string }[]> {
    const text = decodeFrame(source instanceof ImageData ? source : imageData);
    return text === null ? [] : [{ rawValue: text }];
  }
}

describe('openDecoder', () => {
  it('decodes in a worker where the browser has no detector', async () => {
    const decoder = await openDecoder();
    expect(decoder.kind).to.equal('worker');
    expect(await held(decoder, bitmap)).to.equal(TEXT);
    decoder.close();
  });

  it('takes the decoder of the host before all others', async () => {
    const seen: unknown[] = [];
    const host: Decoder = { decode: async (frame) => (seen.push(frame), 'from the host') };
    const decoder = await withGlobal('Worker', undefined, () => openDecoder({ decoder: host }));
    const frame = await bitmap();
    expect(decoder.kind).to.equal('host');
    expect(await decoder.decode(frame)).to.equal('from the host');
    expect(seen).to.deep.equal([frame]);
    expect(frame.width, 'closed').to.equal(0);
  });

  it('takes the detector of the browser when it has read the probe', async () => {
    const decoder = await withGlobal('BarcodeDetector', WorkingDetector, () => openDecoder());
    expect(decoder.kind).to.equal('native');
    expect(await decoder.decode(await bitmap())).to.equal(TEXT);
  });

  it('decodes in the page where no worker can start', async () => {
    const refusing = function (): never {
      throw new TypeError('This document requires trusted script addresses');
    };
    const decoder = await withGlobal('Worker', refusing, () => openDecoder());
    expect(decoder.kind).to.equal('page');
    expect(await held(decoder, bitmap)).to.equal(TEXT);
  });

  it('decodes in the page where the worker starts and then fails to load', async () => {
    const failing = class extends EventTarget {
      constructor() {
        super();
        queueMicrotask(() => this.dispatchEvent(new Event('error')));
      }
      terminate(): void {
        this.dispatchEvent(new Event('terminated'));
      }
    };
    expect((await withGlobal('Worker', failing, () => openDecoder())).kind).to.equal('page');
  });

  it('decodes in the page where a worker has no canvas to read frames with', async () => {
    const canvasless = class extends EventTarget {
      constructor() {
        super();
        queueMicrotask(() =>
          this.dispatchEvent(new MessageEvent('message', { data: { type: 'failed', reason: 'no canvas' } })),
        );
      }
      terminate(): void {
        this.dispatchEvent(new Event('terminated'));
      }
    };
    expect((await withGlobal('Worker', canvasless, () => openDecoder())).kind).to.equal('page');
  });

  it('passes the error of a host decoder on, and still closes the frame', async () => {
    const decoder = await openDecoder({ decoder: { decode: () => Promise.reject(new Error('no wasm')) } });
    const frame = await bitmap();
    const failure = await decoder.decode(frame).catch((error: unknown) => error);
    expect(String(failure)).to.equal('Error: no wasm');
    expect(frame.width).to.equal(0);
  });
});

describe('the native detector', () => {
  const probed = (Detector: unknown, limit?: AbortSignal): Promise<unknown> =>
    withGlobal('BarcodeDetector', Detector, () => openNativeDecoder(limit));

  it('is not trusted when it has no QR codes, reads nothing, or reads something else', async () => {
    const noFormat = class extends WorkingDetector {
      static override getSupportedFormats = async () => ['ean_13'];
    };
    const blind = class extends WorkingDetector {
      override detect = async () => [];
    };
    const wrong = class extends WorkingDetector {
      override detect = async () => [{ rawValue: 'something else' }];
    };
    for (const Detector of [noFormat, blind, wrong]) expect(await probed(Detector)).to.equal(null);
  });

  it('is not trusted when it reads dark codes only, for a phone in dark mode shows light ones', async () => {
    const darkOnly = class extends WorkingDetector {
      override async detect(source: ImageData): Promise<{ rawValue: string }[]> {
        return source.data[0] === 255 ? super.detect(source) : [];
      }
    };
    expect(await probed(darkOnly)).to.equal(null);
  });

  it('is not trusted when it throws or never answers', async () => {
    const broken = class extends WorkingDetector {
      override detect = () => Promise.reject(new Error('Barcode detection service unavailable.'));
    };
    const silent = class extends WorkingDetector {
      override detect = () => new Promise<never>(() => undefined);
    };
    expect(await probed(broken)).to.equal(null);
    expect(await probed(silent, AbortSignal.timeout(50))).to.equal(null);
  });
});

describe('the worker', () => {
  it('reads the brightness plane of a video frame, rows with padding and all', async () => {
    const decoder = (await openWorkerDecoder())!;
    const frames: VideoFrame[] = [];
    expect(await held(decoder, () => frames[frames.push(planarFrame()) - 1]!)).to.equal(TEXT);
    expect(planarFrame().format).to.equal('I420');
    expect(frames[0]!.format, 'transferred').to.equal(null);
    decoder.close();
  });

  it('reads video frames in colours', async () => {
    const decoder = (await openWorkerDecoder())!;
    const init = { format: 'RGBA', codedWidth: picture.width, codedHeight: picture.height, timestamp: 0 } as const;
    expect(await held(decoder, () => new VideoFrame(new Uint8Array(picture.data), init))).to.equal(TEXT);
    decoder.close();
  });

  it('has one frame in flight and drops what comes meanwhile', async () => {
    const decoder = (await openWorkerDecoder())!;
    const [first, second] = [await bitmap(), await bitmap()];
    const pending = decoder.decode(first);
    expect(await decoder.decode(second)).to.equal(null);
    expect(second.width, 'closed').to.equal(0);
    await pending;
    expect(await held(decoder, bitmap)).to.equal(TEXT);
    decoder.close();
  });

  it('ends a frame in work with nothing when it is closed', async () => {
    const decoder = (await openWorkerDecoder())!;
    const pending = decoder.decode(await bitmap());
    decoder.close();
    expect(await pending).to.equal(null);
  });

  it('is not waited for beyond its limit', async () => {
    const silent = class extends EventTarget {
      terminate(): void {
        this.dispatchEvent(new Event('terminated'));
      }
    };
    expect(await withGlobal('Worker', silent, () => openWorkerDecoder(AbortSignal.timeout(50)))).to.equal(null);
  });
});
