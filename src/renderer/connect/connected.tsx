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
import { connectMessages } from '../messages/connect.ts';

type ConnectedState = Extract<ConnectionState, { kind: 'connected' }>;

/** The number of files; while a listing runs, only what it has found so far. No number of a listing from elsewhere. */
function filesOf({ crawl, files, source }: ListingInfo): string {
  if (crawl !== null) return connectMessages.connected.filesFound(crawl.filesFound);
  const isFromElsewhere = source === 'builtin' || source === 'imported';
  return isFromElsewhere ? connectMessages.connected.otherListing : formatCount(files);
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
        {isDemo ? connectMessages.connected.demo : connectMessages.connected.to(state.name)}
      </h2>
      <dl className="facts">
        <dt>{connectMessages.connected.from}</dt>
        <dd>
          {isDemo ? connectMessages.connected.fromDemo : connectMessages.connected.fromDropbox}
        </dd>
        <dt>{connectMessages.connected.files}</dt>
        <dd>{info === null ? '…' : filesOf(info)}</dd>
        <dt>{connectMessages.connected.folder}</dt>
        <dd className="mono">
          <Elided text={outputFolder} />
        </dd>
        {!isDemo && (
          <>
            <dt>{connectMessages.connected.kept}</dt>
            <dd>
              {state.remembered
                ? connectMessages.connected.keptInKeychain
                : connectMessages.connected.keptForSession}
            </dd>
          </>
        )}
      </dl>
      <div className="connect-do">
        <button type="button" className="button primary large" onClick={() => views.go('browse')}>
          {connectMessages.connected.browse}
        </button>
        <button
          type="button"
          className="button"
          onClick={() =>
            void takeStep(
              app,
              { kind: 'disconnect' },
              connectMessages.connected.disconnectStep,
              () => ask('connection.disconnect', null),
            )
          }
        >
          {connectMessages.connected.disconnect}
        </button>
        {state.remembered && <ForgetButton />}
      </div>
    </section>
  );
}
