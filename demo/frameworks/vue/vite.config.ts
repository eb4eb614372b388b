import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('loyalite-') } } })],
  // Your backend with the proxy; here the one of ../serve.ts.
  server: { proxy: { '/loyalite': 'http://127.0.0.1:8787' } },
});
