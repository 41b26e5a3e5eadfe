import { AppError } from '#shared/errors/app-error.ts';
import type { Handlers } from '#shared/rpc/channel.ts';
import type { ImageContract } from './image-calls.ts';
import { type ImageFile, openImageFile } from './image-file.ts';
import { baseLevel, type ImageLevels, readLevels } from './image-levels.ts';
import { averageTile, keptTile, sampleTile } from './read-tile.ts';

/** Two linked views of one sky. */
const MAX_OPEN = 2;

interface Open {
  readonly file: ImageFile;
  readonly end: AbortController;
  /** Null until the whole image is asked for. */
  levels: Promise<ImageLevels> | null;
}

/** Answers calls about images on this disk. The two latest stay open, and what was read of them in memory. */
export function createImageHandlers(): Handlers<ImageContract> {
  /** By path; the latest last. */
  const opened = new Map<string, Open>();
  const close = (path: string): void => {
    const open = opened.get(path);
    if (open === undefined) return;
    opened.delete(path);
    open.end.abort();
    open.file.close();
  };
  const openNow = (path: string): Open => {
    const open: Open = { file: openImageFile(path), end: new AbortController(), levels: null };
    opened.set(path, open);
    for (const [oldest] of opened) {
      if (opened.size <= MAX_OPEN) break;
      close(oldest);
    }
    return open;
  };
  const openOf = (path: string): Open => {
    const known = opened.get(path);
    if (known === undefined) return openNow(path);
    opened.delete(path);
    opened.set(path, known);
    return known;
  };
  const levelsOf = (open: Open): Promise<ImageLevels> => {
    open.levels ??= readLevels(open.file, open.end.signal).catch((error: unknown) => {
      // A disk that failed may answer the next time.
      open.levels = null;
      throw error;
    });
    return open.levels;
  };
  return {
    async open({ file }) {
      if (opened.get(file)?.file.isCurrent() === false) close(file);
      const { fileBytes, image } = openOf(file).file;
      // A copy: the bytes are a part of larger ones, and all of these would change threads.
      const header = new Uint8Array(image.header.bytes);
      return { fileBytes, header, headerOffset: image.header.offset };
    },
    async tile({ file: path, at, how }) {
      const open = openOf(path);
      const { file } = open;
      if (how === 'sample' || at.level === 0) return sampleTile(file, at);
      if (at.level < baseLevel(file)) return averageTile(file, at);
      return keptTile(file, await levelsOf(open), at);
    },
    async value({ file: path, x, y }) {
      const { file } = openOf(path);
      if (x >= file.width || y >= file.height) {
        throw new AppError('bad-usage', `The image has no pixel (${x}, ${y}).`);
      }
      const value = file.value(x, y);
      return { value: Number.isFinite(value) ? value : null };
    },
    async histogram({ file }) {
      const { counts, count, min, max } = (await levelsOf(openOf(file))).histogram;
      return { counts, count, min: count === 0 ? null : min, max: count === 0 ? null : max };
    },
    async close({ file }) {
      close(file);
      return null;
    },
  };
}
