import { expect } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';

/** The message of the AppError that `parse` throws for `text`. */
export function refusal(parse: (text: string) => unknown, text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('bad-input');
    return error.message;
  }
  throw new Error('The text was taken.');
}
