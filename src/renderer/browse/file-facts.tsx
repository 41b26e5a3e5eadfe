import { Fragment, type ReactNode } from 'react';
import { hasBit } from '#shared/catalogue/bitset.ts';
import { fileAt, productAt } from '#shared/catalogue/catalogue.ts';
import { useApp } from '../app/use-app.ts';
import { copyDiskPaths, copySurveyPaths } from '../app/copy-paths.ts';
import { browseMessages } from '../messages/browse.ts';
import { uiMessages } from '../messages/ui.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { formatTotals, guessOfItem, totalsOfItem } from './item-facts.ts';
import { Icon } from '../ui/icons.tsx';
import { itemOfFile } from '../ticks/visible-rows.ts';
import { LookButton } from '../ui/look-button.tsx';
import { SendButton } from '../ui/send-button.tsx';
import { TableButton } from '../ui/table-button.tsx';
import { StateMark } from '../ui/state-mark.tsx';

/** What the catalogue contains about one file. */
export function FileFacts({
  browsed,
  row,
}: {
  readonly browsed: Browsed;
  readonly row: number;
}): ReactNode {
  const app = useApp();
  const item = itemOfFile(row);
  const file = fileAt(browsed.catalogue, row);
  const product = productAt(browsed.catalogue, row);
  const isOnDisk = hasBit(browsed.onDisk, row);
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
        ))}
      </p>
      <div className="copy-paths">
        {isOnDisk && (
          <button
            type="button"
            className="button quiet small"
            onClick={() => void copyDiskPaths(app, [file.path])}
          >
            <Icon name="copy" size={13} />
            {uiMessages.copyPath}
          </button>
        )}
        <button
          type="button"
          className="button quiet small"
          onClick={() => void copySurveyPaths(app, [file.path])}
        >
          {!isOnDisk && <Icon name="copy" size={13} />}
          {uiMessages.copySurveyPath}
        </button>
        {isOnDisk && <SendButton path={file.path} isQuiet />}
      </div>
      <dl className="facts">
        <dt>{browseMessages.detail.size}</dt>
        <dd>{formatTotals(totalsOfItem(browsed, item), guessOfItem(browsed, item))}</dd>
        <dt>{browseMessages.detail.onDisk}</dt>
        <dd className="with-mark">
          <StateMark of={isOnDisk ? 'size-only' : 'listed'} />
          {isOnDisk ? browseMessages.detail.isOnDisk : browseMessages.detail.isNotOnDisk}
          {isOnDisk && <LookButton path={file.path} />}
          {isOnDisk && <TableButton path={file.path} />}
        </dd>
        <dt>{browseMessages.detail.product}</dt>
        <dd>
          {browseMessages.label.kinds[product.kind]}
          {browseMessages.detail.region[product.region]}
        </dd>
        {product.stokes !== null && (
          <>
            <dt>{browseMessages.detail.stokes}</dt>
            <dd>
              {product.stokes}
              {product.sign === 'negative' && browseMessages.detail.negative}
            </dd>
          </>
        )}
        {product.sbid !== null && (
          <>
            <dt>{browseMessages.detail.sbid}</dt>
            <dd>{product.sbid}</dd>
          </>
        )}
        <dt>{browseMessages.detail.hash}</dt>
        <dd className="mono">
          {file.contentHash === null ? (
            browseMessages.detail.notListed
          ) : (
            <span title={file.contentHash}>{file.contentHash.slice(0, 16)}…</span>
          )}
        </dd>
      </dl>
    </section>
  );
}
