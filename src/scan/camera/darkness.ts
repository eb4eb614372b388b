/**
 * Whether a playing video shows anything at all: a shutter before the lens and a broken driver both bring pictures that are black
 * through and through. Looks at a handful of pixels and keeps none.
 */

const side = 16;
/** Brighter than any pixel of a closed shutter with its noise, darker than a dim room. */
const darkest = 24;

/** Whether the picture that the video shows now is black everywhere; a picture that cannot be looked at is not. */
export function isBlack(video: HTMLVideoElement): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return false;
  context.drawImage(video, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  return data.every((value, index) => index % 4 === 3 || value < darkest);
}
