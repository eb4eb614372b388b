import jsQR from 'jsqr';
import { everyDrawing, openCamera, pixelReader } from './camera.mjs';
const pixels = pixelReader(await openCamera());
window.began();
everyDrawing(() => {
  const { data, width, height } = pixels();
  const code = jsQR(data, width, height, { inversionAttempts: 'attemptBoth' });
  if (code?.data) window.read(code.data);
});
