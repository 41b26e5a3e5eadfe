import type { ErrorCode, InputField } from '#shared/errors/app-error.ts';

/** The field of the form that caused a failure; null if none did. */
export function faultyFieldOf(code: ErrorCode): InputField | null {
  switch (code) {
    case 'link-denied':
      return 'password';
    case 'link-not-found':
    case 'link-unsupported':
      return 'link';
    case 'sign-in-expired':
    case 'sign-in-invalid':
    case 'scope-missing':
      return 'token';
    default:
      return null;
  }
}
