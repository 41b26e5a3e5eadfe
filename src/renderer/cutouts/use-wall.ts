import { useEffect, useState } from 'react';
import type { Stamp } from '#shared/cutouts/stamp.ts';
import type { CutoutCell } from '#shared/ipc/contract.ts';
import { useApp } from '../app/use-app.ts';
import { messageOf } from '../transport/message-of.ts';

export interface WallContent {
  readonly cells: readonly CutoutCell[];
  /** By path. */
  readonly stamps: ReadonlyMap<string, Stamp>;
}

const NOTHING: WallContent = { cells: [], stamps: new Map() };

/**
 * The cutouts of one source of a run, each as soon as it is complete.
 *
 * @param revision of the run's state: with a new one the cutouts are asked for again
 */
export function useWall(run: number, source: number, revision: number): WallContent {
  const { api, toasts } = useApp();
  const [content, setContent] = useState<WallContent & { readonly of: string }>({
    ...NOTHING,
    of: '',
  });
  const of = `${run} ${source}`;
  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const cells = await api.call('cutouts.cells', { run, source });
      if (!isCurrent) return;
      setContent((before) => ({ of, cells, stamps: before.of === of ? before.stamps : new Map() }));
    };
    load().catch((error: unknown) => {
      if (isCurrent) toasts.show(messageOf(error), { tone: 'problem' });
    });
    return () => {
      isCurrent = false;
    };
  }, [api, toasts, run, source, revision, of]);
  const { cells, stamps } = content;
  useEffect(() => {
    if (content.of !== of) return undefined;
    const next = cells.find(({ path, file }) => file !== null && !stamps.has(path));
    if (next === undefined) return undefined;
    let isCurrent = true;
    api.call('cutouts.stamp', { run, source, path: next.path }).then(
      (stamp) => {
        if (!isCurrent) return;
        setContent((before) =>
          before.of === of
            ? { ...before, stamps: new Map(before.stamps).set(next.path, stamp) }
            : before,
        );
      },
      (error: unknown) => {
        if (isCurrent) toasts.show(messageOf(error), { tone: 'problem' });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [api, toasts, run, source, cells, stamps, content.of, of]);
  return content.of === of ? content : NOTHING;
}
