import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';
import type { CatalogueColumn } from '#shared/selavy/catalogue.ts';
import { tablesMessages } from '../messages/tables.ts';
import { useTables } from './tables-store.ts';

interface ColumnChooserProps {
  readonly columns: readonly CatalogueColumn[];
  readonly shown: ReadonlySet<string>;
}

/** Which columns are shown. */
export function ColumnChooser({ columns, shown }: ColumnChooserProps): ReactNode {
  const words = tablesMessages.columns;
  const count = columns.filter(({ name }) => shown.has(name)).length;
  const toggle = (name: string): void => {
    const next = new Set(shown);
    if (!next.delete(name)) next.add(name);
    if (next.size > 0) useTables.setState({ shown: next });
  };
  return (
    <Popover.Root>
      <Popover.Trigger className="button small">
        {words.button(count, columns.length)}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4}>
          <Popover.Popup className="popup column-chooser">
            <Popover.Title>{words.title}</Popover.Title>
            <div className="actions">
              <button
                type="button"
                className="button quiet small"
                onClick={() =>
                  useTables.setState({ shown: new Set(columns.map(({ name }) => name)) })
                }
              >
                {words.all}
              </button>
              <button
                type="button"
                className="button quiet small"
                onClick={() => useTables.setState({ shown: null })}
              >
                {words.few}
              </button>
            </div>
            <ul>
              {columns.map(({ name, unit }) => (
                <li key={name}>
                  <label>
                    <input
                      type="checkbox"
                      checked={shown.has(name)}
                      onChange={() => toggle(name)}
                    />
                    <span className="mono">{name}</span>
                    <small>{unit}</small>
                  </label>
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
