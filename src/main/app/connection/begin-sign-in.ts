import process from 'node:process';
import { resolveEndpoint } from '#main/system/http/endpoint.ts';
import { createHttp } from '#main/system/http/http.ts';
import { createSignIn } from '#main/system/sign-in/sign-in.ts';
import type { ConnectInput } from '#main/engine/contract/dropbox-calls.ts';
import { withSystemProxy } from '#main/system/proxy/system-proxy.ts';
import type { Redactor } from '#main/system/log/redact.ts';
import { systemClock } from '#main/system/time/clock.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Redirected, RedirectServer } from './redirect-server.ts';

/** What a sign-in ends in. */
export interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string | null;
}

/** A sign-in under way: the user is at Dropbox's page. */
export interface PendingSignIn {
  readonly authorizeUrl: string;
  /** Resolves when the browser has come back by itself; null where the user has to paste a code. */
  readonly comesBack: Promise<Redirected> | null;
  /**
   * With the code, or with the whole address that the browser was sent to: where it runs at another machine than
   * this program, that is what its user gets to see. Throws AppError `sign-in-invalid` where it is not taken.
   */
  exchangeCode(code: string): Promise<SignedIn>;
  close(): Promise<void>;
}

/**
 * Begins a sign-in. With an endpoint on this machine its page is opened instead of Dropbox's.
 *
 * @param redirect listens for the browser; without it Dropbox shows a code to paste. It is closed with the sign-in.
 */
export function beginSignIn(
  appKey: string,
  { endpoint, systemProxy }: Pick<ConnectInput, 'endpoint' | 'systemProxy'>,
  redactor: Redactor,
  redirect: RedirectServer | null = null,
): PendingSignIn {
  const where = resolveEndpoint(endpoint);
  const http = createHttp({
    endpoint: where,
    env: withSystemProxy(process.env, systemProxy ?? null),
  });
  const redact = (text: string): string => redactor.apply(text);
  const signIn = createSignIn(
    { appKey, ...(redirect !== null && { redirectUri: redirect.redirectUri }) },
    { http, endpoint: where, clock: systemClock, redact },
  );
  const { pathname, search } = new URL(signIn.authorizeUrl);
  return {
    authorizeUrl: where.isLoopback
      ? new URL(`${pathname}${search}`, where.apiOrigin).href
      : signIn.authorizeUrl,
    comesBack: redirect?.comesBack(signIn.state) ?? null,
    async exchangeCode(pasted) {
      const code = codeIn(pasted, signIn.state);
      redactor.add(code);
      const { accessToken, refreshToken } = await signIn.exchangeCode(code);
      return { accessToken, refreshToken };
    },
    async close() {
      await redirect?.close();
      await http.close();
    },
  };
}

/** Throws AppError `sign-in-invalid` where an address belongs to another sign-in, or brings no code. */
function codeIn(pasted: string, state: string): string {
  const text = pasted.trim();
  const address = /^https?:/i.test(text) ? URL.parse(text) : null;
  if (address === null) return text;
  const code = address.searchParams.get('code');
  if (code === null || address.searchParams.get('state') !== state) {
    throw new AppError(
      'sign-in-invalid',
      'This address does not belong to the sign-in that is under way. Begin the sign-in again.',
    );
  }
  return code;
}
