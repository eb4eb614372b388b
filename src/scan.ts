/**
 * The scanner's public entry: the pure decoder. It brings jsQR with it at once, which the elements do not: they load it with the camera.
 */
export { createFrameDecoder, decodeFrame } from './scan/decode/decode-frame.js';
export type { DecodeOptions, FrameDecoder } from './scan/decode/decode-frame.js';
export type { Frame, Luma } from './scan/decode/luma.js';
export type { CameraFrame, Decoder } from './scan/worker/decoder.js';
