import { AppError } from '#shared/errors/app-error.ts';
import { abortError } from './abort-error.ts';

/** Errors for certificates that do not belong to Dropbox. */
const TLS = /^(?:CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_|HOSTNAME_MISMATCH)/;

/** A SOCKS proxy that wants a user name and password, or others. */
const SOCKS_AUTH = /^UND_ERR_SOCKS5_AUTH_(?:REJECTED|FAILED|METHOD)$/;

/** Invalid calls: bugs of ours, which no retry fixes. */
const OURS = /^(?:UND_ERR|ERR)_(?:INVALID|NOT_SUPPORTED|OUT_OF_RANGE)/;

/**
 * Maps an error that undici or Node throws instead of an answer to one with a message for the user. AppErrors stay
 * unchanged, and so do errors without a code or with the code of a wrong argument: those are bugs of ours.
 *
 * @param signal of the call, to distinguish our own abort from what undici also calls aborted
 */
export function networkError(error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return abortError(signal);
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (code === null || OURS.test(code)) return error;
  if (SOCKS_AUTH.test(code) || (code === 'UND_ERR_ABORTED' && statusOfProxy(error) === 407)) {
    return new AppError(
      'network',
      'The proxy refused the connection to Dropbox for want of a valid user name and password. Add them to the proxy in HTTPS_PROXY or ALL_PROXY (http://NAME:PASSWORD@HOST:PORT), or ask the administrator of the network.',
      { cause: error },
    );
  }
  if (code !== 'UND_ERR_ABORTED' && !code.startsWith('UND_ERR_SOCKS5')) return forCode(code, error);
  return new AppError(
    'network',
    'The proxy did not let the connection to Dropbox through. Check HTTPS_PROXY or ALL_PROXY, and whether it needs a user name and password.',
    { cause: error },
  );
}

/** The status with which a proxy answered CONNECT, as undici words it; null where it worded something else. */
function statusOfProxy(error: unknown): number | null {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    const status = /Proxy response \((\d{3})\)/.exec(inner.message)?.[1];
    if (status !== undefined) return Number(status);
  }
  return null;
}

/**
 * Maps an error of a body whose head had arrived. All errors of a body are errors of the network; one without a code
 * is a closed connection.
 */
export function mapBodyError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return forCode(codeOf(error) ?? 'closed', error);
}

/** The code of an error or of its cause: `fetch` wraps errors, and several addresses give several errors. */
function codeOf(error: unknown, depth = 0): string | null {
  if (!(error instanceof Error) || depth > 4) return null;
  if (error.name === 'AbortError') return 'UND_ERR_ABORTED';
  if ('code' in error && typeof error.code === 'string') return error.code;
  const inner = error instanceof AggregateError ? (error.errors as unknown[])[0] : error.cause;
  return codeOf(inner, depth + 1);
}

function forCode(code: string, cause: unknown): AppError {
  if (TLS.test(code)) {
    return new AppError(
      'not-dropbox',
      `The connection to Dropbox is not secure (${code}): a system in between presents another certificate. If your institute inspects its traffic, set NODE_EXTRA_CA_CERTS to its certificate.`,
      { cause },
    );
  }
  if (code.startsWith('HPE_') || code === 'WIRE_BAD_ANSWER') {
    return new AppError('network', `Dropbox sent an invalid answer (${code}).`, { cause });
  }
  switch (code) {
    case 'UND_ERR_ABORTED':
      return new AppError('cancelled', 'Stopped.');
    case 'UND_ERR_BODY_TIMEOUT':
    case 'WIRE_BODY_TIMEOUT':
      return new AppError('stalled', 'The connection stalled for too long and was closed.', {
        cause,
      });
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'WIRE_HEAD_TIMEOUT':
      return new AppError('stalled', 'Dropbox did not answer in time.', { cause });
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new AppError(
        'network',
        `Dropbox's host name could not be resolved (${code}). Is this computer online? Is a proxy needed?`,
        { cause },
      );
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'WIRE_CONNECT_TIMEOUT':
    case 'UND_ERR_PRX_CONN':
      return new AppError(
        'network',
        `Dropbox could not be reached (${code}). Is this computer online? Is a proxy needed?`,
        { cause },
      );
    default:
      return new AppError('network', `The connection to Dropbox broke (${code}).`, { cause });
  }
}
