import type { LinkState } from '../transport/api.ts';
import type { ErrorCode } from '#shared/errors/app-error.ts';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import type { Theme } from '#shared/ipc/contract.ts';

/** What the fake main shows, from the address: `?theme=light&connection=demo&queue=running`. */
export interface Scene {
  readonly theme: Theme;
  readonly host: 'desktop' | 'browser';
  readonly keychain: boolean;
  readonly compact: boolean;
  readonly connection: ConnectionState;
  readonly queue:
    | 'empty'
    | 'running'
    | 'stalled'
    | 'paused'
    | 'waiting'
    | 'resting'
    | 'auth'
    | 'disk'
    | 'outage'
    | 'budget'
    | 'finished'
    | 'failed';
  readonly files: number;
  readonly isCrawling: boolean;
  readonly hasSizes: boolean;
  /** Whether the listing has older releases, too. */
  readonly hasLegacy: boolean;
  /** Whether commands read a list of files. */
  readonly needsList: boolean;
  readonly link: LinkState;
}

const QUEUES: readonly Scene['queue'][] = [
  'empty',
  'running',
  'stalled',
  'paused',
  'waiting',
  'resting',
  'auth',
  'disk',
  'outage',
  'budget',
  'finished',
  'failed',
];

const PROBLEMS: Readonly<Partial<Record<ErrorCode, string>>> = {
  'link-denied':
    'Wrong password. Dropbox locks the link after several attempts, so this program made only one.',
  'link-not-found': 'Dropbox knows no shared folder under this link.',
  'scope-missing': 'The token may not read shared links (sharing.read).',
  'sign-in-expired': 'Dropbox says that this token has expired.',
  network: 'api.dropboxapi.com can’t be reached: no network.',
  'link-disabled': 'Dropbox serves nothing from this link at the moment.',
};

export function readScene(params: URLSearchParams): Scene {
  const queue = params.get('queue');
  return {
    theme: (params.get('theme') as Theme | null) ?? 'dark',
    host: params.get('host') === 'browser' ? 'browser' : 'desktop',
    keychain: params.get('keychain') !== 'none',
    compact: params.get('rows') !== 'roomy',
    connection: connectionOf(params.get('connection') ?? 'disconnected', params.has('loopback')),
    queue: QUEUES.find((each) => each === queue) ?? 'empty',
    files: Number(params.get('files') ?? 1204),
    isCrawling: params.has('crawl'),
    hasLegacy: params.has('legacy'),
    needsList: params.has('list'),
    hasSizes: params.get('sizes') !== 'none',
    link: params.get('link') === 'lost' ? 'lost' : 'open',
  };
}

function connectionOf(name: string, comesBackByItself: boolean): ConnectionState {
  const message = PROBLEMS[name as ErrorCode];
  if (message !== undefined) {
    return { kind: 'disconnected', problem: { code: name as ErrorCode, message } };
  }
  switch (name) {
    case 'browsing':
      return { kind: 'browsing' };
    case 'connecting':
      return { kind: 'connecting', to: 'dropbox' };
    case 'signing-in':
      return {
        kind: 'signing-in',
        authorizeUrl:
          'https://www.dropbox.com/oauth2/authorize?response_type=code&client_id=k3yofanapp',
        comesBackByItself,
      };
    case 'demo':
      return { kind: 'connected', to: 'demo', name: 'Demo', remembered: false };
    case 'connected':
      return { kind: 'connected', to: 'dropbox', name: 'VAST Pilot', remembered: true };
    case 'interrupted':
      return {
        kind: 'interrupted',
        to: 'dropbox',
        problem: { code: 'sign-in-expired', message: 'Dropbox says that this token has expired.' },
      };
    default:
      return { kind: 'disconnected', problem: null };
  }
}
