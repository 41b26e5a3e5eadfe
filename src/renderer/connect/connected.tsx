import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '#shared/format/quantities.ts';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import type { ListingInfo } from '#shared/ipc/contract.ts';
import { Elided } from '../ui/elided.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useApp } from '../app/use-app.ts';
import { useOutputFolder } from '../app/use-output-folder.ts';
import { takeStep } from '../app/end-work.ts';
import { ForgetButton } from '../ui/forget-button.tsx';

type ConnectedState = Extract<ConnectionState, { kind: 'connected' }>;

/** What a listing that is under way has found so far is not the survey yet. */
function filesOf({ crawl, files }: ListingInfo): string {
  return crawl === null
    ? formatCount(files)
    : `${formatCount(crawl.filesFound)} found so far; the listing goes on`;
}

export function Connected({ state }: { readonly state: ConnectedState }): ReactNode {
  const app = useApp();
  const { ask, views, listing } = app;
  const info = useStore(listing, ({ current }) => current?.value ?? null);
  const outputFolder = useOutputFolder();
  const isDemo = state.to === 'demo';
  return (
    <section className="connect-form">
      <h2 className="connected-title">
        <StateMark of="verified" />
        {isDemo ? 'The demo survey is ready' : `Connected to ${state.name}`}
      </h2>
      <dl className="facts">
        <dt>From</dt>
        <dd>{isDemo ? 'a server on this machine' : 'Dropbox, by a shared link'}</dd>
        <dt>Files</dt>
        <dd>{info === null ? '…' : filesOf(info)}</dd>
        <dt>Folder</dt>
        <dd className="mono">
          <Elided text={outputFolder} />
        </dd>
        {!isDemo && (
          <>
            <dt>Kept</dt>
            <dd>
              {state.remembered ? 'in the keychain, for the next start' : 'for this session only'}
            </dd>
          </>
        )}
      </dl>
      <div className="connect-do">
        <button type="button" className="button primary large" onClick={() => views.go('browse')}>
          Browse the files
        </button>
        <button
          type="button"
          className="button"
          onClick={() =>
            void takeStep(app, { kind: 'disconnect' }, 'disconnect', () =>
              ask('connection.disconnect', null),
            )
          }
        >
          Disconnect
        </button>
        {state.remembered && <ForgetButton />}
      </div>
    </section>
  );
}
