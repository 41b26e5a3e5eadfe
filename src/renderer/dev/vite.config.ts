import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The renderer over a fake main: `vite --config src/renderer/dev/vite.config.ts`, or `vite build` to measure it. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  server: { port: 5199 },
  build: {
    outDir: '../../../out/renderer-dev',
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
