import { Fragment, type ReactNode } from 'react';
import { hasBit } from '#shared/catalogue/bitset.ts';
import { fileAt, productAt } from '#shared/catalogue/catalogue.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import { useApp } from '../app/use-app.ts';
import { browseMessages } from '../messages/browse.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { Icon } from '../ui/icons.tsx';
import { StateMark } from '../ui/state-mark.tsx';

/** What the catalogue contains about one file. */
export function FileFacts({
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
    toasts.show(browseMessages.detail.pathCopied);
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
          aria-label={browseMessages.detail.copyPath}
          title={browseMessages.detail.copyPath}
          onClick={copy}
        >
          <Icon name="copy" size={14} />
        </button>
      </p>
      <dl className="facts">
        <dt>{browseMessages.detail.size}</dt>
        <dd>{file.size === null ? browseMessages.detail.notListed : formatBytes(file.size)}</dd>
        <dt>{browseMessages.detail.onDisk}</dt>
        <dd className="with-mark">
          <StateMark of={isOnDisk ? 'verified' : 'listed'} />
          {isOnDisk ? browseMessages.detail.isOnDisk : browseMessages.detail.isNotOnDisk}
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
