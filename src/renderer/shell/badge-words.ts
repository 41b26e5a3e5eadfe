import type { ConnectionProblem, ConnectionState } from '#shared/ipc/connection-state.ts';
import type { Activity } from '../downloads/phase-words.ts';
import type { MarkOf } from '../ui/state-mark.tsx';
import { shellMessages } from '../messages/shell.ts';

/** Whether calls over an open connection get answers. */
export type Traffic = 'flows' | 'no-answer' | 'unreachable' | 'paused-by-dropbox';

/**
 * @param listing why the last listing of the folder failed; null if it did not
 */
export function trafficOf(activity: Activity, listing: ConnectionProblem | null): Traffic {
  switch (activity) {
    case 'resting':
    case 'outage':
      return 'unreachable';
    case 'stalled':
      return 'no-answer';
    case 'waiting-for-dropbox':
      return 'paused-by-dropbox';
    case 'running':
      return 'flows';
    default:
      return listing?.code === 'network' || listing?.code === 'stalled' ? 'unreachable' : 'flows';
  }
}

/** The text of the badge and its mark. Only a connection whose calls are answered is `ready`. */
export function badgeOf(
  state: ConnectionState,
  traffic: Traffic,
): { readonly mark: MarkOf; readonly words: string } {
  switch (state.kind) {
    case 'disconnected':
      return {
        mark: state.problem === null ? 'listed' : 'problem',
        words: shellMessages.badge.disconnected,
      };
    case 'browsing':
      return { mark: 'listed', words: shellMessages.badge.browsing };
    case 'signing-in':
      return { mark: 'waiting', words: shellMessages.badge.signingIn };
    case 'connecting':
      return { mark: 'waiting', words: shellMessages.badge.connecting };
    case 'connected': {
      const name = state.to === 'demo' ? shellMessages.badge.demo : state.name;
      return {
        mark: traffic === 'flows' ? 'verified' : 'waiting',
        words: shellMessages.badge.connected(name, traffic),
      };
    }
    case 'interrupted':
      return { mark: 'problem', words: shellMessages.badge.interrupted };
    default:
      return state satisfies never;
  }
}
