/** `npm run site`: writes the site of the documents into docs/dist, as files that any server can serve, from any folder. */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import type { Assets } from './layout.js';
import { root } from './pages.js';
import { openSite } from './site.js';
import type { Tool } from './tools.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const styles = [
  'demo/look.css',
  'docs/site/docs.css',
  'docs/playground/playground.css',
  'docs/gallery/gallery.css',
  'demo/scanner/scanner.css',
];
const tool = (name: Tool): Assets['tools'][Tool] => ({ script: `assets/${name}.js`, style: `assets/${name}.css` });

const assets: Assets = {
  styles: ['assets/look.css', 'assets/docs.css'],
  script: 'assets/frame.js',
  tools: { playground: tool('playground'), gallery: tool('gallery'), scanner: tool('scanner') },
  search: 'assets/search.json',
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
  for (const mode of ['frame', 'production'])
    await build({ configFile: `${here}vite.config.ts`, mode, build: { outDir: folder } });
  for (const style of styles) copyFileSync(root + style, write(`assets/${style.split('/').at(-1) ?? ''}`));
  writeFileSync(write('assets/search.json'), site.index());
  copyFileSync(`${here}icon.svg`, write('assets/icon.svg'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildSite(`${root}docs/dist`);
  console.log('The site is in docs/dist.');
}
