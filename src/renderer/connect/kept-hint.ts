import type { ConnectionState, KeptCredentials } from '#shared/ipc/connection-state.ts';
import { connectMessages } from '../messages/connect.ts';

const NOTHING_KEPT: KeptCredentials = { link: false, password: false, token: false };

/** Which of the last credentials main still holds; none in states that do not include it. */
export function keptOf(state: ConnectionState): KeptCredentials {
  return ('kept' in state ? state.kept : undefined) ?? NOTHING_KEPT;
}

/** The sentence above the form about kept credentials. Empty if none are kept. */
export function keptHint({ link, password, token }: KeptCredentials): string {
  const parts = [
    link && connectMessages.form.keptLink,
    password && connectMessages.form.keptPassword,
    token && connectMessages.form.keptToken,
  ].filter((part) => part !== false);
  if (parts.length === 0) return '';
  return connectMessages.form.keptParts(parts);
}
