import type { JobState, JobTarget } from '#shared/downloads/job.ts';
import type { JobListing, JobSort } from '#shared/downloads/job-row.ts';
import { assertNever } from '#shared/errors/assert-never.ts';

/** A condition on rows of `jobs`, in SQL, with its values. */
export type Condition = readonly [where: string, ...values: (string | number)[]];

/** A section of a list: its jobs, and their order (SQL over columns of `jobs`). */
export interface ListPart {
  readonly condition: Condition;
  readonly order: string;
}

/** The jobs in transfer, by their ids: they are stored as queued. */
type InTransfer = ReadonlyMap<number, { readonly state: 'active' | 'verifying' }>;

/** The queue's order, in SQL over columns of `jobs`. */
export const QUEUE_ORDER = 'priority, position';

/** Passes all ids as one value, because the number of values in a statement is limited. */
export function hasId(ids: Iterable<number>): Condition {
  return ['id IN (SELECT value FROM json_each(?))', JSON.stringify([...ids])];
}

/** The jobs that a command applies to. */
export function conditionOf(target: JobTarget, inTransfer: InTransfer): Condition {
  switch (target.kind) {
    case 'ids':
      return hasId(target.ids);
    case 'state':
      return target.state === 'all' ? ['1'] : ['state = ?', target.state];
    case 'list':
      return all(inList(target, inTransfer), not(hasId(target.except)));
    default:
      return assertNever(target, 'target');
  }
}

/**
 * The sections of a list, in order. Without a sort, the whole queue shows failed jobs first, then those in transfer,
 * waiting, paused and done.
 */
export function partsOf(listing: JobListing, inTransfer: InTransfer): readonly ListPart[] {
  const { filter, sort = null } = listing;
  const condition = inList(listing, inTransfer);
  if (sort !== null && sort.by !== 'state') return [{ condition, order: orderBy(sort) }];
  if (filter !== 'all') return [{ condition, order: QUEUE_ORDER }];
  const moving = hasId(inTransfer.keys());
  const stored = (...states: JobState[]): Condition =>
    all([`state IN (${states.map(() => '?').join(', ')})`, ...states], not(moving));
  const groups = [
    stored('failed'),
    moving,
    stored('queued', 'waiting-for-auth'),
    stored('paused'),
    stored('done'),
  ];
  if (sort?.descending === true) groups.reverse();
  return groups.map((group) => ({ condition: all(group, condition), order: QUEUE_ORDER }));
}

function inList({ filter, search }: JobListing, inTransfer: InTransfer): Condition {
  const found: Condition =
    search === '' ? ['1'] : ['instr(lower(path), ?) > 0', search.toLowerCase()];
  switch (filter) {
    case 'all':
      return found;
    case 'active':
    case 'verifying': {
      const ids = [...inTransfer].filter(([, { state }]) => state === filter).map(([id]) => id);
      return all(hasId(ids), found);
    }
    case 'queued':
      return all(['state = ?', filter], not(hasId(inTransfer.keys())), found);
    case 'size-only':
      return all(['state = ? AND assurance = ?', 'done', filter], found);
    default:
      return all(['state = ?', filter], found);
  }
}

function orderBy({ by, descending }: JobSort): string {
  return `${by} ${descending ? 'DESC' : 'ASC'} NULLS LAST, ${QUEUE_ORDER}`;
}

function not([where, ...values]: Condition): Condition {
  return [`NOT (${where})`, ...values];
}

function all(...conditions: readonly Condition[]): Condition {
  const where = conditions.map(([each]) => `(${each})`).join(' AND ');
  return [where, ...conditions.flatMap(([, ...values]) => values)];
}
