import { useEffect, useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { onReconnected } from '../transport/api.ts';

export interface PixelValue {
  readonly x: number;
  readonly y: number;
  /** Null for a pixel without a value. */
  readonly value: number | null;
}

/**
 * The value of a pixel as the file has it, whatever the zoom; null until it is there. One call at a time: of the pixels
 * that a pointer runs over meanwhile, the last one is asked for.
 */
export function usePixelValue(path: string, x: number | null, y: number | null): PixelValue | null {
  const { api } = useApp();
  const [found, setFound] = useState<PixelValue | null>(null);
  const [asker] = useState(() => createAsker());
  useEffect(() => onReconnected(api, () => setFound(null)), [api]);
  useEffect(() => {
    if (x === null || y === null) return;
    asker(async () => {
      const { value } = await api.call('images.value', { path, x, y });
      setFound({ x, y, value });
    });
  }, [api, asker, path, x, y]);
  return found !== null && found.x === x && found.y === y ? found : null;
}

/** Runs the latest of some calls, when the one before has ended. */
function createAsker(): (ask: () => Promise<void>) => void {
  let next: (() => Promise<void>) | null = null;
  let isBusy = false;
  const run = async (): Promise<void> => {
    isBusy = true;
    while (next !== null) {
      const ask = next;
      next = null;
      // The image itself shows why nothing can be read.
      await ask().catch(() => undefined);
    }
    isBusy = false;
  };
  return (ask) => {
    next = ask;
    if (!isBusy) void run();
  };
}
