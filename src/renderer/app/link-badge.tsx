import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import { type MarkOf, StateMark } from './state-mark.tsx';
import { useApp } from './use-app.ts';

/** How the program stands with Dropbox, at the top of every room; leads to Connect. */
export function LinkBadge(): ReactNode {
  const { connection, rooms } = useApp();
  const state = useStore(connection, ({ current }) => current?.value ?? null);
  if (state === null) return null;
  const { mark, words } = badgeOf(state);
  return (
    <button
      type="button"
      className="link-state"
      onClick={() => rooms.go('connect')}
      title="Connection: show"
    >
      <StateMark of={mark} />
      <span>{words}</span>
    </button>
  );
}

function badgeOf(state: ConnectionState): { readonly mark: MarkOf; readonly words: string } {
  switch (state.kind) {
    case 'disconnected':
      return state.problem === null
        ? { mark: 'listed', words: 'Not connected' }
        : { mark: 'problem', words: 'Not connected' };
    case 'browsing':
      return { mark: 'listed', words: 'Browsing without account' };
    case 'signing-in':
      return { mark: 'waiting', words: 'Signing in' };
    case 'connecting':
      return { mark: 'waiting', words: 'Connecting' };
    case 'connected':
      return {
        mark: 'verified',
        words: state.to === 'demo' ? 'Demo ready' : `${state.name} ready`,
      };
    case 'interrupted':
      return { mark: 'problem', words: 'Interrupted' };
    default:
      return state satisfies never;
  }
}
