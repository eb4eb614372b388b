// The scripts of the documents' site: of every page, and of those that have one of their own. Pages and styles are no business of it.
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';
import { tightTemplates } from '../../scripts/tight-templates.ts';
import { aliases } from '../../vite.config.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Older ones have no light-dark(), and what stands in for it needs a rule on the page's root. */
const cssTarget = ['chrome125', 'firefox126', 'safari17.5'];
const output = {
  entryFileNames: 'assets/[name].js',
  chunkFileNames: 'assets/[name]-[hash].js',
  assetFileNames: 'assets/[name]-[hash][extname]',
};

const common: UserConfig = {
  root: here,
  base: './',
  publicDir: false,
  logLevel: 'warn',
  resolve: { alias: aliases },
};

/** The script of every page; as a library, vite leaves its own helper for preloading out, which each visitor would load. */
const frame: UserConfig = {
  ...common,
  build: {
    target: 'es2022',
    emptyOutDir: false,
    modulePreload: false,
    lib: { entry: { frame: `${here}frame.ts` }, formats: ['es'] },
    rolldownOptions: { output: { ...output, minify: true } },
  },
};

const tools: UserConfig = {
  ...common,
  plugins: [tightTemplates()],
  worker: { format: 'es', rolldownOptions: { output: { entryFileNames: 'assets/[name]-[hash].js' } } },
  build: {
    target: 'es2022',
    cssTarget,
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: {
        playground: `${here}../playground/playground.ts`,
        gallery: `${here}../gallery/gallery.ts`,
        scanner: `${here}../../demo/scanner/scanner.ts`,
      },
      output,
    },
  },
};

export default defineConfig(({ mode }) => (mode === 'frame' ? frame : tools));
