import { existsSync } from 'node:fs';
import { refuseTheRest } from './refuse.ts';

function image(path: string | null) {
  return refuseTheRest('NativeImage', {
    standInPath: path,
    isEmpty: () => path === null || !existsSync(path),
    setTemplateImage: () => {},
  });
}

/** Images are known by their path only; they are never decoded. */
export const nativeImage = refuseTheRest('nativeImage', {
  createFromPath: (path: string) => image(path),
  createEmpty: () => image(null),
});
