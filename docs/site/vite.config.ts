// The scripts of the documents' site: the playground, and the switch between light and dark. Pages and styles are no business of it.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { tightTemplates } from '../../scripts/tight-templates.ts';
import { aliases } from '../../vite.config.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root: here,
  base: './',
  publicDir: false,
  logLevel: 'warn',
  resolve: { alias: aliases },
  plugins: [tightTemplates()],
  worker: { format: 'es', rolldownOptions: { output: { entryFileNames: 'assets/[name]-[hash].js' } } },
  build: {
    target: 'es2022',
    // Older ones have no light-dark(), and what stands in for it needs a rule on the page's root.
    cssTarget: ['chrome125', 'firefox126', 'safari17.5'],
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: { playground: `${here}../playground/playground.ts`, look: `${here}look.ts` },
      output: {
        entryFileNames: 'assets/[name].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
