import type { ConnectionProblem, ConnectionState } from '#shared/ipc/connection-state.ts';
import type { Activity } from '../downloads/phase-words.ts';
import type { MarkOf } from '../ui/state-mark.tsx';

/** How calls get on over a connection that is open. */
export type Traffic = 'flows' | 'no-answer' | 'unreachable' | 'paused-by-dropbox';

/**
 * @param listing why the last listing of the folder failed; null where it did not
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

const TRAFFIC_WORDS: Readonly<Record<Traffic, string>> = {
  flows: 'ready',
  'no-answer': 'does not answer',
  unreachable: 'can’t be reached',
  'paused-by-dropbox': 'asks for a pause',
};

/** What the badge says, with the mark beside it. Only a connection over which calls get through is `ready`. */
export function badgeOf(
  state: ConnectionState,
  traffic: Traffic,
): { readonly mark: MarkOf; readonly words: string } {
  switch (state.kind) {
    case 'disconnected':
      return { mark: state.problem === null ? 'listed' : 'problem', words: 'Not connected' };
    case 'browsing':
      return { mark: 'listed', words: 'Browsing without account' };
    case 'signing-in':
      return { mark: 'waiting', words: 'Signing in' };
    case 'connecting':
      return { mark: 'waiting', words: 'Connecting' };
    case 'connected': {
      const name = state.to === 'demo' ? 'Demo' : state.name;
      return {
        mark: traffic === 'flows' ? 'verified' : 'waiting',
        words: `${name} ${TRAFFIC_WORDS[traffic]}`,
      };
    }
    case 'interrupted':
      return { mark: 'problem', words: 'Interrupted' };
    default:
      return state satisfies never;
  }
}
