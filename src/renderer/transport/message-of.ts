import { AppError } from '#shared/errors/app-error.ts';
import { transportMessages } from '../messages/transport.ts';

/** The message that the user sees for a failure. */
export function messageOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return transportMessages.unexpected(error instanceof Error ? error.message : String(error));
}
