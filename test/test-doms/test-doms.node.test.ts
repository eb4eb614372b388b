/** The tags in the DOMs that component tests run in: not everything works there, but nothing throws. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';

interface Played {
  states: Record<string, string>;
  ledger: string[];
  isModal: boolean;
  thrown: string[];
}

const root = join(import.meta.dirname, '../..');
const versionOf = (name: string): string => {
  const file = createRequire(import.meta.url)
    .resolve(name)
    .replace(/(node_modules\/[^/]+\/).*/, '$1package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
};

let folder: string;
let bundle: string;

/** Runs the component test until nothing more can happen in it. */
async function play(dom: string): Promise<Played> {
  const child = spawn(process.execPath, ['--import=tsx', join(import.meta.dirname, 'play.ts'), dom, bundle], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [text, complaints] = ['', ''];
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  child.stderr.on('data', (chunk) => (complaints += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  assert.equal(code, 0, complaints);
  return JSON.parse(text) as Played;
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'test-doms-'));
  bundle = join(folder, 'define.mjs');
  await build({
    entryPoints: [join(root, 'src/define.ts')],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });
});
after(() => rmSync(folder, { recursive: true }));

for (const dom of ['jsdom', 'happy-dom']) {
  describe(`in ${dom} ${versionOf(dom)}`, () => {
    let played: Played;
    before(async () => {
      played = await play(dom);
    });

    it('throws nothing and leaves no promise rejected, whatever is mounted, submitted, reset or typed', () => {
      assert.deepEqual(played.thrown, []);
    });

    it('finds, asks for a PIN, earns and begins anew', () => {
      assert.deepEqual(played.states, {
        lookup: 'done',
        redeem: 'pin',
        canceled: 'canceled',
        earn: 'done',
        reset: 'idle,idle,idle',
      });
      assert.deepEqual(played.ledger, ['earn 85.5']);
    });

    it('opens no modal dialog for the PIN', () => {
      assert.equal(played.isModal, false);
    });
  });
}
