import type { ReactNode } from 'react';
import { countBits } from '#shared/catalogue/bitset.ts';
import type { TickState } from '#shared/catalogue/tree-ticks.ts';
import { useApp } from '../app/use-app.ts';
import { browseMessages } from '../messages/browse.ts';
import type { Browsed, TreeSort } from '../ticks/browsed.ts';
import { withSort } from '../ticks/change-browsed.ts';
import { tickAllOnView } from '../ticks/tick-files.ts';
import { SortButton } from '../ui/sort-button.tsx';
import { Tick } from '../ui/tick.tsx';

/** The column heads of the tree, with the box that ticks everything on view. */
export function TreeHead({ browsed }: { readonly browsed: Browsed }): ReactNode {
  const { browseWith } = useApp();
  const state = allTicked(browsed);
  const { sort } = browsed;
  const sortable = (by: TreeSort['by']): ReactNode => (
    <SortButton
      name={browseMessages.tree.column[by]}
      direction={sort?.by === by ? (sort.descending ? 'descending' : 'ascending') : null}
      onSort={(next) =>
        browseWith((now) => withSort(now, next && { by, descending: next === 'descending' }))
      }
    />
  );
  return (
    <div className="list-head tree-head">
      <span className="lead">
        <button
          type="button"
          role="checkbox"
          aria-checked={state === 'some' ? 'mixed' : state === 'all'}
          aria-label={browseMessages.tree.tickAll}
          title={browseMessages.tree.tickAll}
          disabled={browsed.shown.files === 0}
          onClick={() => browseWith((now) => tickAllOnView(now, allTicked(now) !== 'all'))}
        >
          <Tick state={state} />
        </button>
        {sortable('name')}
      </span>
      <span className="number">{sortable('files')}</span>
      <span className="number">{sortable('size')}</span>
      <span className="disk">{sortable('disk')}</span>
    </div>
  );
}

function allTicked({ tickedOnView, shown }: Browsed): TickState {
  const ticked = countBits(tickedOnView);
  if (ticked === 0) return 'none';
  return ticked === shown.files ? 'all' : 'some';
}
