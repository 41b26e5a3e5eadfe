import { AppError } from '#shared/errors/app-error.ts';

/** A signal's reason if it is an AppError, else `cancelled`. */
export function abortError({ reason }: AbortSignal): AppError {
  return reason instanceof AppError ? reason : new AppError('cancelled', 'Stopped.');
}
