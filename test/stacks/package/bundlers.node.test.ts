/** Vite, esbuild and webpack each bundle a page that serves a customer in a real browser, by camera, in Turkish, from the installed package. */
import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import puppeteer from 'puppeteer-core';
import { chromiumArguments, findChromium } from '../../../scripts/browsers.mjs';
import { makeFilm } from '../../scan/camera/film.js';
import { createProject, type Project } from './project.js';
import { buttonOf, openShop, reach, sale, tap } from './shop.js';

const page = `<!doctype html>
<html lang="tr"><head><meta charset="utf-8"><title>Till</title><link rel="icon" href="data:,"><script type="module" src="./main.js"></script></head>
<body>${sale}</body></html>`;

interface Bundler {
  readonly name: string;
  readonly packages: readonly string[];
  /** Bundles `main.js` into a folder of that name. */
  bundle(project: Project, entry: string, folder: string): Promise<void>;
  /** Who reads the camera's pictures: where a bundler leaves the worker out, the page does. */
  readonly decodes: 'worker' | 'page';
}

const bundlers: readonly Bundler[] = [
  {
    name: 'Vite',
    packages: ['vite@8'],
    decodes: 'worker',
    async bundle(project, entry, folder) {
      await project.write({ [`${entry}.html`]: page.replace('main.js', `${entry}.js`) });
      await project.write({
        'vite.config.mjs': `export default { base: './', build: { rolldownOptions: { input: process.env.ENTRY + '.html' }, outDir: process.env.OUT } };`,
      });
      process.env['ENTRY'] = entry;
      process.env['OUT'] = folder;
      await project.run('vite', 'build', '--logLevel', 'error');
      await writeFile(
        join(project.folder, folder, 'index.html'),
        await readFile(join(project.folder, folder, `${entry}.html`)),
      );
    },
  },
  {
    name: 'esbuild',
    packages: ['esbuild@0.28'],
    decodes: 'page',
    async bundle(project, entry, folder) {
      await project.run(
        'esbuild',
        `${entry}.js`,
        '--bundle',
        '--splitting',
        '--format=esm',
        '--minify',
        `--outdir=${folder}`,
        `--entry-names=main`,
      );
      await project.write({ [`${folder}/index.html`]: page });
    },
  },
  {
    name: 'webpack',
    packages: ['webpack@5', 'webpack-cli'],
    decodes: 'worker',
    async bundle(project, entry, folder) {
      await project.run(
        'webpack',
        '--mode',
        'production',
        '--entry',
        `./${entry}.js`,
        '--output-path',
        join(project.folder, folder),
        '--output-filename',
        'main.js',
      );
      await project.write({ [`${folder}/index.html`]: page });
    },
  },
];

let project: Project;

before(async () => {
  project = await createProject(bundlers.flatMap(({ packages }) => packages));
});

after(() => project.remove());

/** All that a bundler wrote as JavaScript. */
async function scripts(folder: string): Promise<Map<string, string>> {
  const names = await readdir(join(project.folder, folder), { recursive: true });
  const files = names
    .filter((name) => name.endsWith('.js'))
    .map(async (name) => [name, await readFile(join(project.folder, folder, name), 'utf8')] as const);
  return new Map(await Promise.all(files));
}

for (const bundler of bundlers) {
  describe(`a page bundled by ${bundler.name}`, () => {
    it(`finds a customer by camera, read by the ${bundler.decodes}, and credits the purchase`, async (test) => {
      await project.write({ 'main.js': `import 'loyalite-elements/define';` });
      const folder = `out-${bundler.name}`;
      await bundler.bundle(project, 'main', folder);
      const shop = await openShop({ folder: join(project.folder, folder), sandbox: { preset: 'standard' } });
      const film = await makeFilm(shop.sandbox.phone('482193').qr);
      const flags = [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        `--use-file-for-fake-video-capture=${film.path}`,
      ];
      const browser = await puppeteer.launch({
        executablePath: findChromium() ?? '',
        args: [...chromiumArguments, ...flags],
      });
      test.after(async () => {
        await browser.close();
        await film.remove();
        shop.close();
      });
      const tab = await browser.newPage();
      const errors: string[] = [];
      let workers = 0;
      tab.on('pageerror', (error) => errors.push(String(error)));
      tab.on('workercreated', () => (workers += 1));
      await tab.goto(`${shop.address}/`);
      await tab.waitForFunction(
        () => document.querySelector('loyalite-lookup')?.shadowRoot?.textContent.includes('Müşteri'),
        { polling: 50 },
      );
      await tap(tab, 'loyalite-lookup', 'scan');
      await reach(tab, 'loyalite-lookup', 'done');
      assert.match(await buttonOf(tab, 'loyalite-earn'), /^\s*₺85,50 için puan ver\s*$/);
      await tap(tab, 'loyalite-earn', 'submit');
      await reach(tab, 'loyalite-earn', 'done');
      assert.deepEqual(
        shop.sandbox.ledger.map(({ operation, amount }) => [operation, amount]),
        [['earn', 85.5]],
      );
      assert.deepEqual(errors, []);
      assert.equal(
        shop.missing.some((path) => path.includes('worker')),
        bundler.decodes === 'page',
      );
      if (bundler.decodes === 'worker') assert.equal(workers, 1);
    });

    it('carries the scanner and the other languages in files of their own', async () => {
      const all = await scripts(`out-${bundler.name}`);
      const holders = (text: string): string[] =>
        [...all].filter(([, code]) => code.includes(text)).map(([name]) => name);
      const [first = ''] = holders('loyalite-redeemed');
      for (const lazy of ['Puan ver', 'Punkte geben', 'errorCorrection', 'getUserMedia']) {
        assert.ok(!holders(lazy).includes(first), `${first} holds ${lazy}`);
      }
    });

    it('brings the tag that was imported and no other', async (test) => {
      await project.write({
        'one.js': `import { LoyaliteLookupElement } from 'loyalite-elements';\ncustomElements.define('loyalite-lookup', LoyaliteLookupElement);`,
      });
      const folder = `one-${bundler.name}`;
      await bundler.bundle(project, 'one', folder);
      const first = async (from: string): Promise<string> =>
        [...(await scripts(from)).values()].find((code) => code.includes('loyalite-found')) ?? '';
      const [one, four] = [await first(folder), await first(`out-${bundler.name}`)];
      const has = (code: string): string[] =>
        ['loyalite-found', 'loyalite-earned', 'loyalite-redeemed', 'loyalite-complete'].filter((name) =>
          code.includes(name),
        );
      assert.deepEqual(has(four).length, 4);
      assert.deepEqual(has(one), ['loyalite-found']);
      test.diagnostic(`${bundler.name}: one tag ${size(one)}, four tags ${size(four)}`);
      assert.ok(one.length < 0.9 * four.length);
    });

    it('brings nothing where nothing is used', async () => {
      await project.write({
        'none.js': `import { LoyaliteLookupElement } from 'loyalite-elements';\nimport { createProxy } from 'loyalite-elements/proxy';\nconsole.log('the shop is open');`,
      });
      const folder = `none-${bundler.name}`;
      await bundler.bundle(project, 'none', folder);
      const start = [...(await scripts(folder)).values()].filter((code) => code.includes('the shop is open'));
      assert.equal(start.length, 1);
      // esbuild writes lazy chunks also for an import that it left out; nothing leads to them.
      assert.ok(!/loyalite|import\(/.test(start[0]!), 'the entry holds or loads something of the package');
    });
  });
}

const size = (code: string): string => `${code.length} bytes, ${gzipSync(code).length} gzip`;
