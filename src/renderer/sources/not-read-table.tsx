import type { ReactNode } from 'react';
import { sourcesMessages } from '../messages/sources.ts';
import type { SourceList } from '../source-lists/source-list.ts';

/** The rows of a table that are no sources, each with its reason. */
export function NotReadTable({
  list: { badRows, badRowCount },
}: {
  readonly list: SourceList;
}): ReactNode {
  const more = badRowCount - badRows.length;
  return (
    <div
      className="not-read-rows"
      role="region"
      aria-label={sourcesMessages.notReadTable}
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            <th>{sourcesMessages.where}</th>
            <th>{sourcesMessages.why}</th>
          </tr>
        </thead>
        <tbody>
          {badRows.map(({ location, reason }) => (
            <tr key={location}>
              <td>{location}</td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="hint">{sourcesMessages.moreNotRead(more)}</p>}
    </div>
  );
}
