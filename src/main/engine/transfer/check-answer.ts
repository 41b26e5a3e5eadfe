import { AppError } from '#shared/errors/app-error.ts';
import type { FileResponse } from './file-source.ts';

/** The facts of a listing that a response must match. */
interface Listed {
  readonly path: string;
  readonly size: number | null;
  readonly rev: string | null;
}

/**
 * Compares a response with the listing before its first byte is used. Throws AppError `file-changed` if the revision or
 * size (bytes) differs: the listing is out of date, and the caller lists the file again.
 */
export function checkAnswer(listed: Listed, response: FileResponse): void {
  if (listed.rev !== null && response.rev !== null && listed.rev !== response.rev) {
    throw replaced(listed.path);
  }
  if (listed.size !== null && response.totalBytes !== null && listed.size !== response.totalBytes) {
    throw new AppError(
      'file-changed',
      `${listed.path}: listed with ${listed.size} bytes, but Dropbox sends ${response.totalBytes}.`,
    );
  }
}

export function replaced(path: string): AppError {
  return new AppError('file-changed', `${path}: the file was replaced on Dropbox meanwhile.`);
}

/** More bytes arrived than were announced: none of them can be trusted. */
export function tooManyBytes(path: string, expected: number): AppError {
  return new AppError('corrupt', `${path}: more than the expected ${expected} bytes arrived.`);
}

/** The body ended early without an error. */
export function tooFewBytes(path: string, expected: number, got: number): AppError {
  return new AppError(
    'network',
    `${path}: the connection ended after ${got} of ${expected} bytes.`,
  );
}

/** All bytes arrived, but they do not match the content_hash of the listing. */
export function damaged(path: string, cause: unknown): AppError {
  return new AppError(
    'corrupt',
    `${path}: arrived damaged (its content_hash is not the listed one), and was discarded.`,
    { cause },
  );
}
