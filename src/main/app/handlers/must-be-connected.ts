import { AppError } from '#shared/errors/app-error.ts';

/** @throws AppError `bad-usage` without a connection */
export function mustBeConnected(isConnected: () => boolean): void {
  if (isConnected()) return;
  throw new AppError('bad-usage', 'There is no connection yet. Connect, or try the demo survey.');
}
