import type { ReactNode } from 'react';
import type { JobSort } from '#shared/downloads/job-row.ts';

interface JobListHeadProps {
  /** Null where the list stands as the queue works: failed, active, waiting, paused, done. */
  readonly sort: JobSort | null;
  readonly onSort: (sort: JobSort | null) => void;
}

/** The heads of the queue's list; those that can sort do so up, down, and then no more. */
export function JobListHead({ sort, onSort }: JobListHeadProps): ReactNode {
  const sortable = (by: JobSort['by'], name: string): ReactNode => {
    const isMine = sort?.by === by;
    return (
      <button
        type="button"
        className="sort"
        title={
          isMine && sort.descending ? 'Back to the queue’s order' : `Sort by ${name.toLowerCase()}`
        }
        onClick={() =>
          onSort(
            isMine
              ? sort.descending
                ? null
                : { by, descending: true }
              : { by, descending: false },
          )
        }
      >
        {name}
        <span aria-hidden="true">{isMine && (sort.descending ? ' ↓' : ' ↑')}</span>
      </button>
    );
  };
  const sorted = (by: JobSort['by']) => {
    if (sort?.by !== by) return undefined;
    return sort.descending ? 'descending' : 'ascending';
  };
  return (
    <div role="rowgroup" className="job-head-group">
      <div className="list-head job-head" role="row" aria-rowindex={1}>
        <span role="columnheader">
          <span className="unseen">Mark</span>
        </span>
        <span role="columnheader" aria-sort={sorted('path')}>
          {sortable('path', 'File')}
        </span>
        <span role="columnheader" aria-sort={sorted('state')}>
          {sortable('state', 'State')}
        </span>
        <span role="columnheader" className="number">
          Progress
        </span>
        <span role="columnheader" className="number" aria-sort={sorted('size')}>
          {sortable('size', 'Size')}
        </span>
        <span role="columnheader" className="number">
          Rate
        </span>
        <span role="columnheader" className="number" aria-sort={sorted('attempts')}>
          {sortable('attempts', 'Tries')}
        </span>
        <span role="columnheader">
          <span className="unseen">Actions</span>
        </span>
      </div>
    </div>
  );
}
