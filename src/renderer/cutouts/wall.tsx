import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { cutoutsMessages } from '../messages/cutouts.ts';
import { useMedia } from '../ui/use-media.ts';
import { useStable } from '../ui/use-stable.ts';
import { arrangeCells } from './arrange-cells.ts';
import type { Sheet } from './draw-sheet.ts';
import { drawnRows, gridOf } from './drawn-wall.ts';
import type { WallContent } from './use-wall.ts';
import { wallLookStore } from './wall-look.ts';
import { focusStamp, WallTable } from './wall-table.tsx';
import { afterAction, afterKey, currentPath, WALL_START, type WallAction } from './wall-state.ts';
import { ZoomedStamp } from './zoomed-stamp.tsx';

/** The cutouts of one source: Stokes parameters in rows, observations in columns by date; or one of them, enlarged. */
export function Wall({
  name,
  content: { cells, stamps },
  pathOf,
  onSave,
}: {
  readonly name: string;
  readonly content: WallContent;
  /** The path below the output folder of a cutout's file; null if it lies elsewhere. */
  readonly pathOf: (file: string) => string | null;
  readonly onSave: (sheet: Omit<Sheet, 'title'>) => void;
}): ReactNode {
  const look = useStore(wallLookStore);
  const wall = useMemo(() => arrangeCells(cells), [cells]);
  const rows = useMemo(() => drawnRows(wall, stamps, look), [wall, stamps, look]);
  const grid = useMemo(() => gridOf(rows), [rows]);
  const [state, setState] = useState(WALL_START);
  const isCalm = useMedia('(prefers-reduced-motion: reduce)');
  const path = currentPath(state, grid);
  const act = useStable((action: WallAction) => setState((now) => afterAction(now, grid, action)));
  const isZoomed = state.isZoomed && path !== null;

  // The enlarged stamp leaves, and takes the focus with it.
  const wasZoomed = useRef(false);
  useEffect(() => {
    if (wasZoomed.current && !isZoomed && path !== null) focusStamp(path);
    wasZoomed.current = isZoomed;
  }, [isZoomed, path]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = afterKey(state, grid, event.key, isCalm);
    if (next === null) return;
    event.preventDefault();
    setState(next);
    if (!next.isZoomed && next.path !== null) focusStamp(next.path);
  };
  return (
    <div className="wall">
      {isZoomed ? (
        <ZoomedStamp
          rows={rows}
          path={path}
          isBlinking={state.isBlinking && !isCalm}
          isCalm={isCalm}
          pathOf={pathOf}
          act={act}
          onKeyDown={onKeyDown}
        />
      ) : (
        <WallTable
          name={name}
          columns={wall.columns}
          rows={rows}
          current={path}
          act={act}
          onKeyDown={onKeyDown}
        />
      )}
      {!isZoomed && wall.unlistedEpochs.length > 0 && (
        <p className="hint">{cutoutsMessages.unlisted(wall.unlistedEpochs)}</p>
      )}
      {!isZoomed && path !== null && (
        <button
          type="button"
          className="button"
          onClick={() => onSave({ columns: wall.columns, rows })}
        >
          {cutoutsMessages.savePng}
        </button>
      )}
    </div>
  );
}
