/** A pixel of an image on disk, counted from 0. */
export interface PixelAt {
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

export interface PixelValue extends PixelAt {
  /** Null for a pixel without a value. */
  readonly value: number | null;
}

export interface PixelReader {
  /** Asks for a pixel. One call runs at a time; of the pixels that come meanwhile, the last one is asked for. */
  ask(at: PixelAt): void;
}

/** Reads values of pixels, for a pointer that runs faster than they are read. */
export function createPixelReader(
  read: (at: PixelAt) => Promise<number | null>,
  onFound: (found: PixelValue) => void,
): PixelReader {
  let next: PixelAt | null = null;
  let isBusy = false;
  const run = async (): Promise<void> => {
    isBusy = true;
    while (next !== null) {
      const at = next;
      next = null;
      try {
        onFound({ ...at, value: await read(at) });
      } catch {
        // The image itself shows why nothing can be read.
      }
    }
    isBusy = false;
  };
  return {
    ask(at) {
      next = at;
      if (!isBusy) void run();
    },
  };
}

/** Whether a value that was found is that of a pixel: of the same image, too. */
export function isValueOf(found: PixelValue, { path, x, y }: PixelAt): boolean {
  return found.path === path && found.x === x && found.y === y;
}
