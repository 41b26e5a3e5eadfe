import type { ErrorCode } from '#shared/errors/app-error.ts';

/** Where the files come from, once there is a connection. */
export type ConnectedTo = 'dropbox' | 'demo';

/** What went wrong while connecting, in words for the user: a sentence, and what to do next. */
export interface ConnectionProblem {
  readonly code: ErrorCode;
  readonly message: string;
}

/**
 * What main still holds of the credentials that were used last, and may be right: a call that leaves such a field
 * empty means that one.
 */
export interface KeptCredentials {
  readonly link: boolean;
  readonly password: boolean;
  /** An access token, or a sign-in. */
  readonly token: boolean;
}

/** A step that may lead away from the folder that is connected, or from its queue. `text` is a secret. */
export type ConnectionStep =
  | { readonly kind: 'demo' }
  | { readonly kind: 'disconnect' }
  /** The demo goes on without an account. */
  | { readonly kind: 'forget' }
  | { readonly kind: 'config'; readonly text: string }
  /** Another output folder has another queue. */
  | { readonly kind: 'output-folder'; readonly outputFolder: string };

interface WithoutConnection {
  /** Left out where nothing is kept. */
  readonly kept?: KeptCredentials | undefined;
  /** Whether the keychain holds an account. */
  readonly remembered?: true | undefined;
}

/** How the program stands with Dropbox. Holds no secret: the link, password and tokens stay in main. */
export type ConnectionState =
  | ({
      readonly kind: 'disconnected';
      readonly problem: ConnectionProblem | null;
    } & WithoutConnection)
  /** The built-in listing, without an account. */
  | ({ readonly kind: 'browsing' } & WithoutConnection)
  /** The user's own browser is open at Dropbox; a code comes back by itself or is pasted. */
  | {
      readonly kind: 'signing-in';
      readonly authorizeUrl: string;
      readonly comesBackByItself: boolean;
    }
  | { readonly kind: 'connecting'; readonly to: ConnectedTo }
  | {
      readonly kind: 'connected';
      readonly to: ConnectedTo;
      /** The shared folder's name. */
      readonly name: string;
      /** Whether it will be there at the next start. */
      readonly remembered: boolean;
    }
  /** Was connected; calls stopped until the user does something about `problem`. */
  | ({
      readonly kind: 'interrupted';
      readonly to: ConnectedTo;
      readonly problem: ConnectionProblem;
    } & WithoutConnection);
