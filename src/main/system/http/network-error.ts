import { AppError } from '#shared/errors/app-error.ts';
import { abortError } from './abort-error.ts';

/** Certificates that were not made for Dropbox. */
const TLS = /^(?:CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_|HOSTNAME_MISMATCH)/;

/** Calls that were put together wrongly: bugs of ours, which no retry mends. */
const OURS = /^(?:UND_ERR|ERR)_(?:INVALID|NOT_SUPPORTED|OUT_OF_RANGE)/;

/**
 * Turns what undici or Node throws instead of an answer into what the user is told. AppErrors stay as they are, and
 * so does what has no code, or the code of a wrong argument: that is a bug of ours.
 *
 * @param signal the call's, to tell what we aborted from what undici calls aborted, too
 */
export function networkError(error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return abortError(signal);
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (code === null || OURS.test(code)) return error;
  if (code !== 'UND_ERR_ABORTED') return forCode(code, error);
  return new AppError(
    'network',
    'The proxy did not let the connection to Dropbox through. Check HTTPS_PROXY, and whether it needs a user name and password.',
    { cause: error },
  );
}

/**
 * What a body threw after its head had come. Of what a body throws, everything belongs to the way here: what has no
 * code was a connection that closed.
 */
export function mapBodyError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return forCode(codeOf(error) ?? 'closed', error);
}

/** The code of an error, or of what it was caused by: `fetch` wraps, and several addresses make several errors. */
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
      `The connection is not a safe one to Dropbox (${code}): something in between presents another certificate. If your institute inspects its traffic, give Node its certificate through NODE_EXTRA_CA_CERTS.`,
      { cause },
    );
  }
  if (code.startsWith('HPE_') || code === 'WIRE_BAD_ANSWER') {
    return new AppError('network', `What arrived was not a proper answer (${code}).`, { cause });
  }
  switch (code) {
    case 'UND_ERR_ABORTED':
      return new AppError('cancelled', 'Stopped.');
    case 'UND_ERR_BODY_TIMEOUT':
    case 'WIRE_BODY_TIMEOUT':
      return new AppError('stalled', 'The connection stood still for too long and was given up.', {
        cause,
      });
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'WIRE_HEAD_TIMEOUT':
      return new AppError('stalled', 'Dropbox did not answer in time.', { cause });
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new AppError(
        'network',
        `Dropbox's name could not be looked up (${code}). Is this computer online?`,
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
