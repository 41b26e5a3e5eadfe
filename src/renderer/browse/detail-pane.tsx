import type { ReactNode } from 'react';
import { hasBit } from '#shared/catalogue/bitset.ts';
import { fileAt, productAt } from '#shared/catalogue/catalogue.ts';
import { labelOf } from '#shared/catalogue/tree.ts';
import { formatCount } from '#shared/format/quantities.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { fileOfLeaf } from '../ticks/open-nodes.ts';
import { formatTotals, guessOfItem, onDiskOfItem, totalsOfItem } from './item-facts.ts';
import { fieldOfItem, labelOfItem } from '../ticks/labels.ts';
import { fileOfItem, isFile, type Item } from '../ticks/visible-rows.ts';
import { FileHeader } from './file-header.tsx';
import { FileFacts } from './file-facts.tsx';
import { EpochFacts, FieldFacts } from './observed-facts.tsx';
import { browseMessages } from '../messages/browse.ts';

/** Facts about the item under the tree's cursor, and about its field. */
export function DetailPane({ browsed }: { readonly browsed: Browsed }): ReactNode {
  const { active } = browsed;
  return (
    <aside className="detail" aria-label={browseMessages.detail.name}>
      {active === null ? (
        <p className="muted nothing">{browseMessages.detail.nothing}</p>
      ) : (
        <Known browsed={browsed} item={active} />
      )}
    </aside>
  );
}

function Known({ browsed, item }: { readonly browsed: Browsed; readonly item: Item }): ReactNode {
  const chain = chainOf(browsed, item);
  const label = labelOfItem(browsed, item, chain[1] ?? null);
  const field = fieldOfItem(browsed.catalogue, browsed.tree, chain);
  const epoch = epochOfChain(browsed, chain);
  const file = fileOfLeaf(browsed, item);
  return (
    <>
      <header>
        <h2 className={label.literal ? 'mono' : undefined}>{label.name}</h2>
        {file === null && <Totals browsed={browsed} item={item} />}
      </header>
      {file !== null && <FileFacts browsed={browsed} row={file} />}
      {file !== null && <HeaderOf browsed={browsed} row={file} />}
      {field === null && epoch !== null && <EpochFacts epoch={epoch} />}
      {field !== null && <FieldFacts field={field} epoch={epoch} showName={field !== label.name} />}
    </>
  );
}

/** Only FITS files have one. */
function HeaderOf({
  browsed,
  row,
}: {
  readonly browsed: Browsed;
  readonly row: number;
}): ReactNode {
  const { path } = fileAt(browsed.catalogue, row);
  if (!path.endsWith('.fits')) return null;
  return <FileHeader key={path} path={path} isOnDisk={hasBit(browsed.onDisk, row)} />;
}

function Totals({ browsed, item }: { readonly browsed: Browsed; readonly item: Item }): ReactNode {
  const totals = totalsOfItem(browsed, item);
  const onDisk = onDiskOfItem(browsed, item);
  return (
    <dl className="facts">
      <dt>{browseMessages.detail.files}</dt>
      <dd>{formatCount(totals.files)}</dd>
      <dt>{browseMessages.detail.size}</dt>
      <dd>{formatTotals(totals, guessOfItem(browsed, item))}</dd>
      <dt>{browseMessages.detail.onDisk}</dt>
      <dd>{formatCount(onDisk)}</dd>
    </dl>
  );
}

/** An item and its ancestors, the item first. */
function chainOf({ rows, tree }: Browsed, item: Item): readonly Item[] {
  const chain = [item];
  let index = rows.items.indexOf(item);
  while (index !== -1 && rows.parents[index] !== -1) {
    index = rows.parents[index]!;
    chain.push(rows.items[index]!);
  }
  return tree.grouping === 'folders' ? chain.slice(0, 1) : chain;
}

function epochOfChain({ catalogue, tree }: Browsed, chain: readonly Item[]): string | null {
  for (const item of chain) {
    if (isFile(item)) {
      const { epoch } = productAt(catalogue, fileOfItem(item));
      if (epoch !== null) return epoch;
    } else if (tree.grouping !== 'folders') {
      const label = labelOf(tree, item);
      if (label.level === 'epoch') return label.epoch;
    }
  }
  return null;
}
