// Two builds: `vite build` makes one module per public entry, with lit and jsqr left to the page's own bundler;
// `vite build --mode script` makes dist/loyalite.js, one script with everything inside but the scanner.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { buildName, oneBuild, putFirst } from './scripts/one-build.ts';
import { tightTemplates } from './scripts/tight-templates.ts';

const source = (name: string): string => fileURLToPath(new URL(`./src/${name}.ts`, import.meta.url));
/** Where the proxy's notes can be kept, one entry each, so that nobody loads what another store needs. */
const stores = ['store-sqlite', 'store-redis', 'store-postgres'];
/** The public entries, and what the command line tool needs. */
const entries = ['index', 'define', 'headless', 'proxy', ...stores, 'sandbox', 'scan', 'conformance'];
/** Each tag is a file of its own, so that a page's bundler leaves out those that the page does not use. */
const tags = ['checkout', 'lookup', 'redeem', 'earn'].map((name) => `elements/loyalite-${name}`);
const { dependencies } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
  dependencies: Record<string, string>;
};

/** The package's public entries by their public names, for pages inside this repository. */
export const aliases = [
  { find: /^loyalite-elements$/, replacement: source('index') },
  { find: /^loyalite-elements\/([\w-]+)$/, replacement: fileURLToPath(new URL('./src/', import.meta.url)) + '$1.ts' },
];

const common: UserConfig = {
  // Relative, so that the worker's address holds wherever the files are served from.
  base: './',
  publicDir: false,
  plugins: [tightTemplates()],
  // A worker carries jsqr and no page's bundler minifies it again, so it is minified here.
  worker: { format: 'es', rolldownOptions: { output: { minify: true, entryFileNames: 'chunks/[name]-[hash].js' } } },
};

const library: UserConfig = {
  ...common,
  build: {
    target: 'es2022',
    sourcemap: true,
    // Readable, because the bundler of the page minifies once more anyway.
    minify: false,
    lib: { entry: Object.fromEntries([...entries, ...tags].map((name) => [name, source(name)])), formats: ['es'] },
    rolldownOptions: {
      external: Object.keys(dependencies).map((name) => new RegExp(`^${name}($|/)`)),
      output: { chunkFileNames: 'chunks/[name]-[hash].js', assetFileNames: 'chunks/[name]-[hash][extname]' },
    },
  },
};

/**
 * A first line for V8, which then compiles the whole script off the main thread while it streams in; other engines read a
 * comment. It is put on last, because minifiers take comments out.
 */
const compileHint: Plugin = {
  name: 'compile-hint',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const output of Object.values(bundle))
        if (output.type === 'chunk' && output.isEntry) putFirst('//# allFunctionsCalledOnLoad', output, bundle);
    },
  },
};

const script: UserConfig = {
  ...common,
  plugins: [...(common.plugins ?? []), oneBuild(buildName(import.meta.dirname)), compileHint],
  build: {
    target: 'es2022',
    sourcemap: true,
    emptyOutDir: false,
    modulePreload: false,
    // As a library, vite leaves its own helper for preloading out.
    lib: { entry: { loyalite: source('define') }, formats: ['es'] },
    minify: 'terser',
    terserOptions: {
      ecma: 2020,
      module: true,
      compress: { passes: 3 },
      format: { comments: false },
    },
    rolldownOptions: {
      // What a lazy chunk shares with the script stays in the script, which gives it out under short names.
      preserveEntrySignatures: 'allow-extension',
      output: {
        // Two minifiers find more than one, and vite alone keeps the white space of ES modules.
        minify: { compress: { target: 'es2022' }, mangle: { toplevel: true }, codegen: { removeWhitespace: true } },
        entryFileNames: '[name].js',
        chunkFileNames: 'loyalite-[name].js',
        assetFileNames: 'loyalite-[name][extname]',
      },
    },
  },
};

export default defineConfig(({ mode }) => (mode === 'script' ? script : library));
