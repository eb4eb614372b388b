import { expect } from '@open-wc/testing';
import type { OpenDecoder } from '../../../src/scan/worker/decoder.js';
import { openDecoder } from '../../../src/scan/worker/open-decoder.js';
import { scanVideo } from '../../../src/scan/worker/scan-video.js';
import { codeOf, photograph, square } from '../support/picture.js';

const TEXT = 'cq_scanned-from-a-video';

/** A playing video of a canvas that shows a code, drawn anew so that pictures keep coming. */
async function play(): Promise<{ video: HTMLVideoElement; stop: () => void }> {
  const { data, width, height } = photograph(codeOf(TEXT), { width: 480, height: 360, corners: square({ x: 240, y: 180 }, 200) });
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d')!;
  const draw = (): void => context.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  draw();
  const stream = canvas.captureStream(30);
  const timer = setInterval(draw, 20);
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true, srcObject: stream });
  await video.play();
  const stop = (): void => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
  };
  return { video, stop };
}

describe('scanVideo', () => {
  it('reads the code that a video shows, in the worker', async () => {
    const { video, stop } = await play();
    const decoder = await openDecoder();
    const end = new AbortController();
    const texts: string[] = [];
    await scanVideo(video, decoder, { signal: end.signal, onText: (text) => (texts.push(text), end.abort()) });
    expect(texts).to.deep.equal([TEXT]);
    decoder.close();
    stop();
  });

  it('takes the next frame when the last is done, and none after the end', async () => {
    const { video, stop } = await play();
    const end = new AbortController();
    let inWork = 0;
    let most = 0;
    let frames = 0;
    const decode = async (frame: VideoFrame | ImageBitmap): Promise<string | null> => {
      most = Math.max(most, ++inWork);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      frame.close();
      inWork--;
      if (++frames === 4) end.abort();
      return 'late';
    };
    const texts: string[] = [];
    const decoder: OpenDecoder = { kind: 'host', decode, close: () => undefined };
    await scanVideo(video, decoder, { signal: end.signal, onText: (text) => texts.push(text) });
    expect([frames, most, texts.length]).to.deep.equal([4, 1, 3]);
    stop();
  });

  it('ends at once when the signal has ended, or ends while the video is paused', async () => {
    const { video, stop } = await play();
    video.pause();
    const decoder: OpenDecoder = { kind: 'host', decode: async () => 'never', close: () => undefined };
    await scanVideo(video, decoder, { signal: AbortSignal.abort(), onText: () => undefined });
    const end = new AbortController();
    const done = scanVideo(document.createElement('video'), decoder, { signal: end.signal, onText: () => undefined });
    end.abort();
    await done;
    expect(video.paused).to.equal(true);
    stop();
  });

  it('passes a decoder failure on', async () => {
    const { video, stop } = await play();
    const decode = async (frame: VideoFrame | ImageBitmap): Promise<string | null> => {
      frame.close();
      throw new Error('the decoder is gone');
    };
    const done = scanVideo(video, { kind: 'host', decode, close: () => undefined }, { signal: new AbortController().signal, onText: () => undefined });
    expect(String(await done.catch((error: unknown) => error))).to.equal('Error: the decoder is gone');
    stop();
  });
});
