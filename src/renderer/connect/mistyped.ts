import { AppError, type InputField } from '#shared/errors/app-error.ts';
import type { ConnectionProblem } from '#shared/ipc/connection-state.ts';

/** Input that cannot be right: why, and in which field; null if it is in none. */
export interface Mistyped {
  readonly problem: ConnectionProblem;
  readonly field: InputField | null;
}

/** Null for errors of the connection itself, which its state shows. */
export function mistypedOf(error: unknown): Mistyped | null {
  if (!(error instanceof AppError)) return null;
  const { code, message, field } = error;
  if (code !== 'bad-input' && code !== 'bad-usage') return null;
  return { problem: { code, message }, field };
}
