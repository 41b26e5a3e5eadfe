import { type ReactNode, useState } from 'react';
import type { ImageHeader } from '#shared/ipc/contract.ts';
import { messageOf } from '../app/app.ts';
import { useApp } from '../app/use-app.ts';
import { headerCardsMessages } from '../messages/header-cards.ts';
import { HeaderCards } from '../ui/header-cards.tsx';
import { Notice } from '../ui/notice.tsx';

type Read =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly header: ImageHeader }
  | { readonly kind: 'problem'; readonly message: string };

/** The header of a listed FITS image, read when the user asks for it. */
export function FileHeader({
  path,
  isOnDisk,
}: {
  readonly path: string;
  readonly isOnDisk: boolean;
}): ReactNode {
  const { api } = useApp();
  const [read, setRead] = useState<Read>({ kind: 'not-asked' });
  const ask = async (): Promise<void> => {
    setRead({ kind: 'reading' });
    try {
      setRead({ kind: 'read', header: await api.call('headers.read', { path }) });
    } catch (error) {
      setRead({ kind: 'problem', message: messageOf(error) });
    }
  };
  return (
    <section className="file-header">
      <h3>{headerCardsMessages.title}</h3>
      <div className="within">
        {read.kind === 'read' ? (
          <>
            <p className="hint">
              {headerCardsMessages.from(read.header.from, read.header.fileBytes)}
            </p>
            <HeaderCards bytes={read.header.bytes} takesFocus />
          </>
        ) : (
          <>
            <button
              type="button"
              className="button"
              disabled={read.kind === 'reading'}
              onClick={() => void ask()}
            >
              {read.kind === 'reading' ? headerCardsMessages.reading : headerCardsMessages.show}
            </button>
            <p className="hint">
              {isOnDisk ? headerCardsMessages.hintOnDisk : headerCardsMessages.hint}
            </p>
          </>
        )}
        {read.kind === 'problem' && (
          <Notice tone="problem" title={headerCardsMessages.problem}>
            {read.message}
          </Notice>
        )}
      </div>
    </section>
  );
}
