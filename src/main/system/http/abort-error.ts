import { AppError } from '#shared/errors/app-error.ts';

/** Why a signal was aborted: the AppError that it was given, else `cancelled`. */
export function abortError({ reason }: AbortSignal): AppError {
  return reason instanceof AppError ? reason : new AppError('cancelled', 'Stopped.');
}
