import type { ConnectionState, KeptCredentials } from '#shared/ipc/connection-state.ts';

const NOTHING_KEPT: KeptCredentials = { link: false, password: false, token: false };

/** What main still holds of the last credentials; nothing while it does not say so. */
export function keptOf(state: ConnectionState): KeptCredentials {
  return ('kept' in state ? state.kept : undefined) ?? NOTHING_KEPT;
}

/** The sentence above the form: what need not be typed again. Empty where nothing is kept. */
export function keptHint({ link, password, token }: KeptCredentials): string {
  const parts = [link && 'the link', password && 'its password', token && 'the token'].filter(
    (part) => part !== false,
  );
  if (parts.length === 0) return '';
  const last = parts.at(-1);
  const list = parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
  return `Kept from before: ${list}. An empty field uses what is kept.`;
}
