import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import { useOutputFolder } from '../app/use-output-folder.ts';
import { coverageMessages } from '../messages/coverage.ts';
import { useSourceLists } from '../source-lists/source-lists.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { Elided } from '../ui/elided.tsx';
import { CellDetail } from './cell-detail.tsx';
import { countsAt, sumCounts } from './count-cells.ts';
import { coverageStore } from './coverage-store.ts';
import { HiddenFiles } from './hidden-files.tsx';
import { Legend } from './legend.tsx';
import { Matrix } from './matrix.tsx';
import { rectangleOf, type Span } from './span.ts';
import { filesInside, toggleFiles } from './tick-cells.ts';
import { useMatrix } from './use-matrix.ts';

/** Which files of which field and epoch are on disk, in the queue, ticked or missing. */
export function Coverage(): ReactNode {
  const browsed = useStore(useApp().browse, (state) => state.browsed);
  return browsed === null ? (
    <p className="empty">{coverageMessages.loading}</p>
  ) : (
    <Shown browsed={browsed} />
  );
}

function Shown({ browsed }: { readonly browsed: Browsed }): ReactNode {
  const { browseWith } = useApp();
  const folder = useOutputFolder();
  const { order, splitsKinds, listId, span } = useStore(coverageStore);
  const fieldsOfList = useSourceLists(
    ({ lists }) => lists.find(({ id }) => id === listId)?.fields ?? null,
  );
  const { axes, states, counts, shown, fields } = useMatrix(
    browsed,
    splitsKinds,
    order,
    fieldsOfList,
  );
  const extent = { rows: shown.length, columns: axes.epochs.length };
  const held = within(span, extent);
  const filesOf = (of: Span) => filesInside(axes, browsed, shown, rectangleOf(of, extent));
  return (
    <section className="coverage" aria-label={coverageMessages.name}>
      <HiddenFiles browsed={browsed} />
      <p className="coverage-summary">
        <span>
          {coverageMessages.summary(
            sumCounts(shown.map((line) => countsAt(counts, line, counts.columns))),
            fields,
            axes.epochs.length,
          )}
        </span>
        <span className="mono">
          <Elided text={folder} />
        </span>
        <Legend />
      </p>
      {shown.length === 0 ? (
        <div className="empty">
          <h2>{coverageMessages.nothing}</h2>
          <p>
            {fieldsOfList === null ? coverageMessages.nothingHint : coverageMessages.nothingOfList}
          </p>
        </div>
      ) : (
        <>
          <Matrix
            axes={axes}
            counts={counts}
            shown={shown}
            fields={fields}
            span={held}
            onSpan={(next) => coverageStore.setState({ span: next })}
            onToggle={(toggled) => browseWith((now) => toggleFiles(now, filesOf(toggled)))}
          />
          <CellDetail
            axes={axes}
            browsed={browsed}
            counts={counts}
            shown={shown}
            states={states}
            span={held}
          />
        </>
      )}
    </section>
  );
}

/** The span of an earlier matrix, which may have had more rows or columns. */
function within(
  { anchor, head }: Span,
  { rows, columns }: { rows: number; columns: number },
): Span {
  const held = ({ row, column }: Span['head']) => ({
    row: Math.min(row, rows - 1),
    column: Math.min(column, columns - 1),
  });
  return { anchor: held(anchor), head: held(head) };
}
