import type { Clock } from '#main/system/time/clock.ts';
import { canSignIn, type Credentials } from '#shared/dropbox/credentials.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { abortError } from '#main/system/http/abort-error.ts';
import { TOKEN_EXPIRED } from '#main/system/http/answer-error.ts';
import type { Gate } from './gate.ts';
import { type RetryDeps, retrying } from './retrying.ts';
import type { Tokens } from '#main/system/sign-in/token-request.ts';

/** How long before its end a token is renewed, unless half of its life is shorter. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** How often a token may die of old age at the gate before that looks like tokens that never live. */
const MOST_TRIES = 5;

export interface SessionDeps extends RetryDeps {
  readonly credentials: Credentials;
  readonly gate: Gate;
  readonly clock: Clock;
  /** Asks `oauth2/token`. */
  readonly requestToken: (form: Readonly<Record<string, string>>) => Promise<Tokens>;
  /** Hears of every new access token before it is used. */
  readonly onToken?: (accessToken: string) => void;
}

/** The access token of the moment. However many calls need a new one, it is fetched once. */
export class Session {
  readonly #deps: SessionDeps;
  #accessToken: string | null;
  #expiresAtMs = Infinity;
  #renewAtMs = Infinity;
  /** The last that Dropbox has found expired. */
  #expiredToken: string | null = null;
  #renewing: Promise<string> | null = null;

  /** @throws AppError `sign-in-invalid` where there is nothing to sign in with */
  constructor(deps: SessionDeps) {
    const { accessToken, refreshToken, appKey } = deps.credentials;
    for (const value of [accessToken, refreshToken, appKey]) {
      // In a header it would be an error that quotes the token.
      if (value !== null && !/^[\x21-\x7E]+$/.test(value)) {
        throw new AppError(
          'sign-in-invalid',
          'The access token (or refresh token, or app key) is empty or holds a character that cannot belong to it. Copy it again.',
        );
      }
    }
    this.#deps = deps;
    this.#accessToken = accessToken;
    if (!canSignIn(deps.credentials)) {
      throw new AppError(
        'sign-in-invalid',
        'An access token is needed, or a refresh token together with its app key.',
      );
    }
  }

  /**
   * Makes a call with a token that is good as far as is known. If Dropbox finds it expired, the call is made once
   * more with a new one.
   *
   * @param send makes the call with the token that it is given
   * @throws AppError what `send` threw, or that the sign-in is no good any more; the gate is closed then
   */
  async call<T>(
    send: (accessToken: string) => Promise<T | typeof TOKEN_EXPIRED>,
    signal?: AbortSignal,
  ): Promise<T> {
    const { gate } = this.#deps;
    let refusals = 0;
    for (let tries = 0; refusals < 2 && tries < MOST_TRIES; tries += 1) {
      let token = await this.#token(signal);
      let isSent = false;
      const answer = await gate.run(() => {
        // The wait at the gate may have been long: others may have found it expired, and may have got a new one.
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
      // It is good for a few more minutes; the next call tries again.
      const isPassing = error instanceof AppError && this.#deps.gate.state().kind !== 'stopped';
      if (isPassing && !signal?.aborted) return token;
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

  /** One renewal serves all; whoever stops waiting for it doesn't stop it for the others. */
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
        ? 'Dropbox takes even a new access token for an expired one. Check the clock of this computer, and sign in again.'
        : 'The access token has expired; one from the app console lives for about four hours. Make a new one, or sign in. What is done so far stays.',
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
