import { member } from '#shared/dropbox/member.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type Answer, type Asked, subject, summary } from './answer.ts';

/** Dropbox documents no tag for a disabled link, so any of these words counts. */
const DISABLED = /disabled|banned|traffic|bandwidth|suspended|takedown/i;

/** Maps a 409, the route's own errors, by its tags. An unknown tag gives an `api` error. */
export function routeError(answer: Answer, asked: Asked): AppError {
  const { about } = asked;
  const what = subject(asked);
  const detail = summary(answer, asked);
  const tags = tagsOf(answer.body);
  if (tags.some((tag) => DISABLED.test(tag)) || DISABLED.test(detail)) {
    return new AppError(
      'link-disabled',
      'Dropbox has disabled the shared link for a while, as it does after heavy use. The link usually works again within 24 hours; files on this disk stay, and the same work continues then.',
    );
  }
  for (const tag of tags) {
    switch (tag) {
      case 'shared_link_access_denied':
        return new AppError(
          'link-denied',
          about === 'link'
            ? 'Wrong password. Check it, then connect again: Dropbox locks the link after several attempts, so this program made only one.'
            : "Dropbox no longer accepts the link's password; its owner may have changed it. All calls have stopped, because Dropbox locks the link after several attempts.",
        );
      // Dropbox also uses the first for a missing path in an existing link, and the second for a deleted link.
      case 'shared_link_not_found':
      case 'not_found':
        if (about !== 'link' && asked.path !== '') {
          return new AppError(
            'path-not-found',
            `${what} is not in the shared folder (any more). List the folder again to see its files.`,
          );
        }
        return new AppError(
          'link-not-found',
          'Dropbox knows no such shared link. It may have been removed, or copied only in part. Ask the owner of the survey for the current link.',
        );
      case 'shared_link_malformed':
        return new AppError(
          'link-not-found',
          'This is not a shared link of Dropbox. Copy the whole link again.',
        );
      case 'unsupported_link_type':
        return new AppError(
          'link-unsupported',
          "Programs cannot read this kind of link. Ask the owner of the survey for a link to the survey's folder.",
        );
      case 'shared_link_is_directory':
      case 'not_file':
        return new AppError(
          'path-not-found',
          `${what} is a folder in the shared folder, not a file.`,
        );
      case 'not_folder':
        return new AppError(
          'path-not-found',
          `${what} is a file in the shared folder, not a folder.`,
        );
      case 'malformed_path':
        return new AppError('path-not-found', `${what}: Dropbox does not accept a path like this.`);
      case 'restricted_content':
        return new AppError('path-not-found', `${what}: Dropbox has blocked this content.`);
      case 'reset':
        return new AppError(
          'cursor-reset',
          `${what}: Dropbox lost its position in the listing; the folder must be listed again.`,
        );
      default:
    }
  }
  return new AppError('api', `${what}: Dropbox answered with an unknown error (${detail}).`);
}

/** The tags, outermost first, or the parts of the summary if there are none. */
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
