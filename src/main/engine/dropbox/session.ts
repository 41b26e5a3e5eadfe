import type { Clock } from '#main/system/time/clock.ts';
import { canSignIn, type Credentials } from '#shared/dropbox/credentials.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { abortError } from '#main/system/http/abort-error.ts';
import { TOKEN_EXPIRED } from '#main/system/http/answer-error.ts';
import type { Gate } from './gate.ts';
import { type RetryDeps, retrying } from './retrying.ts';
import type { Tokens } from '#main/system/sign-in/token-request.ts';

/** A token is renewed this long before it expires, or after half of its lifetime if that is shorter. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** How often tokens may expire at the gate before they count as never valid. */
const MAX_ATTEMPTS = 5;

export interface SessionDeps extends RetryDeps {
  readonly credentials: Credentials;
  readonly gate: Gate;
  readonly clock: Clock;
  /** Calls `oauth2/token`. */
  readonly requestToken: (form: Readonly<Record<string, string>>) => Promise<Tokens>;
  /** Called with every new access token before it is used. */
  readonly onToken?: (accessToken: string) => void;
}

/** Owns the current access token, and fetches a new one once for all calls. */
export class Session {
  readonly #deps: SessionDeps;
  #accessToken: string | null;
  #expiresAtMs = Infinity;
  #renewAtMs = Infinity;
  /** The last token that Dropbox reported as expired. */
  #expiredToken: string | null = null;
  #renewing: Promise<string> | null = null;

  /** @throws AppError `sign-in-invalid` if the credentials are incomplete */
  constructor(deps: SessionDeps) {
    const { accessToken, refreshToken, appKey } = deps.credentials;
    for (const value of [accessToken, refreshToken, appKey]) {
      // As a header it would cause an error that quotes the token.
      if (value !== null && !/^[\x21-\x7E]+$/.test(value)) {
        throw new AppError(
          'sign-in-invalid',
          'The access token (or refresh token, or app key) is empty or contains an invalid character. Copy it again.',
        );
      }
    }
    this.#deps = deps;
    this.#accessToken = accessToken;
    if (!canSignIn(deps.credentials)) {
      throw new AppError(
        'sign-in-invalid',
        'Enter an access token, or a refresh token together with its app key.',
      );
    }
  }

  /**
   * Makes a call with a token that is not known to be expired. If Dropbox reports it as expired, the call is repeated once
   * with a new token.
   *
   * @param send makes the call with the given token
   * @throws AppError of `send`, or of a sign-in that is no longer valid, which also closes the gate
   */
  async call<T>(
    send: (accessToken: string) => Promise<T | typeof TOKEN_EXPIRED>,
    signal?: AbortSignal,
  ): Promise<T> {
    const { gate } = this.#deps;
    let refusals = 0;
    for (let attempts = 0; refusals < 2 && attempts < MAX_ATTEMPTS; attempts += 1) {
      let token = await this.#token(signal);
      let isSent = false;
      const answer = await gate.run(() => {
        // During the wait at the gate another call may have found the token expired, or fetched a new one.
        token = this.#accessToken ?? token;
        if (this.#isExpired(token)) return Promise.resolve(TOKEN_EXPIRED);
        isSent = true;
        return send(token);
      }, signal);
      if (answer !== TOKEN_EXPIRED) return answer;
      if (!isSent) continue;
      this.#expiredToken = token;
      refusals += 1;
    }
    throw this.#expired();
  }

  async #token(signal: AbortSignal | undefined): Promise<string> {
    const token = this.#accessToken;
    if (token === null || this.#isExpired(token)) return this.#renew(signal);
    if (this.#deps.clock.now() < this.#renewAtMs || !this.#canRenew()) return token;
    try {
      return await this.#renew(signal);
    } catch (error) {
      // The token is valid for a few more minutes; the next call tries to renew it again.
      const isTemporary = error instanceof AppError && this.#deps.gate.state().kind !== 'stopped';
      if (isTemporary && !signal?.aborted) return token;
      throw error;
    }
  }

  #isExpired(token: string): boolean {
    return token === this.#expiredToken || this.#deps.clock.now() >= this.#expiresAtMs;
  }

  #canRenew(): boolean {
    const { refreshToken, appKey } = this.#deps.credentials;
    return refreshToken !== null && appKey !== null;
  }

  /** One renewal serves all calls; an aborted call does not abort it for the others. */
  async #renew(signal: AbortSignal | undefined): Promise<string> {
    this.#renewing ??= this.#fetchToken().finally(() => {
      this.#renewing = null;
    });
    if (signal === undefined) return this.#renewing;
    return unlessAborted(this.#renewing, signal);
  }

  async #fetchToken(): Promise<string> {
    const { credentials, gate, requestToken, onToken } = this.#deps;
    const { refreshToken, appKey } = credentials;
    if (refreshToken === null || appKey === null) throw this.#expired();
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: appKey };
    const { accessToken, expiresAtMs } = await retrying(
      () => gate.run(() => requestToken(form), undefined, 'first'),
      this.#deps,
    );
    onToken?.(accessToken);
    this.#accessToken = accessToken;
    const nowMs = this.#deps.clock.now();
    this.#expiresAtMs = expiresAtMs ?? Infinity;
    this.#renewAtMs =
      this.#expiresAtMs - Math.min(RENEW_BEFORE_MS, (this.#expiresAtMs - nowMs) / 2);
    return accessToken;
  }

  #expired(): AppError {
    const error = new AppError(
      'sign-in-expired',
      this.#canRenew()
        ? 'Dropbox reports even a new access token as expired. Check the clock of this computer, and sign in again.'
        : 'The access token has expired; tokens from the app console are valid for about four hours. Create a new one, or sign in. Finished files stay.',
    );
    this.#deps.gate.stop(error);
    return error;
  }
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(abortError(signal));
    if (signal.aborted) aborted();
    signal.addEventListener('abort', aborted, { once: true });
    void promise.then(resolve, reject).then(() => signal.removeEventListener('abort', aborted));
  });
}
