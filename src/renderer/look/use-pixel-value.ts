import { useEffect, useMemo, useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { onReconnected } from '../transport/api.ts';
import { createPixelReader, isValueOf, type PixelValue } from './pixel-reader.ts';

/** The value of a pixel as the file has it, whatever the zoom; null until it is there. */
export function usePixelValue(path: string, x: number | null, y: number | null): PixelValue | null {
  const { api } = useApp();
  const [found, setFound] = useState<PixelValue | null>(null);
  const reader = useMemo(
    () => createPixelReader(async (at) => (await api.call('images.value', at)).value, setFound),
    [api],
  );
  useEffect(() => onReconnected(api, () => setFound(null)), [api]);
  useEffect(() => {
    if (x !== null && y !== null) reader.ask({ path, x, y });
  }, [reader, path, x, y]);
  if (found === null || x === null || y === null) return null;
  return isValueOf(found, { path, x, y }) ? found : null;
}
