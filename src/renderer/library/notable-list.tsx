import { type ReactNode, useEffect, useState } from 'react';
import { formatBytes } from '#shared/format/quantities.ts';
import type { NotableFile, NotableQuery } from '#shared/library/library-state.ts';
import { libraryMessages } from '../messages/library.ts';
import { Elided } from '../ui/elided.tsx';
import { FIRST_PAGE, pageAround } from '../transport/page-of-rows.ts';
import { negativeNote } from '../ui/negative-note.ts';
import { LookButton } from '../ui/look-button.tsx';
import { SendButton } from '../ui/send-button.tsx';
import { TableButton } from '../ui/table-button.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useVirtualList } from '../ui/use-virtual-list.ts';
import { isThere } from './is-there.ts';
import { useNotableRows } from './use-notable-rows.ts';
import { problemOf, RESULT_MARKS } from './result-marks.ts';

/** The files that need attention, as a scrolling table. */
export function NotableList({
  result,
  total,
  version,
}: {
  readonly result: NotableQuery['result'];
  readonly total: number;
  /** Another value if the rows show something else. */
  readonly version: string;
}): ReactNode {
  const [wanted, setWanted] = useState(FIRST_PAGE);
  const page = useNotableRows(result, version, wanted);
  const list = useVirtualList(total);
  const first = list.items[0]?.index ?? 0;
  const last = list.items.at(-1)?.index ?? 0;
  useEffect(() => setWanted((before) => pageAround(before, first, last)), [first, last]);
  return (
    <div ref={list.scroller} className="list-scroller library-scroller">
      <div
        className="list"
        role="table"
        aria-label={libraryMessages.list.name}
        aria-rowcount={total + 1}
        tabIndex={0}
      >
        <div role="rowgroup" className="library-head">
          <div className="list-head" role="row" aria-rowindex={1}>
            <span role="columnheader">
              <span className="unseen">{libraryMessages.list.mark}</span>
            </span>
            <span role="columnheader">{libraryMessages.list.file}</span>
            <span role="columnheader">{libraryMessages.list.problem}</span>
            <span role="columnheader">{libraryMessages.list.whatToDo}</span>
            <span role="columnheader" className="number">
              {libraryMessages.list.onDisk}
            </span>
          </div>
        </div>
        <div role="rowgroup" className="library-space" style={{ height: list.height }}>
          {list.items.map(({ index, top }) => (
            <Row key={index} file={page.rows[index - page.offset]} index={index} top={top} />
          ))}
        </div>
      </div>
    </div>
  );
}

function Row({
  file,
  index,
  top,
}: {
  /** Undefined until its slice arrives. */
  readonly file: NotableFile | undefined;
  readonly index: number;
  readonly top: number;
}): ReactNode {
  const slash = file?.path.lastIndexOf('/') ?? 0;
  return (
    <div
      className="list-row library-row"
      role="row"
      aria-rowindex={index + 2}
      aria-label={file && libraryMessages.list.row(file.path.slice(slash + 1), problemOf(file))}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="cell" className="mark">
        {file && <StateMark of={RESULT_MARKS[file.repaired?.assurance ?? file.result]} />}
      </span>
      <span role="cell" className="file" title={file && negativeNote(file.path)}>
        {file && (
          <>
            <span className="mono">
              <Elided text={file.path.slice(slash + 1)} />
            </span>
            <span className="folder mono">
              <Elided text={file.path.slice(1, slash)} tail={14} />
            </span>
          </>
        )}
      </span>
      <span role="cell" className="what" title={file && problemOf(file)}>
        {file && problemOf(file)}
      </span>
      <span role="cell" className="what remedy">
        <span>{file && file.repaired === null && libraryMessages.remedies[file.result]}</span>
        {file && isThere(file) && <LookButton path={file.path} isQuiet />}
        {file && isThere(file) && <TableButton path={file.path} isQuiet />}
        {file && isThere(file) && <SendButton path={file.path} isQuiet />}
      </span>
      <span role="cell" className="number">
        {file?.size == null ? '–' : formatBytes(file.size)}
      </span>
    </div>
  );
}
