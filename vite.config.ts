// Two builds: `vite build` makes one module per public entry, with lit and jsqr left to the page's own bundler;
// `vite build --mode script` makes dist/loyalite.js, one script with everything inside but the scanner.
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';
import { tightTemplates } from './scripts/tight-templates.ts';

const source = (name: string): string => fileURLToPath(new URL(`./src/${name}.ts`, import.meta.url));
const entries = ['index', 'define', 'headless', 'proxy', 'sandbox', 'scan'];

/** The package's public entries by their public names, for pages inside this repository. */
export const aliases = [
  { find: /^loyalite-elements$/, replacement: source('index') },
  { find: /^loyalite-elements\/(\w+)$/, replacement: fileURLToPath(new URL('./src/', import.meta.url)) + '$1.ts' },
];

const common: UserConfig = {
  // Relative, so that the worker's address holds wherever the files are served from.
  base: './',
  publicDir: false,
  plugins: [tightTemplates()],
  worker: { format: 'es', plugins: () => [tightTemplates()] },
};

const library: UserConfig = {
  ...common,
  build: {
    target: 'es2022',
    sourcemap: true,
    // Readable, because the bundler of the page minifies once more anyway.
    minify: false,
    lib: { entry: Object.fromEntries(entries.map((name) => [name, source(name)])), formats: ['es'] },
    rolldownOptions: {
      external: [/^lit($|\/)/, /^@lit\//, 'jsqr'],
      output: { chunkFileNames: 'chunks/[name]-[hash].js', assetFileNames: 'chunks/[name]-[hash][extname]' },
    },
  },
};

const script: UserConfig = {
  ...common,
  build: {
    target: 'es2022',
    sourcemap: true,
    emptyOutDir: false,
    modulePreload: false,
    minify: 'terser',
    terserOptions: {
      ecma: 2020,
      module: true,
      compress: { passes: 3, unsafe_arrows: true, unsafe_methods: true },
      format: { comments: false },
    },
    // Not `lib`: that keeps white space in ES modules.
    rolldownOptions: {
      input: { loyalite: source('define') },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', chunkFileNames: 'loyalite-[name].js', assetFileNames: 'loyalite-[name][extname]' },
    },
  },
};

export default defineConfig(({ mode }) => (mode === 'script' ? script : library));
