import { retryAfterMs } from '#shared/dropbox/retry-after.ts';
import { member } from '#shared/dropbox/member.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type Answer, type Asked, subject, summary } from './answer.ts';
import { routeError } from './route-error.ts';

/** The token has expired. Not an error yet: a refresh token may give a new one. */
export const TOKEN_EXPIRED = Symbol('token expired');

/** Maps a failed answer to an error with a message for the user. Covers every status; unknown tags become `api`. */
export function answerError(answer: Answer, asked: Asked): AppError | typeof TOKEN_EXPIRED {
  const { status } = answer;
  if (status === 429) return rateLimited(answer, asked);
  if (status >= 500 && status !== 511) return serverError(answer, asked);
  if (status < 400 || status === 511 || isHtml(answer)) return notDropbox();
  if (status === 407) {
    return new AppError(
      'network',
      "The proxy asks for a user name and password. Add them to HTTPS_PROXY, or ask your network's administrator.",
    );
  }
  if (status === 401) return signInError(answer, asked);
  if (status === 403) {
    return new AppError(
      'sign-in-invalid',
      `Dropbox does not allow this request for your account (${summary(answer, asked)}). Sign in with another account.`,
    );
  }
  if (status === 409) return routeError(answer, asked);
  return badRequest(answer, asked);
}

/** Another system answered: the sign-in page of a network, or a proxy's warning. */
export function notDropbox(): AppError {
  return new AppError(
    'not-dropbox',
    'The answer did not come from Dropbox but from a system in between, such as the sign-in page of this network or a proxy. Open any web page in a browser, sign in if it asks, and try again.',
  );
}

export function isHtml({ header, body }: Answer): boolean {
  if (header('content-type')?.startsWith('text/html') === true) return true;
  return typeof body === 'string' && /^\s*<(?:!doctype|html|head|body)\b/i.test(body);
}

function rateLimited({ header, body }: Answer, { nowMs }: Asked): AppError {
  const waitMs = retryAfterMs({ header: header('retry-after'), date: header('date'), body }, nowMs);
  return new AppError(
    'rate-limited',
    'Dropbox asks for a pause because there were many calls. Work continues by itself.',
    waitMs === null ? {} : { retryAfterMs: waitMs },
  );
}

/** HTML or text, often from a proxy in front of Dropbox; nothing in it helps the user. */
function serverError({ status, header }: Answer, { nowMs }: Asked): AppError {
  const waitMs = retryAfterMs(
    { header: header('retry-after'), date: header('date'), body: null },
    nowMs,
  );
  return new AppError(
    'server-error',
    `Dropbox has a server error (HTTP ${status}). Such errors usually pass within minutes.`,
    waitMs === null ? {} : { retryAfterMs: waitMs },
  );
}

function signInError(answer: Answer, asked: Asked): AppError | typeof TOKEN_EXPIRED {
  const error = member(answer.body, 'error');
  const tag = member(error, '.tag');
  if (tag === 'expired_access_token') return TOKEN_EXPIRED;
  if (tag === 'missing_scope') return scopeMissing(member(error, 'required_scope'));
  if (tag === 'user_suspended') {
    return new AppError(
      'sign-in-invalid',
      'Dropbox has suspended the account that this token belongs to. Sign in with another account.',
    );
  }
  return invalidToken(summary(answer, asked));
}

function scopeMissing(scope: unknown): AppError {
  const name = typeof scope === 'string' && /^[\w.]{1,60}$/.test(scope) ? ` "${scope}"` : '';
  return new AppError(
    'scope-missing',
    `The token lacks the permission${name}. In the Dropbox app console, select account_info.read, files.metadata.read and sharing.read under Permissions, submit, and then create a new token: existing tokens keep their permissions.`,
  );
}

function invalidToken(detail: string): AppError {
  return new AppError(
    'sign-in-invalid',
    `Dropbox does not know this access token (${detail}). Copy the whole token again, or sign in again.`,
  );
}

/** A 400: text for developers, with a few cases that the user can fix. */
function badRequest(answer: Answer, asked: Asked): AppError {
  const code = member(answer.body, 'error');
  if (asked.about === 'token' && code === 'invalid_grant') {
    return new AppError(
      'sign-in-revoked',
      'The sign-in is no longer valid: it was revoked, or was made for another app. Sign in again.',
    );
  }
  const detail = summary(answer, asked);
  if (asked.about === 'token') {
    return new AppError(
      'sign-in-invalid',
      `Dropbox refuses the sign-in (${detail}). Check the app key, and sign in again.`,
    );
  }
  const scope = /required scope '([\w.]+)'/.exec(detail);
  if (scope !== null) return scopeMissing(scope[1]);
  if (/access token|authorization (?:value|header)/i.test(detail)) return invalidToken(detail);
  return new AppError(
    'api',
    `${subject(asked)}: Dropbox did not accept the request (HTTP ${answer.status}: ${detail}).`,
  );
}
