import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The renderer as every host serves it: relative addresses, so that it works under app:// and http:// alike. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../../out/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    sourcemap: false,
    // Data addresses would need a wider policy for fonts and images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
