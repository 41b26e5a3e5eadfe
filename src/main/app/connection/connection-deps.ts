import type { SavedCredentials } from '#main/app/credentials/saved-credentials.ts';
import type { WorkerDemo } from '#demo/demo.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import type { Redactor } from '#main/system/log/redact.ts';
import type { ConnectedTo, ConnectionState } from '#shared/ipc/connection-state.ts';
import type { Versioned } from '#shared/ipc/contract.ts';
import type { PendingSignIn } from './begin-sign-in.ts';

/** A folder that was just opened. */
export interface OpenedFolder {
  readonly to: ConnectedTo;
  readonly name: string;
  /** A secret: for a key to what is stored of this link, and nothing else. */
  readonly sharedUrl: string;
}

export interface ConnectionDeps {
  readonly engine: Pick<EngineClient, 'call'>;
  readonly saved: SavedCredentials;
  readonly redactor: Redactor;
  /** The value of `VAST_DROPBOX_ENDPOINT`; null for Dropbox itself. */
  readonly endpoint: string | null;
  readonly appKey: () => string;
  readonly startDemo: () => Promise<WorkerDemo>;
  readonly beginSignIn: (appKey: string) => Promise<PendingSignIn>;
  readonly openExternal: (url: string) => Promise<void>;
  /** The proxy that the system has set. */
  readonly systemProxy: () => Promise<string | null>;
  readonly onState: (state: Versioned<ConnectionState>) => void;
  /** Is awaited before the present connection is given up. */
  readonly onLeaving: () => Promise<void>;
  /** Awaited before the state becomes `connected`. */
  readonly onOpened: (folder: OpenedFolder) => Promise<void>;
  /** Awaited before the state shows that the connection is closed. */
  readonly onClosed: () => Promise<void>;
  /** Shows the built-in listing. */
  readonly onBrowse: () => Promise<void>;
}
