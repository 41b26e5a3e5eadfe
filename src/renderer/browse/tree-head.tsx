import type { ReactNode } from 'react';
import { countBits } from '#shared/catalogue/bitset.ts';
import type { TickState } from '#shared/catalogue/tree-ticks.ts';
import { useApp } from '../app/use-app.ts';
import { browseMessages } from '../messages/browse.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { tickAllOnView } from '../ticks/tick-files.ts';
import { Tick } from '../ui/tick.tsx';

/** The column heads of the tree, with the box that ticks everything on view. */
export function TreeHead({ browsed }: { readonly browsed: Browsed }): ReactNode {
  const { browseWith } = useApp();
  const state = allTicked(browsed);
  return (
    <div className="list-head tree-head">
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
        <span>{browseMessages.tree.column.name}</span>
      </button>
      <span className="number">{browseMessages.tree.column.files}</span>
      <span className="number">{browseMessages.tree.column.size}</span>
      <span className="disk">{browseMessages.tree.column.disk}</span>
    </div>
  );
}

function allTicked({ tickedOnView, shown }: Browsed): TickState {
  const ticked = countBits(tickedOnView);
  if (ticked === 0) return 'none';
  return ticked === shown.files ? 'all' : 'some';
}
