import type { DatabaseSync } from 'node:sqlite';
import type { Condition } from './job-conditions.ts';

/** Each move halves the distance between two positions. Below this they are renumbered, before two become equal. */
const MIN_STEP = 1e-6;

interface Gap {
  readonly priority: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Moves jobs before the job `beforeId`, or behind all others if it is null. They keep their order among themselves.
 *
 * @param ids the jobs of the condition `moved`, in queue order
 */
export function moveJobs(
  database: DatabaseSync,
  moved: Condition,
  ids: readonly number[],
  beforeId: number | null,
): void {
  let gap = gapBefore(database, moved, beforeId);
  if ((gap.to - gap.from) / (ids.length + 1) < MIN_STEP) {
    renumber(database);
    gap = gapBefore(database, moved, beforeId);
  }
  const { priority, from, to } = gap;
  const move = database.prepare('UPDATE jobs SET priority = ?, position = ? WHERE id = ?');
  for (const [index, id] of ids.entries()) {
    move.run(priority, from + ((to - from) * (index + 1)) / (ids.length + 1), id);
  }
}

/** Gives every job a whole number as its position, in the present order. */
function renumber(database: DatabaseSync): void {
  database.exec(`
    UPDATE jobs SET position = ordered.number FROM
      (SELECT id, row_number() OVER (ORDER BY priority, position) AS number FROM jobs) AS ordered
    WHERE jobs.id = ordered.id`);
}

/** The free positions directly before `beforeId`, or behind the last job if it is null or no longer in the queue. */
function gapBefore(
  database: DatabaseSync,
  [where, ...values]: Condition,
  beforeId: number | null,
): Gap {
  const before =
    beforeId === null
      ? undefined
      : database.prepare('SELECT priority, position FROM jobs WHERE id = ?').get(beforeId);
  if (before === undefined) {
    const last = database
      .prepare(`SELECT priority, position FROM jobs WHERE NOT (${where})
                ORDER BY priority DESC, position DESC LIMIT 1`)
      .get(...values);
    const from = Number(last?.['position'] ?? 0);
    return { priority: Number(last?.['priority'] ?? 0), from, to: from + 1 };
  }
  const priority = Number(before['priority']);
  const to = Number(before['position']);
  const previous = database
    .prepare(`SELECT max(position) AS position FROM jobs
              WHERE priority = ? AND position < ? AND NOT (${where})`)
    .get(priority, to, ...values);
  const from = previous?.['position'];
  return { priority, from: typeof from === 'number' ? from : to - 1, to };
}
