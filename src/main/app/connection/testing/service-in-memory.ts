import type { Keychain } from '#main/app/credentials/keychain.ts';
import { createSavedCredentials } from '#main/app/credentials/saved-credentials.ts';
import { markInMemory } from '#main/app/credentials/testing/mark-in-memory.ts';
import type { WorkerDemo } from '#demo/demo.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import { createRedactor } from '#main/system/log/redact.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import type { ConnectionDeps } from '../connection-deps.ts';
import { ConnectionService } from '../connection-service.ts';

export const TYPED = {
  sharedUrl: 'https://www.dropbox.com/sh/abc/def',
  password: 'two words',
  accessToken: 'sl.token',
  remember: false,
};

/** A service over an engine that only notes its calls, and a keychain in memory. */
export function service(
  doubles: Partial<ConnectionDeps> & {
    readonly entries?: Map<string, string>;
    readonly keychain?: Partial<Keychain>;
    /** Whether an account was put into the keychain before. */
    readonly isKept?: boolean;
    /** Answers of the engine's `connect`, in turn; `null` connects. */
    readonly refusals?: (AppError | null)[];
  } = {},
) {
  const { entries = new Map<string, string>(), keychain, isKept, refusals = [], ...rest } = doubles;
  const told: string[] = [];
  const states: ConnectionState[] = [];
  const sent: unknown[] = [];
  const call = (async (name: string, input: unknown) => {
    told.push(name);
    if (name !== 'connect') return null;
    sent.push(input);
    const refusal = refusals.shift() ?? null;
    if (refusal !== null) throw refusal;
    return { name: 'VAST Pilot' };
  }) as unknown as EngineClient['call'];
  const inMemory: Keychain = {
    available: async () => true,
    get: async (account) => entries.get(account) ?? null,
    set: async (account, secret) => void entries.set(account, secret),
    delete: async (account) => entries.delete(account),
    ...keychain,
  };
  const connection = new ConnectionService({
    engine: { call },
    saved: createSavedCredentials(inMemory, 'one', markInMemory(isKept)),
    redactor: createRedactor(),
    endpoint: null,
    appKey: () => '',
    startDemo: async () =>
      ({ ...TYPED, endpoint: '', close: async () => undefined }) as unknown as WorkerDemo,
    beginSignIn: () => Promise.reject(new Error('not asked for here')),
    openExternal: async () => undefined,
    systemProxy: async () => null,
    onState: ({ value }) => void states.push(value),
    onLeaving: async () => void told.push('leaving'),
    onOpened: async () => void told.push('opened'),
    onClosed: async () => void told.push('closed'),
    onBrowse: async () => void told.push('browse'),
    ...rest,
  });
  const state = (): ConnectionState => connection.state().value;
  return { connection, told, states, sent, entries, state };
}

/** A step of the service that a test lets go on when it wants. */
export function gate() {
  const reached = Promise.withResolvers<void>();
  const open = Promise.withResolvers<void>();
  const pass = async (): Promise<void> => {
    reached.resolve();
    await open.promise;
  };
  return { pass, reached: reached.promise, open: () => open.resolve() };
}

export const REFUSED = new AppError('link-denied', 'Wrong password.');
