import { expect } from '@open-wc/testing';
import type { CameraFrame, OpenDecoder } from '../../../src/scan/worker/decoder.js';
import { openDecoder } from '../../../src/scan/worker/open-decoder.js';
import { scanVideo } from '../../../src/scan/worker/scan-video.js';
import { codeOf, photograph, square } from '../support/picture.js';

const TEXT = 'cq_scanned-from-a-video';

/**
 * A canvas in the place of a video: a browser brings a real video no pictures while its tab is behind another, as test tabs are.
 * What it offers is what `scanVideo` uses; `asked` counts the requests for a picture that are open.
 */
class Stage {
  asked = 0;
  readonly video: HTMLVideoElement;
  readonly #playing: boolean;

  constructor(playing = true) {
    this.#playing = playing;
    const { data, width, height } = photograph(codeOf(TEXT), {
      width: 480,
      height: 360,
      corners: square({ x: 240, y: 180 }, 200),
    });
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    canvas.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
    this.video = Object.assign(canvas, {
      readyState: 4,
      HAVE_CURRENT_DATA: 2,
      videoWidth: width,
      requestVideoFrameCallback: (call: () => void) => this.#ask(call),
      cancelVideoFrameCallback: () => {
        this.asked--;
      },
    }) as unknown as HTMLVideoElement;
  }

  #ask(call: () => void): number {
    this.asked++;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      this.asked--;
      call();
    };
    if (this.#playing) port2.postMessage(null);
    return 1;
  }
}

/** A decoder that answers as told, and closes its frames as every open decoder does. */
const decoderOf = (answer: (frame: CameraFrame) => Promise<string | null>): OpenDecoder => ({
  kind: 'host',
  decode: (frame) => answer(frame).finally(() => frame.close()),
  close: () => undefined,
});

describe('scanVideo', () => {
  it('reads the code that a video shows, in the worker', async () => {
    const decoder = await openDecoder();
    const end = new AbortController();
    const texts: string[] = [];
    await scanVideo(new Stage().video, decoder, {
      signal: end.signal,
      onText: (text) => (texts.push(text), end.abort()),
    });
    expect([decoder.kind, ...texts]).to.deep.equal(['worker', TEXT]);
    decoder.close();
  });

  it('takes the next frame when the last is done, and tells no text after the end', async () => {
    const end = new AbortController();
    let [inWork, most, frames] = [0, 0, 0];
    const decoder = decoderOf(async () => {
      most = Math.max(most, ++inWork);
      await Promise.resolve();
      inWork--;
      if (++frames === 4) end.abort();
      return 'text';
    });
    const texts: string[] = [];
    const stage = new Stage();
    await scanVideo(stage.video, decoder, { signal: end.signal, onText: (text) => texts.push(text) });
    expect([frames, most, texts.length, stage.asked]).to.deep.equal([4, 1, 3, 0]);
  });

  it('takes a frame at the resolution of the camera', async () => {
    const end = new AbortController();
    const sizes: number[][] = [];
    const decoder = decoderOf(async (frame) => {
      if ('width' in frame) sizes.push([frame.width, frame.height]);
      end.abort();
      return null;
    });
    await scanVideo(new Stage().video, decoder, { signal: end.signal, onText: () => undefined });
    expect(sizes).to.deep.equal([[480, 360]]);
  });

  it('ends when the signal does, though a paused video brings no picture, and takes its request back', async () => {
    const stage = new Stage(false);
    const end = new AbortController();
    const done = scanVideo(
      stage.video,
      decoderOf(async () => 'never'),
      { signal: end.signal, onText: () => undefined },
    );
    expect(stage.asked).to.equal(1);
    end.abort();
    await done;
    expect(stage.asked).to.equal(0);
  });

  it('asks for nothing when the signal has ended before', async () => {
    const stage = new Stage();
    await scanVideo(
      stage.video,
      decoderOf(async () => 'never'),
      { signal: AbortSignal.abort(), onText: () => undefined },
    );
    expect(stage.asked).to.equal(0);
  });

  it('passes a decoder failure on', async () => {
    const decoder = decoderOf(() => Promise.reject(new Error('the decoder is gone')));
    const done = scanVideo(new Stage().video, decoder, {
      signal: new AbortController().signal,
      onText: () => undefined,
    });
    expect(String(await done.catch((error: unknown) => error))).to.equal('Error: the decoder is gone');
  });
});
