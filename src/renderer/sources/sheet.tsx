import { type ReactNode, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '#shared/format/quantities.ts';
import { useApp } from '../app/use-app.ts';
import { LightCurve } from '../lightcurve/light-curve.tsx';
import { shownCurveStore } from '../lightcurve/shown-curve.ts';
import { sourcesMessages } from '../messages/sources.ts';
import { rowFinder } from '../source-lists/row-finder.ts';
import type { SourceSort } from '../source-lists/worker-calls.ts';
import type { SourceList } from '../source-lists/source-list.ts';
import { NotReadTable } from './not-read-table.tsx';
import { Observations } from './observations.tsx';
import { pairsOnDisk } from './pairs-on-disk.ts';
import { factsOfRow } from './row-facts.ts';
import { rowsOnView, type Shown } from './rows-on-view.ts';
import { NOTHING_SELECTED } from './select-sources.ts';
import { SheetHead } from './sheet-head.tsx';
import { SourceTable } from './source-table.tsx';
import { TickBar } from './tick-bar.tsx';
import { useArranged } from './use-arranged.ts';

/** One list: how it was read, its sources with their observations, and what to do with them. */
export function Sheet({ list }: { readonly list: SourceList }): ReactNode {
  const { browse } = useApp();
  const catalogue = useStore(browse, ({ browsed }) => browsed?.catalogue ?? null);
  const onDisk = useStore(browse, ({ browsed }) => browsed?.onDisk ?? null);
  const [shown, setShown] = useState<Shown>('all');
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [text, setText] = useState('');
  const [sort, setSort] = useState<SourceSort | null>(null);
  const curve = useStore(shownCurveStore, (state) =>
    state.shown?.list === list.id ? state.shown : null,
  );
  const arranged = useArranged(list, text, sort);
  const toTop = (): void => setSelection((before) => ({ ...before, cursor: -1, anchor: -1 }));
  const pairs = useMemo(
    () => pairsOnDisk(catalogue === null || onDisk === null ? null : { catalogue, onDisk }),
    [catalogue, onDisk],
  );
  const rows = useMemo(
    () => rowsOnView(list, shown, arranged.sources),
    [list, shown, arranged.sources],
  );
  const facts = useMemo(
    () => (source: number) =>
      factsOfRow(rowFinder(), { raDeg: list.raDeg[source]!, decDeg: list.decDeg[source]! }, pairs),
    [list, pairs],
  );
  const counts: Readonly<Record<Shown, number>> = {
    all: list.names.length,
    observed: list.names.length - list.outside.length,
    outside: list.outside.length,
    'not-read': list.badRowCount,
  };
  const { cursor } = selection;
  const source = cursor >= 0 && cursor < rows.length ? rows.at(cursor) : null;
  if (curve !== null) return <LightCurve source={curve.source} onBack={hideCurve} />;
  return (
    <div className="sheet">
      <SheetHead list={list} selected={selection.sources} />
      <div className="sheet-tools">
        <div className="segments" role="group" aria-label={sourcesMessages.filters}>
          {SHOWN.filter((each) => each === 'all' || counts[each] > 0).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === shown}
              onClick={() => {
                setShown(each);
                toTop();
              }}
            >
              {SHOWN_NAMES[each]} <span className="count">{formatCount(counts[each])}</span>
            </button>
          ))}
        </div>
        <input
          type="search"
          className="input find"
          aria-label={sourcesMessages.find.label}
          placeholder={sourcesMessages.find.label}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            toTop();
          }}
        />
        <span className="hint" role="status">
          {arranged.isPending
            ? sourcesMessages.find.pending
            : text.trim() !== '' && sourcesMessages.find.found(rows.length)}
        </span>
        <span className="gap" />
        {selection.sources.size > 0 && (
          <button
            type="button"
            className="button quiet small"
            onClick={() => setSelection({ ...selection, sources: new Set() })}
          >
            {sourcesMessages.tick.clear}
          </button>
        )}
      </div>
      {shown === 'not-read' ? (
        <NotReadTable list={list} />
      ) : (
        <SourceTable
          key={shown}
          list={list}
          rows={rows}
          facts={facts}
          selection={selection}
          sort={sort}
          onSort={(next) => {
            setSort(next);
            toTop();
          }}
          onSelect={setSelection}
        />
      )}
      {source !== null && (
        <Observations
          name={list.names.at(source)!}
          facts={facts(source)}
          pairs={pairs}
          onCurve={() => showCurve(list, source)}
        />
      )}
      <TickBar list={list} selected={selection.sources} />
    </div>
  );
}

function showCurve({ id, names, raDeg, decDeg }: SourceList, index: number): void {
  const name = names.at(index)?.trim() || sourcesMessages.unnamed(index + 1);
  const source = { name, raDeg: raDeg[index]!, decDeg: decDeg[index]! };
  shownCurveStore.setState({ shown: { list: id, source } });
}

const hideCurve = (): void => shownCurveStore.setState({ shown: null });

const SHOWN: readonly Shown[] = ['all', 'observed', 'outside', 'not-read'];

const SHOWN_NAMES: Readonly<Record<Shown, string>> = {
  all: sourcesMessages.all,
  observed: sourcesMessages.observed,
  outside: sourcesMessages.outside,
  'not-read': sourcesMessages.notRead,
};
