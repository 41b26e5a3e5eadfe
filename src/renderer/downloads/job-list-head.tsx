import type { ReactNode } from 'react';
import type { JobSort } from '#shared/downloads/job-row.ts';
import { downloadsMessages } from '../messages/downloads.ts';
import { SortButton, type SortDirection } from '../ui/sort-button.tsx';

interface JobListHeadProps {
  /** Null for the queue's own order: failed, active, waiting, paused, done. */
  readonly sort: JobSort | null;
  readonly onSort: (sort: JobSort | null) => void;
}

/** The column heads of the queue's list. Clicks on one sort ascending, descending, then not at all. */
export function JobListHead({ sort, onSort }: JobListHeadProps): ReactNode {
  const sorted = (by: JobSort['by']): SortDirection | undefined => {
    if (sort?.by !== by) return undefined;
    return sort.descending ? 'descending' : 'ascending';
  };
  const sortable = (by: JobSort['by'], name: string): ReactNode => (
    <SortButton
      name={name}
      direction={sorted(by) ?? null}
      onSort={(next) => onSort(next && { by, descending: next === 'descending' })}
    />
  );
  return (
    <div role="rowgroup" className="job-head-group">
      <div className="list-head job-head" role="row" aria-rowindex={1}>
        <span role="columnheader">
          <span className="unseen">{downloadsMessages.head.mark}</span>
        </span>
        <span role="columnheader" aria-sort={sorted('path')}>
          {sortable('path', downloadsMessages.head.file)}
        </span>
        <span role="columnheader" aria-sort={sorted('state')}>
          {sortable('state', downloadsMessages.head.state)}
        </span>
        <span role="columnheader" className="number">
          {downloadsMessages.head.progress}
        </span>
        <span role="columnheader" className="number" aria-sort={sorted('size')}>
          {sortable('size', downloadsMessages.head.size)}
        </span>
        <span role="columnheader" className="number">
          {downloadsMessages.head.rate}
        </span>
        <span role="columnheader" className="number" aria-sort={sorted('attempts')}>
          {sortable('attempts', downloadsMessages.head.attempts)}
        </span>
        <span role="columnheader">
          <span className="unseen">{downloadsMessages.head.actions}</span>
        </span>
      </div>
    </div>
  );
}
