// A video for the browser's fake camera: each code of a folder for a moment, as YUV4MPEG2, which needs no encoder.
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { once } from 'node:events';
import sharp from 'sharp';

/** Writes the first `count` pictures of a folder, each for `seconds`, and gives back what they say. */
export async function makeVideo(folder, file, { count, seconds, rate, width, height }) {
  const index = JSON.parse(await readFile(path.join(folder, 'index.json'), 'utf8')).slice(0, count);
  const out = createWriteStream(file);
  out.write(`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg\n`);
  const chroma = Buffer.alloc((width * height) / 2, 128);
  for (const { file: picture } of index) {
    const { data } = await sharp(path.join(folder, picture))
      .resize(width, height)
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const frame = Buffer.concat([Buffer.from('FRAME\n'), data.subarray(0, width * height), chroma]);
    for (let i = 0; i < Math.round(seconds * rate); i++) if (!out.write(frame)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return index.map(({ text }) => text);
}
