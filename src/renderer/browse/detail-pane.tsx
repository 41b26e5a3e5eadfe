import { Fragment, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { hasBit } from '#shared/catalogue/bitset.ts';
import { fileAt, productAt } from '#shared/catalogue/catalogue.ts';
import { labelOf } from '#shared/catalogue/tree.ts';
import { formatBytes, formatCount } from '#shared/format/quantities.ts';
import { fieldNamed } from '#shared/survey/fields.ts';
import { Icon } from '../ui/icons.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useApp } from '../app/use-app.ts';
import { type Browsed, fileOfLeaf } from '../ticks/browse-store.ts';
import { FieldTimeline } from './field-timeline.tsx';
import { formatTotals, guessOfItem, onDiskOfItem, totalsOfItem } from './item-facts.ts';
import { fieldOfItem, KIND_NAMES, labelOfItem, REGION_NAMES } from '../ticks/labels.ts';
import { daysOfEpoch, tilesOfEpoch, tilesOfField } from '../ticks/observed.ts';
import { formatDec, formatRa } from '#shared/sky/format-angle.ts';
import { fileOfItem, isFile, type Item } from '../ticks/visible-rows.ts';

/** What is known of the item that the tree's cursor is on, and of the field that it belongs to. */
export function DetailPane({ browsed }: { readonly browsed: Browsed }): ReactNode {
  const { active } = browsed;
  return (
    <aside className="detail" aria-label="Detail">
      {active === null ? (
        <p className="muted nothing">Choose a row to see its position, epochs and files.</p>
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
      {field === null && epoch !== null && <EpochFacts epoch={epoch} />}
      {field !== null && <FieldFacts field={field} epoch={epoch} showName={field !== label.name} />}
    </>
  );
}

function Totals({ browsed, item }: { readonly browsed: Browsed; readonly item: Item }): ReactNode {
  const totals = totalsOfItem(browsed, item);
  const onDisk = onDiskOfItem(browsed, item);
  return (
    <dl className="facts">
      <dt>Files</dt>
      <dd>{formatCount(totals.files)}</dd>
      <dt>Size</dt>
      <dd>
        {totals.unknownSizes === totals.files
          ? 'not listed'
          : formatTotals(totals, guessOfItem(browsed, item))}
      </dd>
      <dt>On disk</dt>
      <dd>{formatCount(onDisk)}</dd>
    </dl>
  );
}

function FileFacts({
  browsed,
  row,
}: {
  readonly browsed: Browsed;
  readonly row: number;
}): ReactNode {
  const { toasts } = useApp();
  const file = fileAt(browsed.catalogue, row);
  const product = productAt(browsed.catalogue, row);
  const isOnDisk = hasBit(browsed.onDisk, row);
  const copy = () => {
    void navigator.clipboard.writeText(file.path);
    toasts.show('Path copied.');
  };
  return (
    <section>
      <p className="path mono">
        {file.path.split('/').map((part, index) => (
          <Fragment key={index}>
            {index > 0 && (
              <>
                /<wbr />
              </>
            )}
            {part}
          </Fragment>
        ))}{' '}
        <button
          type="button"
          className="icon-button"
          aria-label="Copy path"
          title="Copy path"
          onClick={copy}
        >
          <Icon name="copy" size={14} />
        </button>
      </p>
      <dl className="facts">
        <dt>Size</dt>
        <dd>{file.size === null ? 'not listed' : formatBytes(file.size)}</dd>
        <dt>On disk</dt>
        <dd className="with-mark">
          <StateMark of={isOnDisk ? 'verified' : 'listed'} />
          {isOnDisk ? 'yes, size as listed' : 'no'}
        </dd>
        <dt>Product</dt>
        <dd>
          {KIND_NAMES[product.kind]}
          {product.region !== 'none' && ` · ${REGION_NAMES[product.region].toLowerCase()}`}
        </dd>
        {product.stokes !== null && (
          <>
            <dt>Stokes</dt>
            <dd>
              {product.stokes}
              {product.sign === 'negative' && ' · negative sources'}
            </dd>
          </>
        )}
        {product.sbid !== null && (
          <>
            <dt>SBID</dt>
            <dd>{product.sbid}</dd>
          </>
        )}
        <dt>Hash</dt>
        <dd className="mono">
          {file.contentHash === null ? (
            'not listed'
          ) : (
            <span title={file.contentHash}>{file.contentHash.slice(0, 16)}…</span>
          )}
        </dd>
      </dl>
    </section>
  );
}

function EpochFacts({ epoch }: { readonly epoch: string }): ReactNode {
  const tiles = tilesOfEpoch(epoch);
  const state = useStore(useApp().connection, ({ current }) => current?.value ?? null);
  const isDemo = state?.kind === 'connected' && state.to === 'demo';
  if (tiles.length === 0) return null;
  return (
    <section>
      <h3>{isDemo ? 'The real epoch, as observed' : 'As observed'}</h3>
      <dl className="facts">
        <dt>Days</dt>
        <dd>{daysOfEpoch(epoch)}</dd>
        <dt>Fields</dt>
        <dd>{new Set(tiles.map(({ field }) => field)).size}</dd>
        <dt>Tiles</dt>
        <dd>{tiles.length}</dd>
        <dt>SBIDs</dt>
        <dd>{[...new Set(tiles.map(({ sbid }) => sbid))].toSorted((a, b) => a - b).join(' ')}</dd>
      </dl>
    </section>
  );
}

function FieldFacts({
  field,
  epoch,
  showName,
}: {
  readonly field: string;
  readonly epoch: string | null;
  readonly showName: boolean;
}): ReactNode {
  const facts = fieldNamed(field);
  const tiles = tilesOfField(field);
  const epochs = new Set(tiles.map((tile) => tile.epoch));
  return (
    <>
      <section>
        <h3>{showName ? `Field ${field}` : 'Field'}</h3>
        {facts === undefined || facts === null ? (
          <p className="muted">Not one of the survey’s 113 fields.</p>
        ) : (
          <dl className="facts">
            <dt>RA</dt>
            <dd>
              {formatRa(facts.raDeg, { style: 'blanks' })}{' '}
              <span className="muted">{facts.raDeg.toFixed(3)}°</span>
            </dd>
            <dt>Dec</dt>
            <dd>
              {formatDec(facts.decDeg, { style: 'blanks' }).replace('-', '−')}{' '}
              <span className="muted">{facts.decDeg.toFixed(3).replace('-', '−')}°</span>
            </dd>
            <dt>Seen in</dt>
            <dd>{epochs.size === 1 ? '1 epoch' : `${epochs.size} epochs`}</dd>
          </dl>
        )}
      </section>
      {tiles.length > 0 && (
        <section>
          <h3>When</h3>
          <FieldTimeline tiles={tiles} epoch={epoch} />
          <table className="tiles">
            <thead>
              <tr>
                <th scope="col">Epoch</th>
                <th scope="col">SBID</th>
                <th scope="col">Begun (UTC)</th>
              </tr>
            </thead>
            <tbody>
              {tiles.map((tile) => (
                <tr
                  key={`${tile.epoch} ${tile.sbid}`}
                  data-chosen={tile.epoch === epoch || undefined}
                >
                  <td>{tile.epoch}</td>
                  <td>{tile.sbid}</td>
                  <td>
                    {tile.startUtc === null
                      ? 'not told'
                      : tile.startUtc.replace('T', ' ').slice(0, 16)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}

/** An item with those above it, from the inside out. */
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
