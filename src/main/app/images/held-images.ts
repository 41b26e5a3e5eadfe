import { type ImageFile, openImageFile } from './image-file.ts';
import { type ImageLevels, readLevels } from './image-levels.ts';

/** Two linked views of one sky. */
const MAX_OF_VIEWER = 2;

/** A file that viewers look at, and what was read of it. */
export interface HeldImage {
  readonly file: ImageFile;
  /** Reads the whole image, once. Rejects with `cancelled` when the last viewer has closed it. */
  levels(): Promise<ImageLevels>;
}

/** Images that are open. All viewers of a file share what was read of it; it is closed with the last of them. */
export interface HeldImages {
  /** The image as the viewer opened it; opens it if need be. Each viewer has its two latest. Throws AppError. */
  of(viewer: number, path: string): HeldImage;
  /** The same, as it now is on disk. */
  fresh(viewer: number, path: string): HeldImage;
  close(viewer: number, path: string): void;
  leave(viewer: number): void;
}

interface Held extends HeldImage {
  readonly path: string;
  viewers: number;
  end(): void;
}

export function createHeldImages(): HeldImages {
  /** By path, as each was opened last. A viewer may still have the file that stood there before. */
  const latest = new Map<string, Held>();
  /** By viewer and path; the latest last. */
  const ofViewers = new Map<number, Map<string, Held>>();

  const ownOf = (viewer: number): Map<string, Held> => {
    const own = ofViewers.get(viewer) ?? new Map<string, Held>();
    ofViewers.set(viewer, own);
    return own;
  };
  const close = (viewer: number, path: string): void => {
    const own = ownOf(viewer);
    const held = own.get(path);
    if (held === undefined) return;
    own.delete(path);
    held.viewers -= 1;
    if (held.viewers > 0) return;
    if (latest.get(path) === held) latest.delete(path);
    held.end();
  };
  const openNow = (path: string): Held => {
    const known = latest.get(path);
    if (known?.file.isCurrent() === true) return known;
    const held = hold(path);
    latest.set(path, held);
    return held;
  };
  const of = (viewer: number, path: string): Held => {
    const own = ownOf(viewer);
    let held = own.get(path);
    if (held === undefined) {
      held = openNow(path);
      held.viewers += 1;
    }
    own.delete(path);
    own.set(path, held);
    for (const oldest of own.keys()) if (own.size > MAX_OF_VIEWER) close(viewer, oldest);
    return held;
  };
  return {
    of,
    fresh(viewer, path) {
      if (ownOf(viewer).get(path)?.file.isCurrent() === false) close(viewer, path);
      return of(viewer, path);
    },
    close,
    leave(viewer) {
      for (const path of ownOf(viewer).keys()) close(viewer, path);
      ofViewers.delete(viewer);
    },
  };
}

function hold(path: string): Held {
  const file = openImageFile(path);
  const end = new AbortController();
  let levels: Promise<ImageLevels> | null = null;
  return {
    path,
    file,
    viewers: 0,
    levels() {
      levels ??= readLevels(file, end.signal).catch((error: unknown) => {
        // A disk that failed may answer the next time.
        levels = null;
        throw error;
      });
      return levels;
    },
    end() {
      end.abort();
      file.close();
    },
  };
}
