/** Films for the browser's fake camera: one picture that stands still, as YUV4MPEG2, which needs no encoder. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import QRCode from 'qrcode';

const [width, height] = [1280, 720];

/** Brightness of every pixel: a code in the middle of a light wall, or darkness. */
function brightness(text: string | null): Buffer {
  const plane = Buffer.alloc(width * height, text === null ? 16 : 200);
  if (text === null) return plane;
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  const side = Math.floor(420 / (size + 8));
  const [left, top] = [Math.floor((width - size * side) / 2), Math.floor((height - size * side) / 2)];
  for (let y = -4 * side; y < (size + 4) * side; y += 1) {
    for (let x = -4 * side; x < (size + 4) * side; x += 1) {
      const [column, row] = [Math.floor(x / side), Math.floor(y / side)];
      const isDark = column >= 0 && row >= 0 && column < size && row < size && data[row * size + column];
      plane[(top + y) * width + left + x] = isDark ? 20 : 235;
    }
  }
  return plane;
}

/** A film of a code, or of a lens that is covered; `remove()` takes the file away again. */
export async function makeFilm(text: string | null): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'film-'));
  const path = join(folder, 'film.y4m');
  const frame = Buffer.concat([Buffer.from('FRAME\n'), brightness(text), Buffer.alloc((width * height) / 2, 128)]);
  await writeFile(
    path,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`), frame, frame]),
  );
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
