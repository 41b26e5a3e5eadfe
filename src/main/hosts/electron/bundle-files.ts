import { fileURLToPath } from 'node:url';

/** Where the build puts what the window shows. */
export const RENDERER_FOLDER = fileURLToPath(new URL('../../../../out/renderer', import.meta.url));

export const PRELOAD_FILE = fileURLToPath(
  new URL('../../../../out/preload/preload.cjs', import.meta.url),
);
