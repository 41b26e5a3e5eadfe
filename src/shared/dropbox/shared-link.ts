/** What the text of a link tells without asking Dropbox. `folder` is the only kind that can be browsed. */
export type SharedLinkKind =
  | 'folder'
  /** A page of an embedded demo or of a test server on this machine. */
  | 'loopback'
  /** A link to one file. */
  | 'file'
  /** A page of somebody's own Dropbox, copied from the address bar. */
  | 'own-page'
  | 'not-dropbox'
  | 'not-a-link';

const DROPBOX = /^https:\/\/(?:www\.)?dropbox\.com(?=\/)/i;
const LOOPBACK =
  /^https?:\/\/(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d{1,5})?(?:\/|$)/i;

/** Tells the kinds of link apart by their form alone. */
export function sharedLinkKind(url: string): SharedLinkKind {
  if (!/^https?:\/\/[^\s/]/i.test(url) || /[\s\uFFFD]/.test(url)) return 'not-a-link';
  if (LOOPBACK.test(url)) return 'loopback';
  const host = DROPBOX.exec(url);
  if (host === null) return 'not-dropbox';
  const path = url.slice(host[0].length);
  if (/^\/(?:sh\/[^/?#]+\/[^/?#]+|scl\/fo\/[^/?#]+\/[^/?#]+)/i.test(path)) return 'folder';
  if (/^\/(?:s|scl\/fi)\/[^/?#]+/i.test(path)) return 'file';
  return 'own-page';
}

/** A link as it was pasted, without what came along; and what that was, as a part of a sentence. */
export interface CleanLink {
  readonly url: string;
  /** "a comma at its end"; empty where nothing was left out. */
  readonly changes: readonly string[];
}

/** Spaces, and marks without width that messengers put between letters. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;

const OPENING = '<("\'“‘[';
const CLOSING = '>)"\'”’],;.:!';

/**
 * Takes out of a pasted link what is no part of it: `&amp;` from a page's source, marks without width, the brackets,
 * quotes and punctuation around it in a text. A link ends with a letter, a digit, `_`, `-`, `=` or `/`.
 */
export function cleanLink(text: string): CleanLink {
  const changes: string[] = [];
  const visible = text.trim().replaceAll(INVISIBLE, '');
  if (visible !== text.trim()) changes.push('characters without width');
  let start = 0;
  let end = visible.length;
  while (start < end && OPENING.includes(visible[start]!)) start += 1;
  while (end > start && CLOSING.includes(visible[end - 1]!)) end -= 1;
  if (start > 0) changes.push(`${JSON.stringify(visible.slice(0, start))} before it`);
  if (end < visible.length) changes.push(`${JSON.stringify(visible.slice(end))} behind it`);
  const bare = visible.slice(start, end);
  const url = bare.replaceAll(/&amp;/gi, '&');
  if (url !== bare) changes.push('"amp;" behind "&"');
  return { url, changes };
}
