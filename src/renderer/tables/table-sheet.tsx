import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { SelavyCatalogue } from '#shared/selavy/catalogue.ts';
import { closeTable } from '../app/opened-table.ts';
import { showInImage, showOnSky } from '../app/pointed.ts';
import { useApp } from '../app/use-app.ts';
import { tablesMessages } from '../messages/tables.ts';
import { OneOf } from '../ui/one-of.tsx';
import { fileOf } from './choose-table.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { imageOf, positionOf } from './row-position.ts';
import { copyRows, saveTable } from './save-table.ts';
import { TableChart } from './table-chart.tsx';
import { TableGrid } from './table-grid.tsx';
import { CHARTS, useTables } from './tables-store.ts';
import { useArrangedTable } from './use-arranged-table.ts';

interface TableSheetProps {
  readonly path: string;
  readonly catalogue: SelavyCatalogue;
}

const NOTHING = { anchor: -1, cursor: -1 };

/** One catalogue: its rows, what to do with them, and charts of its columns. */
export function TableSheet({ path, catalogue }: TableSheetProps): ReactNode {
  const app = useApp();
  const browsed = useStore(app.browse, (state) => state.browsed);
  const { filter, sort, chart } = useTables();
  const arranged = useArrangedTable(catalogue);
  const { rows, columns, shown, problem } = arranged;
  const [selection, setSelection] = useState(NOTHING);
  const file = fileOf(path);
  const row = rows[selection.cursor];
  const position = row === undefined ? null : positionOf(catalogue, row);
  const image = imageOf(browsed, path);
  const copy = (): void => {
    const low = Math.min(selection.anchor, selection.cursor);
    const high = Math.max(selection.anchor, selection.cursor);
    void copyRows(app, arranged, high < 0 ? rows : rows.subarray(low, high + 1));
  };
  const save = (as: 'vot' | 'csv'): void => void saveTable(app, catalogue, arranged, file, as);
  return (
    <section className="tables" aria-label={file}>
      <header className="table-title">
        <h2 className="mono">{file}</h2>
        <span className="figures" role="status">
          {tablesMessages.rows(rows.length, catalogue.rowCount)}
        </span>
        <span className="gap" />
        <button type="button" className="button quiet small" onClick={closeTable}>
          {tablesMessages.others}
        </button>
      </header>
      <div className="table-tools">
        <input
          type="search"
          className="input find"
          aria-label={tablesMessages.filter.label}
          placeholder={tablesMessages.filter.placeholder}
          aria-invalid={problem !== null}
          value={filter}
          onChange={({ target }) => {
            useTables.setState({ filter: target.value });
            setSelection(NOTHING);
          }}
        />
        <ColumnChooser columns={catalogue.columns} shown={shown} />
        <OneOf
          name={tablesMessages.chart}
          all={CHARTS}
          chosen={chart}
          nameOf={(each) => tablesMessages.charts[each]}
          onChoose={(next) => useTables.setState({ chart: next })}
        />
        <span className="gap" />
        <button
          type="button"
          className="button small"
          disabled={position === null}
          onClick={() => position !== null && showOnSky(app, position)}
        >
          {tablesMessages.sky}
        </button>
        <button
          type="button"
          className="button small"
          disabled={position === null || image === null}
          title={image === null ? tablesMessages.noImage : undefined}
          onClick={() => {
            if (position !== null && image !== null) showInImage(app, image, position);
          }}
        >
          {tablesMessages.look}
        </button>
        <button
          type="button"
          className="button small"
          title={tablesMessages.copyHint}
          onClick={copy}
        >
          {tablesMessages.copy}
        </button>
        <button type="button" className="button small" onClick={() => save('vot')}>
          {tablesMessages.saveVotable}
        </button>
        <button type="button" className="button small" onClick={() => save('csv')}>
          {tablesMessages.saveCsv}
        </button>
      </div>
      {problem !== null && (
        <p className="refusal table-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="table-body">
        <TableGrid
          label={tablesMessages.table(file)}
          columns={columns}
          rows={rows}
          sort={sort}
          onSort={(next) => {
            useTables.setState({ sort: next });
            setSelection(NOTHING);
          }}
          selection={selection}
          onSelect={setSelection}
          onCopy={copy}
        />
        {chart !== 'none' && (
          <TableChart
            kind={chart}
            catalogue={catalogue}
            rows={rows}
            file={file}
            row={row ?? null}
          />
        )}
      </div>
    </section>
  );
}
