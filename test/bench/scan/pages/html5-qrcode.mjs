import { Html5Qrcode, Html5QrcodeSupportedFormats } from 'html5-qrcode';
const box = Object.assign(document.body.appendChild(document.createElement('div')), { id: 'box' });
box.style.width = '1280px';
const scanner = new Html5Qrcode('box', { formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE], verbose: false });
await scanner.start(
  { facingMode: 'user' },
  { fps: 30, videoConstraints: { width: 1280, height: 720 } },
  window.read,
  () => undefined,
);
window.began();
