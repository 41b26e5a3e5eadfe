import type { ImageViewer } from '#main/app/images/images-service.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';

export function imagesHandlers(images: ImageViewer): HandlersOf<'images'> {
  return {
    'images.open': ({ path }) => images.call('open', path, {}),
    'images.tile': ({ path, at, how }) => images.call('tile', path, { at, how }),
    'images.value': ({ path, x, y }) => images.call('value', path, { x, y }),
    'images.histogram': ({ path }) => images.call('histogram', path, {}),
    'images.close': ({ path }) => images.call('close', path, {}),
  };
}
