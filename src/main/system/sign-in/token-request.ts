import type { Clock } from '#main/system/time/clock.ts';
import { member } from '#shared/dropbox/member.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { answerError, notDropbox, TOKEN_EXPIRED } from '../http/answer-error.ts';
import type { Endpoint } from '../http/endpoint.ts';
import type { Http } from '../http/http.ts';
import { networkError } from '../http/network-error.ts';
import { readAnswer } from '../http/read-answer.ts';

/** The answer of `oauth2/token`. */
export interface Tokens {
  readonly accessToken: string;
  /** Milliseconds since 1970; null if unknown. */
  readonly expiresAtMs: number | null;
  /** Only in exchange for a code: a refresh returns no new one. */
  readonly refreshToken: string | null;
  /** The permissions that the user granted. */
  readonly scopes: readonly string[];
}

export interface TokenDeps {
  readonly http: Http;
  readonly endpoint: Endpoint;
  readonly clock: Clock;
  readonly redact: (text: string) => string;
}

/**
 * Calls `oauth2/token` once. The secrets are in the body, because URLs end up in logs.
 *
 * @throws AppError `sign-in-revoked`, `sign-in-invalid`, or an error of the network
 */
export async function requestToken(
  form: Readonly<Record<string, string>>,
  { http, endpoint, clock, redact }: TokenDeps,
  signal?: AbortSignal,
): Promise<Tokens> {
  const { origin, pathname } = new URL(endpoint.tokenUrl);
  try {
    const answer = await readAnswer(
      await http.post({
        origin,
        path: pathname,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
        signal,
      }),
    );
    if (answer.status !== 200) {
      const asked = { about: 'token', path: '', redact, nowMs: clock.now() } as const;
      const error = answerError(answer, asked);
      throw error === TOKEN_EXPIRED ? revoked() : error;
    }
    return readTokens(answer.body, clock.now());
  } catch (error) {
    throw networkError(error, signal);
  }
}

function readTokens(body: unknown, nowMs: number): Tokens {
  const accessToken = member(body, 'access_token');
  if (typeof accessToken !== 'string' || accessToken === '') throw notDropbox();
  const expiresInS = member(body, 'expires_in');
  const refreshToken = member(body, 'refresh_token');
  const scope = member(body, 'scope');
  return {
    accessToken,
    expiresAtMs: typeof expiresInS === 'number' ? nowMs + expiresInS * 1_000 : null,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : null,
    scopes: typeof scope === 'string' ? scope.split(' ').filter((name) => name !== '') : [],
  };
}

function revoked(): AppError {
  return new AppError('sign-in-revoked', 'The sign-in is no longer valid. Sign in again.');
}
