import type { TickState } from '#shared/catalogue/tree-ticks.ts';
import type { MarkOf } from '../ui/state-mark.tsx';
import type { Counts } from './count-cells.ts';

/** The mark of a cell, and the fraction on disk that its sector shows. */
export interface CellMark {
  readonly of: MarkOf;
  readonly part: number;
}

/** One mark for all files of a cell. Damage comes first; null for a cell without files. */
export function markOf({ files, queued, onDisk, verified, damaged }: Counts): CellMark | null {
  if (files === 0) return null;
  const part = onDisk / files;
  if (damaged > 0) return { of: 'problem', part };
  if (verified === files) return { of: 'verified', part };
  if (onDisk === files) return { of: 'size-only', part };
  if (onDisk > 0) return { of: 'partly', part };
  if (queued > 0) return { of: 'waiting', part };
  return { of: 'listed', part };
}

export function tickStateOf({ files, ticked }: Counts): TickState {
  if (ticked === 0) return 'none';
  return ticked === files ? 'all' : 'some';
}
