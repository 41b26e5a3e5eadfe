import { type ReactNode, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { rowsOf } from '#shared/catalogue/bitset.ts';
import { pathAt, productAt } from '#shared/catalogue/catalogue.ts';
import { isTable, openTable } from '../app/opened-table.ts';
import { useApp } from '../app/use-app.ts';
import { tablesMessages } from '../messages/tables.ts';
import type { Browsed } from '../ticks/browsed.ts';

const MAX_SHOWN = 200;

export function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function tablesOnDisk({ catalogue, onDisk }: Browsed): readonly string[] {
  const paths: string[] = [];
  for (const row of rowsOf(onDisk)) {
    const { kind } = productAt(catalogue, row);
    if (kind !== 'components' && kind !== 'islands') continue;
    const path = pathAt(catalogue, row);
    if (isTable(path)) paths.push(path);
  }
  return paths;
}

/** The catalogues on this disk, to choose one. */
export function ChooseTable(): ReactNode {
  const app = useApp();
  const browsed = useStore(app.browse, (state) => state.browsed);
  const [filter, setFilter] = useState('');
  const tables = useMemo(() => (browsed === null ? [] : tablesOnDisk(browsed)), [browsed]);
  const wanted = filter.trim().toLowerCase();
  const found = tables.filter((path) => path.toLowerCase().includes(wanted));
  const words = tablesMessages.empty;
  return (
    <section className="choose-image">
      <h2>{words.title}</h2>
      <p className="muted">{tables.length === 0 ? words.none : words.hint}</p>
      {tables.length > 0 && (
        <>
          <input
            className="input"
            type="search"
            aria-label={words.filter}
            placeholder={words.filter}
            value={filter}
            onChange={({ target }) => setFilter(target.value)}
          />
          <ul aria-label={words.list}>
            {found.slice(0, MAX_SHOWN).map((path) => (
              <li key={path}>
                <button type="button" className="mono" onClick={() => openTable(app, path)}>
                  {fileOf(path)}
                </button>
              </li>
            ))}
          </ul>
          {found.length > MAX_SHOWN && (
            <p className="muted">{words.more(found.length - MAX_SHOWN)}</p>
          )}
        </>
      )}
    </section>
  );
}
