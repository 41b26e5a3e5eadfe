import { createHash } from 'node:crypto';

/**
 * A key for a shared link, for file names and databases, that does not reveal the link. Equal for all spellings of a
 * link: parameters that a browser adds (`dl`, `st`, `e`) are ignored, the one that opens the link (`rlkey`) is not.
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
