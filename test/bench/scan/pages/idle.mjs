import { openCamera } from './camera.mjs';
await openCamera();
window.began();
