import type { Stamp } from '#shared/cutouts/stamp.ts';
import type { CutoutCell } from '#shared/ipc/contract.ts';

export interface WallContent {
  readonly cells: readonly CutoutCell[];
  /** By path. */
  readonly stamps: ReadonlyMap<string, Stamp>;
}

export interface WallCalls {
  readonly cells: () => Promise<readonly CutoutCell[]>;
  readonly stamp: (path: string) => Promise<Stamp>;
}

export interface WallLoader {
  /** Asks for the cells again; while they are asked for, once more afterwards, however often it is called. */
  refresh(): void;
  /** Nothing is reported any more. */
  stop(): void;
}

/**
 * Loads the cutouts of one source: its cells, and one stamp after the other. What arrives stays, however often the cells
 * are asked for meanwhile; a stamp that can't be read is left out, and reported once.
 */
export function createWallLoader(
  calls: WallCalls,
  onContent: (content: WallContent) => void,
  onProblem: (error: unknown) => void,
): WallLoader {
  let content: WallContent = { cells: [], stamps: new Map() };
  const unreadable = new Set<string>();
  let isStopped = false;
  let isAsking = false;
  /** Whether the cells are to be asked for once more. */
  let isStale = false;
  let isReading = false;
  const show = (change: Partial<WallContent>): void => {
    content = { ...content, ...change };
    onContent(content);
  };
  const askCells = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    while (isStale) {
      isStale = false;
      try {
        const cells = await calls.cells();
        if (!isStopped) show({ cells });
      } catch (error) {
        if (!isStopped) onProblem(error);
      }
      void readStamps();
    }
    isAsking = false;
  };
  const readStamps = async (): Promise<void> => {
    if (isReading) return;
    isReading = true;
    for (;;) {
      const next = content.cells.find(
        ({ path, file }) => file !== null && !content.stamps.has(path) && !unreadable.has(path),
      );
      if (next === undefined || isStopped) break;
      try {
        const stamp = await calls.stamp(next.path);
        if (!isStopped) show({ stamps: new Map(content.stamps).set(next.path, stamp) });
      } catch (error) {
        unreadable.add(next.path);
        if (!isStopped) onProblem(error);
      }
    }
    isReading = false;
  };
  return {
    refresh() {
      isStale = true;
      void askCells();
    },
    stop() {
      isStopped = true;
      isStale = false;
    },
  };
}
