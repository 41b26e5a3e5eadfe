import { AppError } from '#shared/errors/app-error.ts';

/** What to tell the user of a failure. */
export function messageOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return `Something unexpected went wrong: ${error instanceof Error ? error.message : String(error)}`;
}
