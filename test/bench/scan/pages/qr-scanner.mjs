import QrScanner from 'qr-scanner';
const video = document.body.appendChild(document.createElement('video'));
const scanner = new QrScanner(video, ({ data }) => window.read(data), {
  returnDetailedScanResult: true,
  onDecodeError: () => undefined,
});
await scanner.start();
window.began();
