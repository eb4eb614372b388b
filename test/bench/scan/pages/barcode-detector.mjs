import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';
import { everyDrawing, openCamera } from './camera.mjs';
await prepareZXingModule({ overrides: { locateFile: () => '/zxing_reader.wasm' }, fireImmediately: true });
const detector = new BarcodeDetector({ formats: ['qr_code'] });
const video = await openCamera();
window.began();
everyDrawing(async () => {
  for (const { rawValue } of await detector.detect(video)) window.read(rawValue);
});
