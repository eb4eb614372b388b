// Builds every contender for production with one bundler and one minifier, and hands out what a server sends: path → { type, body },
// compressed with brotli. Ours is taken as `npm run build` left it: nothing of it is known here but its folder.
import { readFile, readdir } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'vite';
import { contenders, pages } from './contenders.mjs';

const here = (path) => new URL(path, import.meta.url);
const types = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export function packed(path, text) {
  const raw = Buffer.from(text);
  const body = brotliCompressSync(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
  });
  return { type: types[extname(path)] ?? 'application/octet-stream', body };
}

async function bundle(name) {
  const file = name === 'react' ? 'react.jsx' : `${name}.js`;
  const { output } = await build({
    root: here('./pages/').pathname,
    configFile: false,
    logLevel: 'error',
    base: `/${name}/`,
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      minify: 'terser',
      terserOptions: { ecma: 2020, module: true, compress: { passes: 3 }, format: { comments: false } },
      rolldownOptions: { input: here(`./pages/${file}`).pathname },
    },
  });
  const isSplit = output.filter(({ fileName }) => fileName.endsWith('.js')).length > 1;
  if (isSplit) throw new Error(`${name} was built to more than one script`);
  return output.map(({ fileName, code, source }) => [`/${name}/${fileName}`, packed(fileName, code ?? source)]);
}

/** Everything below `dist/`, or an earlier one, that a page could ask for. */
async function ourFiles(folder = 'ours', dist = here('../../../dist/')) {
  const names = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith('.js'));
  if (!names.includes('loyalite.js')) throw new Error('There is no dist/loyalite.js: npm run build');
  return Promise.all(
    names.map(async (name) => [`/${folder}/${name}`, packed(name, await readFile(new URL(name, dist)))]),
  );
}

const font = '<style>body { margin: 16px; font: 16px/1.45 system-ui, sans-serif; }</style>';

/** A page with what the contender was built to, its tags or, to mount them later, a template of them. */
function page(files, body, isMount) {
  const styles = files.filter((path) => path.endsWith('.css')).map((path) => `<link rel="stylesheet" href="${path}">`);
  const scripts = files
    .filter((path) => path.endsWith('.js'))
    .map((path) => `<script type="module" src="${path}"></script>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Till</title><link rel="icon" href="data:,">${font}
${[...styles, ...scripts].join('\n')}
</head><body>${isMount ? `<template id="till">${body}</template><main></main>` : `<main>${body}</main>`}</body></html>`;
}

export async function buildAll(wanted = contenders, before) {
  const all = new Map();
  const put = (path, text) => all.set(path, packed(path, text));
  for (const { name, built, body, isEarlier } of [...wanted, ...pages]) {
    const from = isEarlier ? ['before', pathToFileURL(`${resolve(before)}/`)] : [];
    const files = built ? await ourFiles(...from) : await bundle(name);
    for (const [path, file] of files) all.set(path, file);
    const html = body ? await readFile(here(`./pages/${body}`), 'utf8') : '';
    const entries = built ? [`/${from[0] ?? 'ours'}/${built}`] : files.map(([path]) => path);
    put(`/${name}.html`, page(entries, html, false));
    put(`/${name}-mount.html`, page(entries, html, true));
  }
  put('/blank.html', '<!doctype html><title>Blank</title><link rel="icon" href="data:,">');
  return all;
}
