import { linkKey } from '#main/system/paths/link-key.ts';
import { parseConfigFile } from '#shared/dropbox/config-file.ts';
import type { Credentials } from '#shared/dropbox/credentials.ts';
import type { ErrorCode } from '#shared/errors/app-error.ts';
import type { KeptCredentials } from '#shared/ipc/connection-state.ts';
import { typedLink, typedToken } from './credentials-of.ts';

/** Something is wrong with the credentials themselves: with another try they would be refused again. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'link-denied',
  'link-not-found',
  'link-unsupported',
  'sign-in-expired',
  'sign-in-invalid',
  'sign-in-revoked',
  'scope-missing',
]);

export function isRefusal(code: ErrorCode): boolean {
  return REFUSALS.has(code);
}

/** What of credentials may still be right after a failure with `code`. */
export function keptAfter(code: ErrorCode): KeptCredentials {
  const link = code !== 'link-not-found' && code !== 'link-unsupported';
  const token = !code.startsWith('sign-in-') && code !== 'scope-missing';
  return { link, password: link && code !== 'link-denied', token };
}

/** The credentials that were used last, and what of them may be meant by a field that is left empty. */
export interface Kept {
  readonly credentials: Credentials;
  readonly parts: KeptCredentials;
}

/** The link and password of a form. Throws AppError `bad-input`. */
export function linkFrom(
  typed: { readonly sharedUrl: string; readonly password: string },
  kept: Kept | null,
  allowLoopback: boolean,
): Pick<Credentials, 'sharedUrl' | 'password'> {
  // A password that is kept belongs to its link, and to no other.
  if (typed.sharedUrl.trim() !== '' || kept === null || !kept.parts.link) {
    return typedLink(typed, allowLoopback);
  }
  const { sharedUrl, password } = kept.credentials;
  const isPasswordKept = kept.parts.password && typed.password.trim() === '';
  return { sharedUrl, password: isPasswordKept ? password : typed.password.trim() };
}

/** The token of a form, or the sign-in that is kept. Throws AppError `bad-input`. */
export function tokenFrom(
  typed: string,
  kept: Kept | null,
): Pick<Credentials, 'accessToken' | 'refreshToken' | 'appKey'> {
  if (typed.trim() !== '' || kept === null || !kept.parts.token) {
    return { accessToken: typedToken(typed), refreshToken: null, appKey: null };
  }
  const { accessToken, refreshToken, appKey } = kept.credentials;
  return { accessToken, refreshToken, appKey };
}

/** Whether the text of a `dropbox.cfg` opens another link. One that can't be read opens none. */
export function opensOtherLink(text: string, sharedUrl: string, allowLoopback: boolean): boolean {
  try {
    const { credentials } = parseConfigFile(text, { name: 'dropbox.cfg', allowLoopback });
    return linkKey(credentials.sharedUrl) !== linkKey(sharedUrl);
  } catch {
    return false;
  }
}
