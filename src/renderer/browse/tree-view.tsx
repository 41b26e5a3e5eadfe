import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react';
import { useApp } from '../app/use-app.ts';
import { useStable } from '../ui/use-stable.ts';
import { useVirtualList } from '../ui/use-virtual-list.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { isLeaf } from '../ticks/derive-browsed.ts';
import { isOpenNode, withOpen } from '../ticks/open-nodes.ts';
import { tickItem } from '../ticks/tick-files.ts';
import { copyTextOf, labelOfItem } from '../ticks/labels.ts';
import { findTyped, commandOfKey, type TreeCommand } from './tree-keys.ts';
import { rowId, TreeRow } from './tree-row.tsx';
import { tickStateOfItem } from './item-facts.ts';
import { isFile, type Item } from '../ticks/visible-rows.ts';
import { browseMessages } from '../messages/browse.ts';

/** Keys within this time of each other spell one name. */
const TYPING_MS = 700;

export function TreeView({
  browsed,
  head,
}: {
  readonly browsed: Browsed;
  readonly head: ReactNode;
}): ReactNode {
  const { browseWith, toasts } = useApp();
  const typed = useRef({ text: '', atMs: 0 });
  const { rows } = browsed;
  const activeIndex = useMemo(
    () => (browsed.active === null ? -1 : rows.items.indexOf(browsed.active)),
    [browsed.active, rows],
  );
  const list = useVirtualList(rows.length);

  const go = (index: number): void => {
    const item = rows.items[index];
    if (item === undefined) return;
    browseWith((now) => ({ ...now, active: item }));
    list.scrollTo(index);
  };
  const follow = useStable((command: TreeCommand): void => {
    switch (command.kind) {
      case 'go':
        return go(command.to);
      case 'open':
      case 'close':
        return browseWith((now) =>
          withOpen(now, [now.rows.items[command.at]!], command.kind === 'open'),
        );
      case 'tick':
        return browseWith((now) => {
          const item = now.rows.items[command.at]!;
          return tickItem(now, item, tickStateOfItem(now, item) !== 'all');
        });
      case 'open-siblings':
        return browseWith((now) => withOpen(now, siblingsOf(now, command.at), true));
      default:
        return command satisfies never;
    }
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = Math.max(activeIndex, 0);
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && browsed.active !== null) {
      if (window.getSelection()?.isCollapsed !== false) {
        void navigator.clipboard.writeText(copyTextOf(browsed, browsed.active));
        toasts.show(browseMessages.tree.copied);
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const command = commandOfKey(event.key, {
      rows,
      at,
      isOpen: (index) => isOpenNode(browsed, rows.items[index]!),
      isLeaf: (index) => isLeaf(browsed, rows.items[index]!),
      page: list.page(),
    });
    if (command !== null) {
      event.preventDefault();
      // The first key only shows the cursor.
      follow(activeIndex === -1 && command.kind === 'go' ? { kind: 'go', to: 0 } : command);
      return;
    }
    if (event.key.length === 1) {
      const nowMs = event.timeStamp;
      const text =
        nowMs - typed.current.atMs < TYPING_MS ? typed.current.text + event.key : event.key;
      typed.current = { text, atMs: nowMs };
      const nameAt = (index: number) =>
        labelOfItem(browsed, rows.items[index]!, parentOf(browsed, index)).name;
      const found = findTyped(text, rows.length, at, nameAt);
      if (found !== -1) go(found);
    }
  };

  return (
    <div ref={list.scroller} className="list-scroller tree-scroller">
      {head}
      <div
        className="list tree"
        role="tree"
        aria-label={browseMessages.tree.name}
        aria-multiselectable="true"
        tabIndex={0}
        aria-activedescendant={
          list.items.some(({ index }) => index === activeIndex) ? rowId(browsed.active) : undefined
        }
        onKeyDown={onKeyDown}
        onFocus={() => {
          if (activeIndex === -1 && rows.length > 0)
            browseWith((now) => ({ ...now, active: now.rows.items[0]! }));
        }}
        style={{ height: list.height }}
      >
        {list.items.map(({ index, top }) => (
          <TreeRow
            key={index}
            browsed={browsed}
            index={index}
            top={top}
            isActive={index === activeIndex}
            onFollow={follow}
          />
        ))}
      </div>
    </div>
  );
}

function parentOf({ rows }: Browsed, index: number): Item | null {
  const parent = rows.parents[index] ?? -1;
  return parent === -1 ? null : rows.items[parent]!;
}

function siblingsOf({ rows }: Browsed, at: number): Item[] {
  const parent = rows.parents[at];
  const siblings: Item[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    if (rows.parents[index] === parent && !isFile(rows.items[index]!))
      siblings.push(rows.items[index]!);
  }
  return siblings;
}
