import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { STRETCHES, type Stretch } from '#shared/image/stretch.ts';
import type { CutoutsState } from '#shared/ipc/contract.ts';
import { useApp } from '../app/use-app.ts';
import { cutoutsMessages } from '../messages/cutouts.ts';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useNow } from '../ui/use-now.ts';
import { type WallLook, wallLookStore } from './wall-look.ts';

type Shown = Exclude<CutoutsState, { readonly kind: 'none' }>;

const MAPS = ['grey', 'viridis', 'inferno'] as const;

/** What a run is doing or has done, and how its stamps are coloured. */
export function RunHead({ state }: { readonly state: Shown }): ReactNode {
  const { ask, toasts, info, connection, views } = useApp();
  const isConnected = useStore(connection, ({ current }) => current?.value.kind === 'connected');
  const host = useStore(info, (each) => each.info?.host ?? null);
  const { run, imagesDone, images, bytes } = state;
  const copy = (): void => {
    navigator.clipboard.writeText(run.outputFolder).then(
      () => toasts.show(cutoutsMessages.copied),
      () => toasts.show(run.outputFolder),
    );
  };
  return (
    <section className="cutouts-head" aria-label={run.name}>
      <h2>{run.name}</h2>
      {state.kind === 'running' ? (
        <div className="cutouts-progress">
          <ProgressBar
            name={cutoutsMessages.progress}
            part={images === 0 ? 0 : imagesDone / images}
            text={cutoutsMessages.running(imagesDone, images, bytes)}
          />
          <span className="figures">{cutoutsMessages.running(imagesDone, images, bytes)}</span>
          {state.waitingUntilMs !== null && <Waiting untilMs={state.waitingUntilMs} />}
          <button type="button" className="button" onClick={() => void ask('cutouts.cancel', null)}>
            {cutoutsMessages.stop}
          </button>
        </div>
      ) : (
        <p className="figures">
          {cutoutsMessages.ended(state.cut + state.kept, state.calls, bytes)}
        </p>
      )}
      <div className="cutouts-tools">
        <Choice
          name={cutoutsMessages.stretch}
          all={STRETCHES}
          nameOf={(each: Stretch) => cutoutsMessages.stretches[each]}
          of="stretch"
        />
        <Choice
          name={cutoutsMessages.colours}
          all={MAPS}
          nameOf={(each: WallLook['map']) => cutoutsMessages.maps[each]}
          of="map"
        />
        {host === 'desktop' && (
          <button
            type="button"
            className="button"
            disabled={state.kind === 'running'}
            onClick={() => void ask('cutouts.showFile', { run: run.id })}
          >
            {cutoutsMessages.showFolder}
          </button>
        )}
        <button type="button" className="button" title={run.outputFolder} onClick={copy}>
          {cutoutsMessages.copyPath}
        </button>
      </div>
      {state.kind === 'ended' && state.problem !== null && (
        <Notice
          tone={state.problem.code === 'cancelled' ? 'partly' : 'problem'}
          title={state.problem.message}
        >
          {state.stopped > 0 && cutoutsMessages.notFetched(state.stopped)}{' '}
          <button
            type="button"
            className="button small"
            onClick={() => void ask('cutouts.resume', null)}
          >
            {cutoutsMessages.resume}
          </button>{' '}
          {!isConnected && state.stopped > 0 && (
            <button type="button" className="button small" onClick={() => views.go('connect')}>
              {cutoutsMessages.connect}
            </button>
          )}
        </Notice>
      )}
    </section>
  );
}

function Waiting({ untilMs }: { readonly untilMs: number }): ReactNode {
  const now = useNow(true);
  return <span className="muted">{cutoutsMessages.waiting((untilMs - now) / 1_000)}</span>;
}

function Choice<K extends 'stretch' | 'map'>({
  name,
  all,
  nameOf,
  of,
}: {
  readonly name: string;
  readonly all: readonly WallLook[K][];
  readonly nameOf: (value: WallLook[K]) => string;
  readonly of: K;
}): ReactNode {
  const value = useStore(wallLookStore, (look) => look[of]);
  return (
    <label>
      {name}
      <select
        className="input"
        value={value}
        onChange={({ target }) => {
          const next = all.find((each) => each === target.value);
          if (next !== undefined) wallLookStore.setState({ [of]: next });
        }}
      >
        {all.map((each) => (
          <option key={each} value={each}>
            {nameOf(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
