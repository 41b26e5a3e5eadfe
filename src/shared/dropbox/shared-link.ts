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
  if (!/^https?:\/\/[^\s/]+\S*$/i.test(url)) return 'not-a-link';
  if (LOOPBACK.test(url)) return 'loopback';
  const host = DROPBOX.exec(url);
  if (host === null) return 'not-dropbox';
  const path = url.slice(host[0].length);
  if (/^\/(?:sh\/[^/?#]+\/[^/?#]+|scl\/fo\/[^/?#]+\/[^/?#]+)/i.test(path)) return 'folder';
  if (/^\/(?:s|scl\/fi)\/[^/?#]+/i.test(path)) return 'file';
  return 'own-page';
}
