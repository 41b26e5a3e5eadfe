import { type ReactNode, useState } from 'react';
import { closeTable, useOpenedTable } from '../app/opened-table.ts';
import { tablesMessages } from '../messages/tables.ts';
import { Notice } from '../ui/notice.tsx';
import { ChooseTable, fileOf } from './choose-table.tsx';
import { TableSheet } from './table-sheet.tsx';
import { useTable } from './use-table.ts';

/** Catalogues of sources on this disk. */
export function TablesView(): ReactNode {
  const { path } = useOpenedTable();
  return path === null ? <ChooseTable /> : <Opened key={path} path={path} />;
}

function Opened({ path }: { readonly path: string }): ReactNode {
  const [attempt, setAttempt] = useState(0);
  const state = useTable(path, attempt);
  if (state.kind === 'read') return <TableSheet path={path} catalogue={state.catalogue} />;
  if (state.kind === 'reading') {
    return (
      <div className="empty" role="status">
        <p>{tablesMessages.reading(fileOf(path))}</p>
      </div>
    );
  }
  return (
    <section className="tables">
      <Notice tone="problem" title={tablesMessages.failed}>
        {state.why}{' '}
        <button type="button" className="as-link" onClick={() => setAttempt(attempt + 1)}>
          {tablesMessages.again}
        </button>{' '}
        <button type="button" className="as-link" onClick={closeTable}>
          {tablesMessages.others}
        </button>
      </Notice>
    </section>
  );
}
