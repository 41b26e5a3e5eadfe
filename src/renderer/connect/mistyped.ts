import { cleanLink, sharedLinkKind } from '#shared/dropbox/shared-link.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConnectionProblem } from '#shared/ipc/connection-state.ts';

/** What was typed cannot be right: why, and in which field. */
export interface Mistyped {
  readonly problem: ConnectionProblem;
  readonly field: 'link' | 'password' | 'token' | null;
}

/** Null for what goes wrong later: that is told by the connection's state. @param sharedUrl as it was typed */
export function mistypedOf(error: unknown, sharedUrl: string): Mistyped | null {
  if (!(error instanceof AppError)) return null;
  const { code, message } = error;
  if (code === 'bad-usage') return { problem: { code, message }, field: null };
  if (code !== 'bad-input') return null;
  const kind = sharedLinkKind(cleanLink(sharedUrl).url);
  // A link to this machine is good where tests run against a server there, and there alone.
  const isLink = kind !== 'folder' && kind !== 'loopback';
  if (isLink) return { problem: { code, message }, field: 'link' };
  return {
    problem: { code, message },
    field: message.startsWith('The password') ? 'password' : 'token',
  };
}
