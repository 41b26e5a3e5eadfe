import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { coverageMessages } from '../messages/coverage.ts';
import type { FieldOrder } from './arrange-rows.ts';
import { useSourceLists } from '../source-lists/source-lists.ts';
import { coverageStore } from './coverage-store.ts';

const ORDERS: readonly FieldOrder[] = ['ra', 'dec', 'epochs', 'missing'];

/** How the matrix sorts its fields, and whether it splits them by product. */
export function CoverageTools(): ReactNode {
  const { order, splitsKinds } = useStore(coverageStore);
  return (
    <div className="coverage-tools">
      <span className="hint" aria-hidden="true">
        {coverageMessages.order.name}
      </span>
      <ToggleGroup
        className="segments"
        aria-label={coverageMessages.order.name}
        value={[order]}
        onValueChange={([next]) => {
          const chosen = ORDERS.find((each) => each === next);
          if (chosen !== undefined) coverageStore.setState({ order: chosen });
        }}
      >
        {ORDERS.map((each) => (
          <Toggle key={each} value={each}>
            {coverageMessages.order[each]}
          </Toggle>
        ))}
      </ToggleGroup>
      <FieldsChoice />
      <label className="check">
        <input
          type="checkbox"
          checked={splitsKinds}
          onChange={({ target }) => coverageStore.setState({ splitsKinds: target.checked })}
        />
        <span>{coverageMessages.splitKinds}</span>
      </label>
    </div>
  );
}

/** Shows all fields, or those that see the sources of a list; nothing before the first list. */
function FieldsChoice(): ReactNode {
  const lists = useSourceLists((state) => state.lists);
  const { listId } = useStore(coverageStore);
  if (lists.length === 0) return null;
  const isThere = lists.some(({ id }) => id === listId);
  return (
    <select
      className="input fields-choice"
      aria-label={coverageMessages.fields}
      value={isThere && listId !== null ? listId : ''}
      onChange={({ target }) =>
        coverageStore.setState({ listId: target.value === '' ? null : target.value })
      }
    >
      <option value="">{coverageMessages.allFields}</option>
      {lists.map(({ id, name }) => (
        <option key={id} value={id}>
          {coverageMessages.fieldsOfList(name)}
        </option>
      ))}
    </select>
  );
}
