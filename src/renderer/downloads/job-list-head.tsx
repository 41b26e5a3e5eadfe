import type { ReactNode } from 'react';

export function JobListHead(): ReactNode {
  return (
    <div role="rowgroup" className="job-head-group">
      <div className="list-head job-head" role="row" aria-rowindex={1}>
        <span role="columnheader">
          <span className="unseen">Mark</span>
        </span>
        <span role="columnheader">File</span>
        <span role="columnheader">State</span>
        <span role="columnheader" className="number">
          Progress
        </span>
        <span role="columnheader" className="number">
          Size
        </span>
        <span role="columnheader" className="number">
          Rate
        </span>
        <span role="columnheader" className="number">
          Tries
        </span>
        <span role="columnheader">
          <span className="unseen">Actions</span>
        </span>
      </div>
    </div>
  );
}
