import { openDecoder } from '../../../../src/scan/worker/open-decoder.ts';
import { scanVideo } from '../../../../src/scan/worker/scan-video.ts';
import { openCamera } from './camera.mjs';
window.Worker = class extends window.Worker {
  constructor(...settings) {
    super(...settings);
    this.addEventListener(
      'message',
      ({ data }) => data.type === 'decoded' && window.workerTimes.push(data.milliseconds),
    );
  }
};
const decoder = await openDecoder();
window.kind = decoder.kind;
const video = await openCamera();
window.began();
await scanVideo(video, decoder, { onText: window.read, signal: new AbortController().signal });
