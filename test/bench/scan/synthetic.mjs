// Makes frames as a till's camera sees a phone: `node test/bench/scan/synthetic.mjs COUNT SEED FOLDER` writes JPEGs and an index.json.
// A ray is cast through every pixel onto the screen; then come glare, blur, motion, moiré, noise and compression. Same seed, same frames.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import qrcode from 'qrcode';
import sharp from 'sharp';

export const WIDTH = 1280;
export const HEIGHT = 720;
const FOCUS = 1050;

/** What is wrong with a frame; each takes its turn. Lengths in modules unless they say otherwise. */
const CONDITIONS = {
  plain: {},
  defocus: { blur: [0.3, 0.6] },
  shake: { motion: [0.5, 1.4] },
  dark: { exposure: [0.05, 0.2], noise: [0.03, 0.07], quality: [55, 75] },
  glare: { glare: [1, 3] },
  moire: { moire: [0.1, 0.26] },
  tilt: { tilt: [28, 52] },
  far: { module: [1.9, 2.6] },
  bright: { exposure: [1.5, 2.2], haze: [0.15, 0.35] },
  mixed: {
    module: [2.8, 4.6],
    blur: [0.2, 0.4],
    glare: [0, 2],
    moire: [0.04, 0.12],
    noise: [0.015, 0.04],
    quality: [55, 75],
  },
};

/** Numbers that a seed fixes (xorshift). */
function chance(seed) {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
  for (let i = 0; i < 8; i++) next();
  const between = (low, high) => low + (high - low) * next();
  const gauss = () => next() + next() + next() + next() + next() + next() - 3;
  return {
    next,
    between,
    gauss,
    pick: (list) => list[Math.floor(next() * list.length)],
    of: (range, other) => (range ? between(...range) : other),
  };
}

function makeCode(random) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const length = Math.round(random.next() < 0.2 ? random.between(38, 56) : random.between(56, 200));
  const text = `cq_${Array.from({ length }, () => random.pick(letters)).join('')}`;
  for (const errorCorrectionLevel of [random.pick('LMMQ'), 'M', 'L']) {
    const code = qrcode.create(text, { errorCorrectionLevel });
    if (code.version <= 10) return { text, version: code.version, size: code.modules.size, modules: code.modules.data };
  }
  throw new Error('no version is large enough');
}

/** The phone: where it is and how it is turned, as two axes and an origin in camera space, a module long. */
function placePhone(random, size, condition) {
  const module = Math.min(random.of(condition.module, random.between(3.2, 7.2)), 620 / size);
  const depth = FOCUS / module;
  const radians = (degrees) => (degrees * Math.PI) / 180;
  const roll = radians(random.next() < 0.8 ? random.between(-15, 15) : random.between(-180, 180));
  const most = condition.tilt ?? [0, 18];
  const yaw = radians(random.between(...most) * random.pick([-1, 1]));
  const pitch = radians(random.between(...most) * random.pick([-1, 1]) * 0.8);
  const turn = ([x, y, z]) => {
    [x, y] = [x * Math.cos(roll) - y * Math.sin(roll), x * Math.sin(roll) + y * Math.cos(roll)];
    [x, z] = [x * Math.cos(yaw) - z * Math.sin(yaw), x * Math.sin(yaw) + z * Math.cos(yaw)];
    [y, z] = [y * Math.cos(pitch) - z * Math.sin(pitch), y * Math.sin(pitch) + z * Math.cos(pitch)];
    return [x, y, z];
  };
  const reach = Math.min((size * module) / 1.7, HEIGHT / 2 - 1);
  const origin = [
    random.between(reach, WIDTH - reach) - WIDTH / 2,
    random.between(reach, HEIGHT - reach) - HEIGHT / 2,
  ].map((pixels) => pixels / module);
  return { module, origin: [...origin, depth], across: turn([1, 0, 0]), down: turn([0, 1, 0]) };
}

const cross = ([a, b, c], [d, e, f]) => [b * f - c * e, c * d - a * f, a * e - b * d];
const dot = ([a, b, c], [d, e, f]) => a * d + b * e + c * f;

/** Brightness of the phone's surface at a place in modules from the code's middle, or -1 beside it. */
function surface({ size, modules }, { card, width, height, dark, inverted }, u, v) {
  if (Math.abs(u) > width / 2 || Math.abs(v) > height / 2) return -1;
  if (Math.abs(u) > width * 0.47 || Math.abs(v) > height * 0.48) return 0.02;
  if (Math.abs(u) < card / 2 && Math.abs(v) < card / 2) {
    const [x, y] = [Math.floor(u + size / 2), Math.floor(v + size / 2)];
    const isDark = x >= 0 && y >= 0 && x < size && y < size && modules[y * size + x] === 1;
    return isDark !== inverted ? 0.02 : 1;
  }
  const isLine =
    Math.abs(u) < width * 0.38 && v > card * 0.58 && Math.floor(v / 1.6) % 2 === 0 && Math.floor(u * 0.9) % 5 !== 0;
  if (isLine) return dark ? 0.6 : 0.1;
  return dark ? 0.01 : 0.9;
}

function makeBackground(random) {
  const shapes = Array.from({ length: 16 }, () => ({
    x: random.between(0, WIDTH),
    y: random.between(0, HEIGHT),
    w: random.between(15, 200),
    h: random.between(15, 150),
    colour: [random.next() ** 2, random.next() ** 2, random.next() ** 2],
  }));
  const base = [random.between(0.02, 0.6), random.between(0.02, 0.6), random.between(0.02, 0.6)];
  const wave = random.between(0.003, 0.02);
  return (x, y) =>
    shapes.find((shape) => Math.abs(x - shape.x) < shape.w && Math.abs(y - shape.y) < shape.h)?.colour ??
    base.map((value, i) => value * (1 + 0.5 * Math.sin(x * wave + y * wave * (0.4 + i * 0.2))));
}

function makeGlare(random, condition, size) {
  const count = condition.glare ? Math.round(random.between(...condition.glare)) : 0;
  const spots = Array.from({ length: count }, () => ({
    u: random.between(-0.6, 0.6) * size,
    v: random.between(-0.6, 0.6) * size,
    a: random.between(0, Math.PI),
    long: random.between(0.08, 0.28) * size,
    short: random.between(0.03, 0.12) * size,
    light: random.between(0.5, 1.3),
  }));
  return (u, v) =>
    spots.reduce((sum, spot) => {
      const [du, dv] = [u - spot.u, v - spot.v];
      const along = (du * Math.cos(spot.a) + dv * Math.sin(spot.a)) / spot.long;
      const over = (dv * Math.cos(spot.a) - du * Math.sin(spot.a)) / spot.short;
      return sum + spot.light * Math.exp(-0.6 * (along * along + over * over));
    }, 0);
}

function makeMoire(random, condition) {
  if (!condition.moire) return () => [1, 1, 1];
  const depth = random.between(...condition.moire);
  const waves = [
    [random.between(2.1, 3), depth * 0.6],
    [random.between(6, 24), depth],
  ].map(([length, height]) => {
    const angle = random.between(0, Math.PI);
    return { x: (2 * Math.PI * Math.cos(angle)) / length, y: (2 * Math.PI * Math.sin(angle)) / length, height };
  });
  const band = random.between(0.04, 0.15);
  return (x, y) =>
    [0, 2.1, 4.2].map((phase) => {
      const [fine, coarse] = waves.map(
        (wave, i) => wave.height * Math.sin(x * wave.x + y * wave.y + (i === 1 ? phase : 0)),
      );
      return (1 + fine + coarse) * (1 - band * (0.5 + 0.5 * Math.sin(y / 15)));
    });
}

/** Light that reaches the lens, three numbers a pixel. */
function castRays(random, code, phone, condition) {
  const dark = random.next() < 0.35;
  const card = code.size + 2 * random.between(1.5, 4);
  const body = {
    card,
    width: card * random.between(1.08, 1.3),
    height: card * random.between(2, 2.4),
    dark,
    inverted: dark && random.next() < 0.3,
  };
  const exposure = random.of(condition.exposure, random.between(0.7, 1.05));
  const haze = random.of(condition.haze, random.between(0.01, 0.1));
  const [background, glare, moire] = [
    makeBackground(random),
    makeGlare(random, condition, code.size),
    makeMoire(random, condition),
  ];
  const normal = cross(phone.across, phone.down);
  const height = dot(normal, phone.origin);
  const around = random.between(0.2, 0.9) * Math.min(1, exposure);
  const light = new Float32Array(WIDTH * HEIGHT * 3);
  const reachX = (phone.origin[0] * FOCUS) / phone.origin[2] + WIDTH / 2;
  const reachY = (phone.origin[1] * FOCUS) / phone.origin[2] + HEIGHT / 2;
  const reach = body.height * phone.module * 0.9;
  for (let y = 0, i = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++, i += 3) {
      const behind = background(x, y);
      const near = Math.abs(x - reachX) < reach && Math.abs(y - reachY) < reach;
      let [share, sum, gleam] = [0, 0, 0];
      for (let s = 0; near && s < 9; s++) {
        const ray = [
          (x + ((s % 3) + 0.5) / 3 - WIDTH / 2) / FOCUS,
          (y + (Math.floor(s / 3) + 0.5) / 3 - HEIGHT / 2) / FOCUS,
          1,
        ];
        const t = height / dot(normal, ray);
        const hit = ray.map((value, k) => value * t - phone.origin[k]);
        const [u, v] = [dot(hit, phone.across), dot(hit, phone.down)];
        const value = surface(code, body, u, v);
        if (value < 0) continue;
        share += 1 / 9;
        sum += (value * exposure + haze * (1 - value)) / 9;
        if (s === 4) gleam = glare(u, v);
      }
      const grid = share > 0 ? moire(x, y) : [1, 1, 1];
      for (let c = 0; c < 3; c++) light[i + c] = (sum + gleam * share) * grid[c] + behind[c] * around * (1 - share);
    }
  }
  return light;
}

/** Each pixel the mean of those along a way of steps [dx, dy]. */
function smear(light, way) {
  const out = new Float32Array(light.length);
  for (let y = 0, i = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++, i += 3) {
      for (const [dx, dy] of way) {
        const from = (Math.min(HEIGHT - 1, Math.max(0, y + dy)) * WIDTH + Math.min(WIDTH - 1, Math.max(0, x + dx))) * 3;
        for (let c = 0; c < 3; c++) out[i + c] += light[from + c] / way.length;
      }
    }
  }
  return out;
}

/** Out of focus: a small bell in one direction, then in the other. */
function defocus(light, sigma) {
  const reach = Math.ceil(sigma * 2.5);
  const bell = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const total = bell.reduce((a, b) => a + b);
  const pass = (from, length, stride, most) => {
    const out = new Float32Array(from.length);
    for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
      const at = Math.floor(pixel / stride) % length;
      for (let k = -reach; k <= reach; k++) {
        const i = (pixel + (Math.min(most, Math.max(0, at + k)) - at) * stride) * 3;
        const weight = bell[k + reach] / total;
        for (let c = 0; c < 3; c++) out[pixel * 3 + c] += from[i + c] * weight;
      }
    }
    return out;
  };
  return pass(pass(light, WIDTH, 1, WIDTH - 1), HEIGHT, WIDTH, HEIGHT - 1);
}

function shake(random, light, pixels) {
  const angle = random.between(0, Math.PI);
  const steps = Math.max(2, Math.ceil(pixels));
  const way = Array.from({ length: steps }, (_, i) => i / (steps - 1) - 0.5).map((t) => [
    Math.round(Math.cos(angle) * pixels * t),
    Math.round(Math.sin(angle) * pixels * t),
  ]);
  return smear(light, way);
}

function expose(random, light, noise, gain) {
  const bytes = Buffer.alloc(light.length);
  for (let i = 0; i < light.length; i += 3) {
    const grain = random.gauss() * noise;
    for (let c = 0; c < 3; c++) {
      const value = light[i + c] * gain;
      bytes[i + c] = Math.max(
        0,
        Math.min(255, Math.round(255 * (value + (grain + random.gauss() * noise * 0.5) * (0.4 + Math.sqrt(value))))),
      );
    }
  }
  return bytes;
}

/** One frame: its JPEG, the text of its code, and what was done to it. */
export async function makeFrame(index, seed) {
  const random = chance(seed * 7919 + index * 104729);
  const name = Object.keys(CONDITIONS)[index % Object.keys(CONDITIONS).length];
  const condition = CONDITIONS[name];
  const code = makeCode(random);
  const phone = placePhone(random, code.size, condition);
  let light = castRays(random, code, phone, condition);
  light = defocus(
    light,
    Math.max(0.5, condition.blur ? random.between(...condition.blur) * phone.module : random.between(0.5, 1.1)),
  );
  if (condition.motion) light = shake(random, light, random.between(...condition.motion) * phone.module);
  const gain = name === 'dark' ? random.between(1.2, 1.8) : 1;
  const raw = expose(random, light, random.of(condition.noise, random.between(0.004, 0.015)), gain);
  const quality = Math.round(random.of(condition.quality, random.between(70, 88)));
  const jpeg = await sharp(raw, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
  return { jpeg, text: code.text, condition: name, version: code.version, module: Number(phone.module.toFixed(2)) };
}

/** Writes frames and their index to a folder. */
export async function makeFolder(count, seed, folder) {
  await mkdir(folder, { recursive: true });
  const index = [];
  for (let i = 0; i < count; i++) {
    const { jpeg, ...frame } = await makeFrame(i, seed);
    const file = `${String(i).padStart(4, '0')}-${frame.condition}.jpg`;
    await writeFile(path.join(folder, file), jpeg);
    index.push({ file, ...frame });
  }
  await writeFile(path.join(folder, 'index.json'), `${JSON.stringify(index, null, 1)}\n`);
  return index;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [count = '200', seed = '1', folder = path.join('test', '.out', `synthetic-${seed}`)] = process.argv.slice(2);
  const frames = await makeFolder(Number(count), Number(seed), folder);
  console.log(
    `${frames.length} frames, versions ${Math.min(...frames.map(({ version }) => version))} to ${Math.max(...frames.map(({ version }) => version))}, in ${folder}`,
  );
}
