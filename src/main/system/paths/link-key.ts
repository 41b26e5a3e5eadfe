import { createHash } from 'node:crypto';

/**
 * A name for a shared link under which things can be kept without giving the link away. The same for all spellings
 * of a link: what a browser adds (`dl`, `st`, `e`) does not count, what opens it (`rlkey`) does.
 */
export function linkKey(sharedUrl: string): string {
  const url = URL.parse(sharedUrl.trim());
  const same =
    url === null
      ? sharedUrl.trim()
      : [
          url.host.replace(/^www\./, ''),
          url.pathname.replace(/\/+$/, ''),
          url.searchParams.get('rlkey') ?? '',
        ].join('\n');
  return createHash('sha256').update(same).digest('hex').slice(0, 32);
}
