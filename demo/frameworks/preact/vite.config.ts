import { defineConfig } from 'vite';

export default defineConfig({
  // Your backend with the proxy; here the one of ../serve.ts.
  server: { proxy: { '/loyalite': 'http://127.0.0.1:8787' } },
});
