/** The fake camera in a video element, for decoders that do not open one themselves. */
export async function openCamera() {
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });
  document.body.append(video);
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
  await video.play();
  return video;
}

/** The usual loop of a README: as soon as the page is drawn, look at the video again, one look at a time. */
export function everyDrawing(look) {
  const loop = async () => {
    await look();
    requestAnimationFrame(loop);
  };
  requestAnimationFrame(loop);
}

/** The video's pixels, the usual way. */
export function pixelReader(video) {
  const canvas = Object.assign(document.createElement('canvas'), {
    width: video.videoWidth,
    height: video.videoHeight,
  });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return () => {
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  };
}
