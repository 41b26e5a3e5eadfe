import { memo, type ReactNode } from 'react';
import { formatCount } from '#shared/format/quantities.ts';
import { Elided } from '../ui/elided.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Tick } from '../ui/tick.tsx';
import { textAt } from '#shared/catalogue/text-column.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { fileOfLeaf, isOpenNode } from '../ticks/open-nodes.ts';
import {
  describeItem,
  formatTotals,
  guessOfItem,
  onDiskOfItem,
  tickedOfItem,
  tickStateOfItem,
  totalsOfItem,
} from './item-facts.ts';
import { labelOfItem } from '../ticks/labels.ts';
import type { TreeCommand } from './tree-keys.ts';
import { isFile, type Item } from '../ticks/visible-rows.ts';
import { browseMessages } from '../messages/browse.ts';

const CHECKED = { none: 'false', some: 'mixed', all: 'true' } as const;

interface TreeRowProps {
  readonly browsed: Browsed;
  readonly index: number;
  readonly top: number;
  readonly isActive: boolean;
  readonly onFollow: (command: TreeCommand) => void;
}

export function rowId(item: Item | null): string | undefined {
  return item === null ? undefined : `item${item}`;
}

/** One row. Memoised: scrolling renders only the rows that come into sight. */
export const TreeRow = memo(function TreeRow({
  browsed,
  index,
  top,
  isActive,
  onFollow,
}: TreeRowProps): ReactNode {
  const { rows, catalogue } = browsed;
  const item = rows.items[index]!;
  const depth = rows.depths[index]!;
  const parentIndex = rows.parents[index]!;
  const parent = parentIndex === -1 ? null : rows.items[parentIndex]!;
  const label = labelOfItem(browsed, item, parent);
  const totals = totalsOfItem(browsed, item);
  const tick = tickStateOfItem(browsed, item);
  const onDisk = onDiskOfItem(browsed, item);
  const file = fileOfLeaf(browsed, item);
  const isLeaf = file !== null;
  const isOpen = isOpenNode(browsed, item);
  const toggle = () => onFollow({ kind: isOpen ? 'close' : 'open', at: index });
  return (
    <div
      id={rowId(item)}
      className="list-row tree-row"
      role="treeitem"
      aria-label={label.name}
      aria-description={describeItem(browsed, item)}
      aria-level={depth}
      aria-posinset={rows.positions[index]}
      aria-setsize={rows.siblings[index]}
      aria-checked={CHECKED[tick]}
      aria-expanded={isLeaf ? undefined : isOpen}
      data-active={isActive || undefined}
      data-chosen={isActive || undefined}
      data-depth={depth}
      data-leaf={isLeaf || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onFollow({ kind: 'go', to: index })}
      onDoubleClick={isLeaf ? undefined : toggle}
    >
      <span className="lead" style={{ paddingLeft: (depth - 1) * 18 }}>
        <span
          className="twist"
          data-part="twist"
          data-open={isOpen || undefined}
          onClick={
            isLeaf
              ? undefined
              : (event) => {
                  event.stopPropagation();
                  toggle();
                }
          }
          onDoubleClick={(event) => event.stopPropagation()}
        >
          {!isLeaf && (
            <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
              <path d="M2 0.8 6.4 4 2 7.2z" fill="currentColor" />
            </svg>
          )}
        </span>
        <span
          className="box"
          data-part="tick"
          onClick={(event) => {
            event.stopPropagation();
            onFollow({ kind: 'go', to: index });
            onFollow({ kind: 'tick', at: index });
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <Tick state={tick} />
        </span>
        <span className={label.literal ? 'name mono' : 'name'}>
          {label.literal ? <Elided text={label.name} tail={isFile(item) ? 22 : 14} /> : label.name}
        </span>
        {isLeaf && !isFile(item) ? (
          <span className="about mono">
            <Elided text={textAt(catalogue.names, file)} />
          </span>
        ) : (
          <span className="about">{label.about}</span>
        )}
      </span>
      {!isLeaf && (
        <span className="number">
          {tick === 'some' && (
            <span className="of">{browseMessages.tree.tickedOf(tickedOfItem(browsed, item))}</span>
          )}
          {formatCount(totals.files)}
        </span>
      )}
      <span className="number">{formatTotals(totals, guessOfItem(browsed, item))}</span>
      <span className="disk">
        {onDisk > 0 && <DiskMark onDisk={onDisk} files={totals.files} />}
      </span>
    </div>
  );
});

/** Marks items whose files, or some of them, are on this disk with the listed size. */
function DiskMark({
  onDisk,
  files,
}: {
  readonly onDisk: number;
  readonly files: number;
}): ReactNode {
  if (onDisk === files) return <StateMark of="size-only" title={browseMessages.tree.onDisk} />;
  return (
    <StateMark
      of="partly"
      part={onDisk / files}
      title={browseMessages.tree.partlyOnDisk(onDisk, files)}
    />
  );
}
