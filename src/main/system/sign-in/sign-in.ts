import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '#shared/errors/app-error.ts';
import { requestToken, type TokenDeps, type Tokens } from './token-request.ts';

/** All permissions that this program needs; none of them can change anything in an account. */
const SCOPES = ['account_info.read', 'files.metadata.read', 'sharing.read'] as const;

export interface SignInOptions {
  readonly appKey: string;
  /** Must be registered for the app; without it Dropbox shows the user a code to paste. */
  readonly redirectUri?: string;
}

/** A sign-in in progress, while the user is on Dropbox's page. Kept in memory only. */
export interface SignIn {
  /** For the user's own browser. */
  readonly authorizeUrl: string;
  /** A redirect must return this state, else it belongs to another sign-in. */
  readonly state: string;
  /**
   * Exchanges the code for tokens; a code is valid for ten minutes and works once. Bypasses the gate, because a sign-in
   * is how the user opens a closed gate.
   *
   * @throws AppError `sign-in-invalid` if Dropbox rejects the code
   */
  exchangeCode(code: string, signal?: AbortSignal): Promise<Tokens>;
}

/**
 * Starts the sign-in of an installed app, with PKCE (RFC 7636) and without an app secret.
 *
 * @param random returns the given number of random bytes
 */
export function createSignIn(
  { appKey, redirectUri }: SignInOptions,
  deps: TokenDeps,
  random: (bytes: number) => Uint8Array = randomBytes,
): SignIn {
  const verifier = base64Url(random(48));
  const state = base64Url(random(16));
  const url = new URL('https://www.dropbox.com/oauth2/authorize');
  const parameters = {
    response_type: 'code',
    client_id: appKey,
    token_access_type: 'offline',
    code_challenge_method: 'S256',
    code_challenge: codeChallenge(verifier),
    scope: SCOPES.join(' '),
    state,
    ...(redirectUri !== undefined && { redirect_uri: redirectUri }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return {
    authorizeUrl: url.href,
    state,
    async exchangeCode(code, signal) {
      const form = {
        grant_type: 'authorization_code',
        code: code.trim(),
        client_id: appKey,
        code_verifier: verifier,
        ...(redirectUri !== undefined && { redirect_uri: redirectUri }),
      };
      try {
        return await requestToken(form, deps, signal);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'sign-in-revoked') throw error;
        throw new AppError(
          'sign-in-invalid',
          'Dropbox does not accept this code. A code works once, for ten minutes, and only for the page that was opened last. Start the sign-in again.',
          { cause: error },
        );
      }
    },
  };
}

/** S256 of RFC 7636. */
export function codeChallenge(verifier: string): string {
  return base64Url(createHash('sha256').update(verifier, 'ascii').digest());
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
