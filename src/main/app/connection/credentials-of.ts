import type { Credentials } from '#shared/dropbox/credentials.ts';
import { cleanLink, type SharedLinkKind, sharedLinkKind } from '#shared/dropbox/shared-link.ts';
import { AppError, type InputField } from '#shared/errors/app-error.ts';

const WHY_NOT: Readonly<Record<Exclude<SharedLinkKind, 'folder'>, string>> = {
  loopback: 'The link leads to this computer, not to Dropbox.',
  file: 'The link leads to a single file, not to the folder of the survey.',
  'own-page': 'That is a page of the Dropbox web site, not a shared link.',
  'not-dropbox': 'The link does not lead to www.dropbox.com by https.',
  'not-a-link': 'That is not a link.',
};

/**
 * A link and its password as they were typed, checked as far as can be without a call: a call with a wrong password
 * counts against the link.
 *
 * @throws AppError `bad-input` with the field
 */
export function typedLink(
  typed: { readonly sharedUrl: string; readonly password: string },
  allowLoopback: boolean,
): Pick<Credentials, 'sharedUrl' | 'password'> {
  const sharedUrl = cleanLink(typed.sharedUrl).url;
  if (sharedUrl === '') {
    throw wrong('link', 'The link is missing. The owner of the survey gives it out.');
  }
  const kind = sharedLinkKind(sharedUrl);
  if (kind !== 'folder' && !(kind === 'loopback' && allowLoopback)) {
    const like = 'It should look like https://www.dropbox.com/sh/… or …/scl/fo/….';
    throw wrong('link', `${WHY_NOT[kind]} ${like}`);
  }
  if (typed.password.includes('\uFFFD')) {
    throw wrong(
      'password',
      'The password holds a character that could not be read where it was copied. Nothing was sent; type it by hand.',
    );
  }
  return { sharedUrl, password: typed.password.trim() };
}

/** An access token as it was pasted. Throws AppError `bad-input` with the field. */
export function typedToken(typed: string): string {
  const token = typed.trim();
  if (token === '') {
    throw wrong('token', 'The access token is missing. Make one in the app console.');
  }
  if (/[^\x21-\x7E]/.test(token)) {
    throw wrong(
      'token',
      'The access token holds a space or another character that cannot belong to it. Copy it again.',
    );
  }
  return token;
}

function wrong(field: InputField, message: string): AppError {
  return new AppError('bad-input', message, { field });
}
