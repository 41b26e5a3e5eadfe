import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '#shared/errors/app-error.ts';
import { requestToken, type TokenDeps, type Tokens } from './token-request.ts';

/** All that this program needs, and nothing that could change anything in an account. */
const SCOPES = ['account_info.read', 'files.metadata.read', 'sharing.read'] as const;

export interface SignInOptions {
  readonly appKey: string;
  /** One that is registered for the app; without it Dropbox shows the user a code to paste. */
  readonly redirectUri?: string;
}

/** A sign-in that was begun: the user is at Dropbox's page. Lives in memory only. */
export interface SignIn {
  /** To be opened in the user's own browser. */
  readonly authorizeUrl: string;
  /** What must come back with a redirect, else it belongs to another sign-in. */
  readonly state: string;
  /**
   * Trades the code for tokens; the codes live ten minutes and work once. Goes past the gate, because it is the user's
   * way of opening a gate that is closed.
   *
   * @throws AppError `sign-in-invalid` where the code is not accepted
   */
  exchangeCode(code: string, signal?: AbortSignal): Promise<Tokens>;
}

/**
 * Begins a sign-in as an installed app does it, with PKCE (RFC 7636) and without a secret of its own.
 *
 * @param random makes so many random bytes
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
          'Dropbox does not accept this code. It works once, for ten minutes, and only for the page that was opened last. Begin the sign-in again.',
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
