import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useActivity } from '../downloads/overall.tsx';
import { badgeOf, trafficOf } from './badge-words.ts';
import { StateMark } from '../ui/state-mark.tsx';
import { useApp } from '../app/use-app.ts';
import { shellMessages } from '../messages/shell.ts';

/** The state of the connection to Dropbox, in the header of every view. Opens Connect. */
export function ConnectionBadge(): ReactNode {
  const { connection, listing, queue, views } = useApp();
  const state = useStore(connection, ({ current }) => current?.value ?? null);
  const snapshot = useStore(queue, (watch) => watch.snapshot);
  const problem = useStore(listing, ({ current }) => current?.value.problem ?? null);
  const { activity } = useActivity(snapshot);
  if (state === null) return null;
  const { mark, words } = badgeOf(state, trafficOf(activity, problem));
  return (
    <button
      type="button"
      className="connection-badge"
      onClick={() => views.go('connect')}
      title={shellMessages.badge.title}
    >
      <StateMark of={mark} />
      <span>{words}</span>
    </button>
  );
}
