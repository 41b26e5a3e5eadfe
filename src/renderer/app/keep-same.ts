import type { JobRow } from '#shared/downloads/job-row.ts';
import type { QueuePhase } from '#shared/downloads/snapshot.ts';

/** The rows as they are now; those that are as they were before are the same objects, and need not be drawn again. */
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

/** Both come from main, which writes its columns in one order. */
function isSame(before: unknown, now: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}
