import type { Credentials } from '#shared/dropbox/credentials.ts';
import type { ConnectedTo } from '#shared/ipc/connection-state.ts';
import type { PendingSignIn } from './begin-sign-in.ts';

/** What a connection is made with. Secrets: it never leaves this process. */
export interface Target {
  readonly to: ConnectedTo;
  readonly credentials: Credentials;
  readonly endpoint: string | null;
  readonly remember: 'yes' | 'no' | 'is-already';
}

/** A sign-in under way, and the shared link that it is for. */
export interface SigningIn extends Pick<Credentials, 'sharedUrl' | 'password'> {
  readonly signIn: PendingSignIn;
  readonly appKey: string;
  readonly remember: boolean;
}
