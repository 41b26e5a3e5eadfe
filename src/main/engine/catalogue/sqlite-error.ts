import { AppError, type ErrorCode } from '#shared/errors/app-error.ts';

/** SQLite's primary result codes that the user can act on. */
const BUSY = 5;
const FULL = 13;
const NOT_A_DATABASE = 26;

/**
 * Runs `action` and maps SQLite's errors to an AppError that names the file: `in-use`, `disk-full` or `disk-error`.
 */
export function withSqliteErrors<Result>(file: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw asAppError(file, error);
  }
}

function asAppError(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  const [code, text] = explain(Number(error.errcode) & 0xff, error.message);
  return new AppError(code, `${file}: ${text}`, { cause: error });
}

function explain(resultCode: number, message: string): readonly [ErrorCode, string] {
  switch (resultCode) {
    case BUSY:
      return [
        'in-use',
        'another program is writing to the stored listings. Try again when it has finished.',
      ];
    case FULL:
      return [
        'disk-full',
        'the disk is full, so listings cannot be stored. Free some space, then try again.',
      ];
    case NOT_A_DATABASE:
      return [
        'disk-error',
        'this is not a database of listings. Move the file away; listings are then fetched again.',
      ];
    default:
      return [
        'disk-error',
        `the stored listings can't be read (${message}). If this persists, move the file away; listings are then ` +
          'fetched again.',
      ];
  }
}
