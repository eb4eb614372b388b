/** What the camera says, in English. Apart from the rest, because it is loaded with the camera. */
import type { Sentence } from './english.js';

/** The sentences of the camera, in English. */
export const cameraEnglish = {
  cameraTitle: 'Camera',
  cameraStarting: 'The camera is starting…',
  cameraAim: 'Hold the code before the camera.',
  cameraClose: 'Close camera',
  cameraNext: 'Other camera',
  cameraLight: 'Light',
  cameraPhoto: 'Take a photo instead',
  cameraRetry: 'Try again',
  photoEmpty: 'No code in this photo. Take it closer and sharper.',
  photoReading: 'Reading the photo…',
  camera_insecure:
    'This page may not use a camera: it is not served over HTTPS. Type the code, use the hand scanner, or take a photo.',
  camera_denied:
    'The camera is not allowed. Allow it in the address bar or in the system’s settings, or type the code, use the hand scanner, or take a photo.',
  camera_none: 'No camera was found. Type the code, use the hand scanner, or take a photo.',
  camera_busy: 'The camera is in use by another program. Close it, choose another camera, or type the code.',
  camera_unfit: 'This camera does not fit. Choose another one, or type the code.',
  camera_lost: 'The camera was taken away. Connect it and try again, or type the code.',
  camera_black:
    'The camera brings no picture. Look for a shutter over the lens and try again, or type the code or use the hand scanner.',
  camera_decoder: 'The reader of codes does not work. Try again, type the code or use the hand scanner.',
} satisfies Record<string, Sentence>;

/** The names of the camera's sentences. */
export type CameraWordingKey = keyof typeof cameraEnglish;
