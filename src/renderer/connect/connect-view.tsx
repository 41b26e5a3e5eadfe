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

export function ConnectView(): ReactNode {
  const { connection } = useApp();
  const state = useStore(connection, ({ current }) => current?.value ?? null);
  useEntryIntoBrowse(state);
  return (
    <DropZone>
      <div className="connect">
        <div className="connect-main">{state !== null && <Main state={state} />}</div>
        <aside className="connect-side" aria-label="Without an account">
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
      // One place for the form in all of these, so that what was typed stays when a try has failed.
      return (
        <ConnectForm state={state}>
          {state.kind === 'interrupted' && (
            <p className="hint lead">
              What is queued waits, and goes on once you are connected again.
            </p>
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
    // Beside a connection no state changes that would lead there.
    if (answer !== undefined) app.views.go('browse');
  };
  return (
    <section className="without">
      <h2>{state.kind === 'connected' ? 'Something else?' : 'Nothing at hand?'}</h2>
      <dl>
        <dt>
          <button
            type="button"
            className="button large"
            disabled={isDemo}
            onClick={() =>
              void takeStep(app, { kind: 'demo' }, 'try the demo', () =>
                app.ask('connection.tryDemo', null),
              )
            }
          >
            Try the demo survey
          </button>
        </dt>
        <dd>
          A small survey made up on this machine, with real FITS images. Everything works as with
          the real one.
        </dd>
        <dt>
          <button type="button" className="button large" onClick={() => void justBrowse()}>
            Just browse
          </button>
        </dt>
        <dd>
          The release of 2 April 2020: 42,165 files of 113 fields in 11 epochs. Plan now, fetch
          later.
          {kind === 'connected' && ' The connection and its downloads stay as they are.'}
        </dd>
      </dl>
    </section>
  );
}

/** Once there is something to browse, that is what people came for. */
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
