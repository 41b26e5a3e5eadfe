import { type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import { useApp } from '../app/use-app.ts';
import { DropZone } from '../intake/drop-zone.tsx';
import { ConnectForm } from './connect-form.tsx';
import { Connected } from './connected.tsx';
import { takeStep } from '../app/end-work.ts';
import { SigningIn } from './signing-in.tsx';
import { SkyChart } from './sky-chart.tsx';
import { connectMessages } from '../messages/connect.ts';

export function ConnectView(): ReactNode {
  const { connection } = useApp();
  const state = useStore(connection, ({ current }) => current?.value ?? null);
  useEntryIntoBrowse(state);
  return (
    <DropZone>
      <div className="connect">
        <div className="connect-main">{state !== null && <Main state={state} />}</div>
        <aside className="connect-side" aria-label={connectMessages.without.name}>
          {state !== null && <WithoutAccount state={state} />}
          <SkyChart />
        </aside>
      </div>
    </DropZone>
  );
}

function Main({ state }: { readonly state: ConnectionState }): ReactNode {
  switch (state.kind) {
    case 'disconnected':
    case 'browsing':
    case 'connecting':
    case 'interrupted': {
      // One element for the form in all these states, so that the input stays when an attempt fails.
      return (
        <ConnectForm state={state}>
          {state.kind === 'interrupted' && (
            <p className="hint lead">{connectMessages.form.queueWaits}</p>
          )}
        </ConnectForm>
      );
    }
    case 'signing-in':
      return <SigningIn state={state} />;
    case 'connected':
      return <Connected state={state} />;
    default:
      return state satisfies never;
  }
}

function WithoutAccount({ state }: { readonly state: ConnectionState }): ReactNode {
  const app = useApp();
  const { kind } = state;
  const isDemo = (kind === 'connected' || kind === 'connecting') && state.to === 'demo';
  const justBrowse = async (): Promise<void> => {
    const answer = await app.ask('connection.justBrowse', null);
    // While connected, the state does not change, so no effect opens Browse. The user may be elsewhere by now.
    const isStillHere = app.views.store.getState().view === 'connect';
    if (answer !== undefined && isStillHere) app.views.go('browse');
  };
  return (
    <section className="without">
      <h2>
        {state.kind === 'connected'
          ? connectMessages.without.titleConnected
          : connectMessages.without.titleDisconnected}
      </h2>
      <dl>
        <dt>
          <button
            type="button"
            className="button large"
            // Disabled, it would lose the focus.
            aria-disabled={isDemo || undefined}
            onClick={() =>
              isDemo ||
              void takeStep(app, { kind: 'demo' }, connectMessages.without.demoStep, () =>
                app.ask('connection.tryDemo', null),
              )
            }
          >
            {connectMessages.without.demo}
          </button>
        </dt>
        <dd>{connectMessages.without.demoHint}</dd>
        <dt>
          <button type="button" className="button large" onClick={() => void justBrowse()}>
            {connectMessages.without.justBrowse}
          </button>
        </dt>
        <dd>
          {connectMessages.without.justBrowseHint}
          {kind === 'connected' && connectMessages.without.connectionStays}
        </dd>
      </dl>
    </section>
  );
}

/** Opens Browse as soon as there is something to browse. */
function useEntryIntoBrowse(state: ConnectionState | null): void {
  const { views } = useApp();
  const before = useRef<ConnectionState | null>(null);
  useEffect(() => {
    const was = before.current;
    before.current = state;
    if (was === null || state === null || was.kind === state.kind) return;
    if (state.kind === 'connected' || state.kind === 'browsing') views.go('browse');
  }, [views, state]);
}
