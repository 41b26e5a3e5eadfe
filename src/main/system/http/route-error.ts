import { member } from '#shared/dropbox/member.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type Answer, type Asked, subject, summary } from './answer.ts';

/** No tag for a disabled link is known, only that it happens; so any word for it will do. */
const DISABLED = /disabled|banned|traffic|bandwidth|suspended|takedown/i;

/** A 409: the route's own errors, told by tags. A tag that isn't known makes an `api` error. */
export function routeError(answer: Answer, asked: Asked): AppError {
  const { about } = asked;
  const what = subject(asked);
  const detail = summary(answer, asked);
  const tags = tagsOf(answer.body);
  if (tags.some((tag) => DISABLED.test(tag)) || DISABLED.test(detail)) {
    return new AppError(
      'link-disabled',
      'Dropbox has disabled the shared link for a while, as it does when a link was used very much. It usually comes back within 24 hours; what is on this disk stays, and the same work goes on then.',
    );
  }
  for (const tag of tags) {
    switch (tag) {
      case 'shared_link_access_denied':
        return new AppError(
          'link-denied',
          about === 'link'
            ? 'Wrong password. Dropbox locks the link after several tries, so nothing else was tried. Check the password, then connect again.'
            : "Dropbox no longer accepts the link's password; its owner may have changed it. All calls have stopped, because Dropbox locks the link after several tries.",
        );
      // The first is said of a path inside a link that exists, too, and the second of a link that is gone.
      case 'shared_link_not_found':
      case 'not_found':
        if (about !== 'link' && asked.path !== '') {
          return new AppError(
            'path-not-found',
            `${what} is not in the shared folder (any more). List the folder again to see what is.`,
          );
        }
        return new AppError(
          'link-not-found',
          'Dropbox knows no such shared link; it may have been removed, or part of it was not copied. Ask the owner of the survey for the present link.',
        );
      case 'shared_link_malformed':
        return new AppError(
          'link-not-found',
          'Dropbox does not take this for a shared link. Copy it again, whole.',
        );
      case 'unsupported_link_type':
        return new AppError(
          'link-unsupported',
          "This kind of link cannot be read by programs. Ask the owner of the survey for a link to the survey's folder.",
        );
      case 'shared_link_is_directory':
      case 'not_file':
        return new AppError('path-not-found', `${what} is a folder in the shared folder, no file.`);
      case 'not_folder':
        return new AppError('path-not-found', `${what} is a file in the shared folder, no folder.`);
      case 'malformed_path':
        return new AppError('path-not-found', `${what}: Dropbox cannot have a path like this.`);
      case 'restricted_content':
        return new AppError('path-not-found', `${what}: Dropbox has blocked this content.`);
      case 'reset':
        return new AppError(
          'cursor-reset',
          `${what}: Dropbox lost its place in the listing; it has to be listed again.`,
        );
      default:
    }
  }
  return new AppError('api', `${what}: Dropbox answered with an unknown error (${detail}).`);
}

/** The tags from the outermost in, or the parts of the summary where there are none. */
function tagsOf(body: unknown): readonly string[] {
  const tags: string[] = [];
  let at = member(body, 'error');
  while (tags.length < 8) {
    const tag = member(at, '.tag');
    if (typeof tag !== 'string') break;
    tags.push(tag);
    at = member(at, tag);
  }
  if (tags.length > 0) return tags;
  const parts = member(body, 'error_summary');
  return typeof parts === 'string' ? parts.split('/') : [];
}
