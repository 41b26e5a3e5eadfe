import type { JobRow } from '#shared/downloads/job-row.ts';
import type { QueuePhase } from '#shared/downloads/snapshot.ts';

/** The current rows. Unchanged rows stay the same objects, so that they are not rendered again. */
export function keepSameRows(before: readonly JobRow[], now: readonly JobRow[]): readonly JobRow[] {
  const known = new Map(before.map((row) => [row.id, row]));
  const rows = now.map((row) => {
    const was = known.get(row.id);
    return was !== undefined && isSame(was, row) ? was : row;
  });
  const isAllSame =
    rows.length === before.length && rows.every((row, index) => row === before[index]);
  return isAllSame ? before : rows;
}

export function keepSamePhase(before: QueuePhase | undefined, now: QueuePhase): QueuePhase {
  return before !== undefined && isSame(before, now) ? before : now;
}

/** Both come from main, which writes its columns in a fixed order, so their JSON can be compared. */
function isSame(before: unknown, now: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}
