/** `npm run site`: writes the site of the documents into docs/dist, as files that any server can serve, from any folder. */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import type { Assets } from './layout.js';
import { root } from './pages.js';
import { openSite } from './site.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const styles = ['demo/look.css', 'docs/site/docs.css', 'docs/playground/playground.css'];

const assets: Assets = {
  styles: ['assets/look.css', 'assets/docs.css'],
  look: 'assets/look.js',
  playground: { script: 'assets/playground.js', style: 'assets/playground.css' },
  icon: 'assets/icon.svg',
};

/** Builds the site into a folder, which is emptied first. */
export async function buildSite(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const write = (path: string): string => {
    const file = `${folder}/${path}`;
    mkdirSync(dirname(file), { recursive: true });
    return file;
  };
  const site = openSite(assets);
  for (const path of site.paths()) writeFileSync(write(path), site.page(path) ?? '');
  for (const [place, file] of site.files) copyFileSync(root + file, write(place));
  await build({ configFile: `${here}vite.config.ts`, build: { outDir: folder } });
  for (const style of styles) copyFileSync(root + style, write(`assets/${style.split('/').at(-1) ?? ''}`));
  copyFileSync(`${here}icon.svg`, write('assets/icon.svg'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildSite(`${root}docs/dist`);
  console.log('The site is in docs/dist.');
}
