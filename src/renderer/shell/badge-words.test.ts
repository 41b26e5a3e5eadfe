import { describe, expect, it } from 'vitest';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import { badgeOf, trafficOf } from './badge-words.ts';

const CONNECTED: ConnectionState = {
  kind: 'connected',
  to: 'dropbox',
  name: 'VAST Pilot',
  remembered: false,
};
const offline = { code: 'network', message: 'Dropbox can’t be reached.' } as const;

describe('The badge of a connection', () => {
  it('is ready, and green, only while calls are answered', () => {
    expect(badgeOf(CONNECTED, trafficOf('running', null))).toEqual({
      mark: 'verified',
      words: 'VAST Pilot ready',
    });
    for (const [activity, words] of [
      ['resting', 'VAST Pilot can’t be reached'],
      ['outage', 'VAST Pilot can’t be reached'],
      ['stalled', 'VAST Pilot does not answer'],
      ['waiting-for-dropbox', 'VAST Pilot asks for a pause'],
    ] as const) {
      expect(badgeOf(CONNECTED, trafficOf(activity, null))).toEqual({ mark: 'waiting', words });
    }
  });

  it('is unreachable, too, if only the listing failed', () => {
    expect(trafficOf('empty', offline)).toBe('unreachable');
    expect(trafficOf('running', offline)).toBe('flows');
    expect(trafficOf('empty', { ...offline, code: 'api' })).toBe('flows');
  });
});
