import { useEffect, useRef, useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { messageOf } from '../transport/message-of.ts';
import { createWallLoader, type WallContent, type WallLoader } from './wall-loader.ts';

export type { WallContent } from './wall-loader.ts';

const NOTHING: WallContent = { cells: [], stamps: new Map() };

/**
 * The cutouts of one source of a run, each as soon as it is complete.
 *
 * @param revision of the run's state: with a new one the cutouts are asked for again
 */
export function useWall(run: number, source: number, revision: number): WallContent {
  const { api, toasts } = useApp();
  const of = `${run} ${source}`;
  const [shown, setShown] = useState({ of, content: NOTHING });
  const loader = useRef<WallLoader | null>(null);
  useEffect(() => {
    const calls = {
      cells: () => api.call('cutouts.cells', { run, source }),
      stamp: (path: string) => api.call('cutouts.stamp', { run, source, path }),
    };
    const own = createWallLoader(
      calls,
      (content) => setShown({ of: `${run} ${source}`, content }),
      (error) => toasts.show(messageOf(error), { tone: 'problem' }),
    );
    loader.current = own;
    return () => own.stop();
  }, [api, toasts, run, source]);
  useEffect(() => {
    loader.current?.refresh();
  }, [api, toasts, run, source, revision]);
  return shown.of === of ? shown.content : NOTHING;
}
