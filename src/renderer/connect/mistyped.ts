import { cleanLink, sharedLinkKind } from '#shared/dropbox/shared-link.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConnectionProblem } from '#shared/ipc/connection-state.ts';
import type { FieldName } from './faulty-field.ts';

/** Input that cannot be right: why, and in which field. */
export interface Mistyped {
  readonly problem: ConnectionProblem;
  readonly field: FieldName | null;
}

/**
 * Null for errors of the connection itself, which its state shows.
 *
 * @param sharedUrl as it was typed
 */
export function mistypedOf(error: unknown, sharedUrl: string): Mistyped | null {
  if (!(error instanceof AppError)) return null;
  const { code, message } = error;
  if (code === 'bad-usage') return { problem: { code, message }, field: null };
  if (code !== 'bad-input') return null;
  const kind = sharedLinkKind(cleanLink(sharedUrl).url);
  // Main accepts a link to this machine only in tests that run against a server there.
  const isLink = kind !== 'folder' && kind !== 'loopback';
  if (isLink) return { problem: { code, message }, field: 'link' };
  return {
    problem: { code, message },
    field: message.startsWith('The password') ? 'password' : 'token',
  };
}
