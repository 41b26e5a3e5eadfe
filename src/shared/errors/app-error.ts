/**
 * Every kind of failure that the user sees. Codes drive the retry policy and the user's text; the code that makes
 * the error writes its message, because only that code knows what was wrong, where, and what to do.
 */
export type ErrorCode =
  /** The command line, a settings value or an input file is wrong. */
  | 'bad-usage'
  | 'bad-config'
  | 'bad-input'
  /** An endpoint override that is not a loopback address. */
  | 'endpoint-refused'
  /** The shared link: wrong or missing password, unknown, disabled by Dropbox, or not a folder. */
  | 'link-denied'
  | 'link-not-found'
  | 'link-disabled'
  | 'link-unsupported'
  /** The account: token expired and not refreshable, not a token, revoked, or without a scope that is needed. */
  | 'sign-in-expired'
  | 'sign-in-invalid'
  | 'sign-in-revoked'
  | 'scope-missing'
  /** Passing troubles of the way to Dropbox. */
  | 'rate-limited'
  | 'network'
  | 'stalled'
  | 'server-error'
  | 'not-dropbox'
  /** What Dropbox said of one path or one request. */
  | 'path-not-found'
  | 'cursor-reset'
  | 'range-refused'
  | 'api'
  /** The file: changed while it was fetched, arrived damaged, or never matches its listing. */
  | 'file-changed'
  | 'corrupt'
  | 'listing-disagrees'
  /** This disk. */
  | 'disk-full'
  | 'disk-read-only'
  | 'disk-failing'
  | 'no-permission'
  | 'folder-gone'
  | 'name-refused'
  | 'in-use'
  | 'disk-error'
  /** The user stopped it. */
  | 'cancelled';

/** Codes after which no other call may be made until the user has done something. */
const STOPS_EVERYTHING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'link-denied',
  'link-not-found',
  'link-disabled',
  'link-unsupported',
  'sign-in-expired',
  'sign-in-invalid',
  'sign-in-revoked',
  'scope-missing',
]);

/** Whether an error of this code stops every call to Dropbox until the link, password or sign-in is corrected. */
export function stopsEverything(code: ErrorCode): boolean {
  return STOPS_EVERYTHING.has(code);
}

/** An input of the credentials, for forms that mark the wrong one. */
export type InputField = 'link' | 'password' | 'token';

export interface AppErrorOptions {
  readonly cause?: unknown;
  /** The input that is wrong; omitted if it is none of these. */
  readonly field?: InputField;
  /** Milliseconds that the other side asked us to wait, where it did. */
  readonly retryAfterMs?: number;
}

/**
 * An error with a code for the program and a message for the user: what was wrong, where, and what to do.
 * The message never holds a secret (token, password, link) and never a stack trace.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterMs: number | null;
  readonly field: InputField | null;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.field = options.field ?? null;
  }
}

/** The code of any thrown value; what is not an {@link AppError} counts as `api`, an unexpected answer. */
export function errorCode(error: unknown): ErrorCode {
  return error instanceof AppError ? error.code : 'api';
}
