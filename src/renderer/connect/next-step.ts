import type { ErrorCode } from '#shared/errors/app-error.ts';

export interface NextStep {
  /** A few words: what is wrong. */
  readonly title: string;
  /** What to do about it. */
  readonly advice: string;
  /** The field of the form that the trouble is in. */
  readonly field: 'link' | 'password' | 'token' | null;
}

/** What goes above main's own sentence about a failure, and what to do next. */
export function nextStepOf(code: ErrorCode): NextStep {
  switch (code) {
    case 'link-denied':
      return {
        title: 'The link was refused',
        advice: 'Whoever gave you the link knows its password.',
        field: 'password',
      };
    case 'link-not-found':
      return {
        title: 'There is no such link',
        advice: 'Copy the whole link again, from https:// to its end.',
        field: 'link',
      };
    case 'link-unsupported':
      return {
        title: 'Not a shared folder',
        advice: 'Use the link of the survey’s folder, not of a file in it.',
        field: 'link',
      };
    case 'link-disabled':
      return {
        title: 'Dropbox has disabled the link for now',
        advice:
          'That happens after heavy traffic and is lifted within a day. Until then you can browse the built-in listing and plan.',
        field: null,
      };
    case 'sign-in-expired':
      return {
        title: 'The access token has expired',
        advice:
          'Tokens from the app console live about four hours. Make a new one, or sign in instead.',
        field: 'token',
      };
    case 'sign-in-invalid':
      return {
        title: 'Dropbox does not know this token',
        advice: 'Copy it again from the app console, whole and without spaces.',
        field: 'token',
      };
    case 'sign-in-revoked':
      return {
        title: 'The sign-in was revoked',
        advice: 'Sign in again. What is downloaded stays.',
        field: null,
      };
    case 'scope-missing':
      return {
        title: 'The token lacks a permission',
        advice:
          'In the app console tick account_info.read, files.metadata.read and sharing.read, then make a new token: old ones keep their old permissions.',
        field: 'token',
      };
    case 'rate-limited':
      return {
        title: 'Dropbox asks for a pause',
        advice: 'Wait a few minutes, then try again.',
        field: null,
      };
    case 'network':
    case 'stalled':
      return {
        title: 'No way to Dropbox',
        advice: 'Check the network of this machine, or its proxy, then try again.',
        field: null,
      };
    case 'server-error':
      return {
        title: 'Dropbox is in trouble',
        advice: 'Nothing is wrong here. Try again in a few minutes.',
        field: null,
      };
    case 'not-dropbox':
      return {
        title: 'Something else answered for Dropbox',
        advice:
          'A sign-in page of this network, perhaps. Open any web page, sign in there, then try again.',
        field: null,
      };
    case 'bad-config':
    case 'bad-input':
    case 'bad-usage':
      return { title: 'Something is missing or mistyped', advice: '', field: null };
    default:
      return { title: 'It did not work', advice: 'The log holds more.', field: null };
  }
}
