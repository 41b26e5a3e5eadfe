import { AppError, errorCode } from '#shared/errors/app-error.ts';
import type {
  ConnectionProblem,
  ConnectionState,
  KeptCredentials,
} from '#shared/ipc/connection-state.ts';

/** A state without what the connection's service adds to each: whether an account is remembered. */
export const NO_PROBLEM: ConnectionState = { kind: 'disconnected', problem: null };

/** A locked keyring says the same as an empty one where nobody can be asked to unlock it, as over SSH. */
export const WITHHELD: ConnectionProblem = {
  code: 'no-permission',
  message:
    'The keychain did not give back the account that was saved in it. If it is locked, unlock it and start this program again; otherwise connect once more, or choose “Forget this account”.',
};

type Unconnected = Extract<ConnectionState, { kind: 'disconnected' | 'browsing' | 'interrupted' }>;

function isUnconnected(state: ConnectionState): state is Unconnected {
  const { kind } = state;
  return kind === 'disconnected' || kind === 'browsing' || kind === 'interrupted';
}

export function keptIn(state: ConnectionState): KeptCredentials | undefined {
  return isUnconnected(state) ? state.kept : undefined;
}

/** The state, with whether the keychain holds an account where that is not about the connection itself. */
export function withAccount(state: ConnectionState, isSaved: boolean): ConnectionState {
  if (isUnconnected(state)) return { ...state, remembered: isSaved ? true : undefined };
  return state.kind === 'connected' && state.to === 'demo'
    ? { ...state, remembered: isSaved }
    : state;
}

export function problemOf(error: unknown): ConnectionProblem | null {
  const code = errorCode(error);
  if (code === 'cancelled') return null;
  return { code, message: error instanceof Error ? error.message : String(error) };
}

export function cancelled(): AppError {
  return new AppError('cancelled', 'Stopped.');
}
