import { AppError } from '#shared/errors/app-error.ts';
import type { Handlers } from '#shared/rpc/channel.ts';
import { createHeldImages } from './held-images.ts';
import type { ImageContract } from './image-calls.ts';
import { baseLevel } from './image-levels.ts';
import { readStamp } from './read-stamp.ts';
import { averageTile, keptTile, sampleTile } from './read-tile.ts';

/** Answers calls about images on this disk. */
export function createImageHandlers(): Handlers<ImageContract> {
  const held = createHeldImages();
  return {
    async open({ viewer, file }) {
      const { fileBytes, image } = held.fresh(viewer, file).file;
      // A copy: the bytes are a part of larger ones, and all of these would change threads.
      const header = new Uint8Array(image.header.bytes);
      return { fileBytes, header, headerOffset: image.header.offset };
    },
    async tile({ viewer, file: path, at, how }) {
      const image = held.of(viewer, path);
      const { file } = image;
      if (how === 'sample' || at.level === 0) return sampleTile(file, at);
      if (at.level < baseLevel(file)) return averageTile(file, at);
      return keptTile(file, await image.levels(), at);
    },
    async value({ viewer, file: path, x, y }) {
      const { file } = held.of(viewer, path);
      if (x >= file.width || y >= file.height) {
        throw new AppError('bad-usage', `The image has no pixel (${x}, ${y}).`);
      }
      const value = file.value(x, y);
      return { value: Number.isFinite(value) ? value : null };
    },
    async histogram({ viewer, file }) {
      const { counts, count, min, max } = (await held.of(viewer, file).levels()).histogram;
      return { counts, count, min: count === 0 ? null : min, max: count === 0 ? null : max };
    },
    async close({ viewer, file }) {
      held.close(viewer, file);
      return null;
    },
    async leave({ viewer }) {
      held.leave(viewer);
      return null;
    },
    stamp: ({ file, source }) => readStamp(file, source),
  };
}
