import decodeQR from 'qr/decode.js';
import { everyDrawing, openCamera, pixelReader } from './camera.mjs';
const pixels = pixelReader(await openCamera());
window.began();
everyDrawing(() => {
  try {
    window.read(decodeQR(pixels()));
  } catch {
    // It throws where it finds no code.
  }
});
