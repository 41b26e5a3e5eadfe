import { resolveEndpoint } from '#main/dropbox/endpoint.ts';
import { createHttp } from '#main/dropbox/http.ts';
import { createSignIn } from '#main/dropbox/sign-in.ts';
import type { Redactor } from '#main/log/redact.ts';
import { systemClock } from '#main/time/clock.ts';

/** What a sign-in ends in. */
export interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

/** A sign-in under way: the user is at Dropbox's page. */
export interface PendingSignIn {
  readonly authorizeUrl: string;
  /** Throws AppError `sign-in-invalid` where Dropbox does not take the code. */
  exchangeCode(code: string): Promise<SignedIn>;
  close(): Promise<void>;
}

/**
 * Begins a sign-in. With an endpoint on this machine its page is opened instead of Dropbox's.
 *
 * @param endpoint the value of `VAST_DROPBOX_ENDPOINT`
 */
export function beginSignIn(
  appKey: string,
  endpoint: string | null,
  redactor: Redactor,
): PendingSignIn {
  const where = resolveEndpoint(endpoint);
  const http = createHttp({ endpoint: where });
  const redact = (text: string): string => redactor.apply(text);
  const signIn = createSignIn({ appKey }, { http, endpoint: where, clock: systemClock, redact });
  const { pathname, search } = new URL(signIn.authorizeUrl);
  return {
    authorizeUrl: where.isLoopback
      ? new URL(`${pathname}${search}`, where.apiOrigin).href
      : signIn.authorizeUrl,
    async exchangeCode(code) {
      redactor.add(code.trim());
      const { accessToken, refreshToken } = await signIn.exchangeCode(code);
      return { accessToken, refreshToken };
    },
    close: () => http.close(),
  };
}
